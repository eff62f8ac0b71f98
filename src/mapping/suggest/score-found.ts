import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import { explainFound, type FoundValues } from './found-values.ts';
import type { SlotScore } from './score-column.ts';
import type { Slot, SlotPlan } from './slots.ts';

/** Their names are also what other columns hold: of companies, of articles. Where they are found tells little of the field. */
const NAMED_ELSEWHERE: ReadonlySet<string> = new Set([
  'project.project',
  'product.product',
  'product.template',
  'res.partner',
]);

/** What values say without a header: for the only field of this relation, for one of several, and (an alternative, no more) for common names. */
const ONLY_FIELD = 0.7;
const ONE_OF_SEVERAL = 0.55;
const COMMON_NAMES = 0.45;
/** A header that is somewhat like the field, or a column that our own lists of countries do not know. */
const LEAST_NAME = 0.3;
/** Part of the remaining doubt that values take away which are all found. */
const BELIEVED = 0.6;

/** Nobody makes new ones for a file: values that are none of these are something else. */
const CLOSED: ReadonlySet<string> = new Set([
  'account.account',
  'account.tax',
  'res.country',
  'res.country.state',
  'res.currency',
  'uom.uom',
]);
const SURELY = 0.8;
const ELSEWHERE = 0.6;

/** The score of a column for a field with what Odoo's own records say of its values. */
export function scoreFound(
  own: SlotScore,
  column: ColumnProfile,
  { plan, slot, found, isFree }: FoundFor,
): SlotScore {
  const best = found
    .filter((of) => (isReference(slot) ? of.model === slot.field.relation : isOwnField(slot, column, of)))
    .sort((a, b) => b.found / b.of - a.found / a.of || a.ambiguous - b.ambiguous)[0];
  if (!best)
    return isElsewhere({ plan, slot, found, isFree }) ? { ...own, score: own.score * ELSEWHERE } : own;
  const share = best.found / best.of;
  const together = own.score < LEAST_NAME ? 0 : 1 - (1 - own.score) * (1 - BELIEVED * share);
  const alone = isFree && isReference(slot) && best.of > 1 ? share * aloneFor(plan, slot) : 0;
  const score = Math.max(own.score, together, alone);
  if (score <= own.score && own.score < LEAST_NAME) return own;
  const said = own.score >= LEAST_NAME && own.reason !== '' ? [own.reason] : [];
  return {
    score,
    reason: [...said, explainFound(best)].join(', and '),
    ...(isReference(slot) ? { found: best } : {}),
  };
}

export interface FoundFor {
  readonly plan: SlotPlan;
  readonly slot: Slot;
  readonly found: readonly FoundValues[];
  /** The header does not say that it is another record's. */
  readonly isFree: boolean;
}

/** A "Region" of countries: no record that the field takes, but records of another field of the model. */
function isElsewhere({ plan, slot, found }: FoundFor): boolean {
  if (!CLOSED.has(slot.field.relation ?? '')) return false;
  const others = found.filter((one) => CLOSED.has(one.model) && one.of > 1 && one.found >= SURELY * one.of);
  return others.some(({ model }) => plan.slots.some((one) => one.isKnown && one.field.relation === model));
}

function isReference({ field }: Slot): boolean {
  return field.type === 'many2one' || field.type === 'many2many';
}

/** Rows that are in Odoo already: only of a column that names them. */
function isOwnField(
  { role, model, field }: Slot,
  { distinct, filled }: ColumnProfile,
  of: FoundValues,
): boolean {
  return role === 'main' && of.model === model && of.field === field.name && distinct === filled;
}

function aloneFor({ model, slots }: SlotPlan, { field, isKnown, role }: Slot): number {
  const { relation = '' } = field;
  if (!isKnown || role !== 'main' || relation === model) return 0;
  const same = slots.filter((one) => one.isKnown && one.role === 'main' && one.field.relation === relation);
  if (NAMED_ELSEWHERE.has(relation)) return COMMON_NAMES;
  return same.length === 1 ? ONLY_FIELD : ONE_OF_SEVERAL;
}

/** By these, records are told apart; a name may be anybody's. */
const NAMING: ReadonlySet<string> = new Set(['ref', 'default_code', 'barcode', 'code']);
const LEAST_ROWS = 3;

/** That the rows of a sheet are records of a model: a column that names them holds codes of its records. */
export function foundRows(
  columns: readonly ColumnProfile[],
  model: string,
  found: readonly FoundValues[],
): FoundValues | null {
  const naming = found.filter((of) => {
    const column = columns.find(({ name }) => name === of.column);
    const isKey = column && column.distinct === column.filled && column.nulls === 0;
    return of.model === model && NAMING.has(of.field) && of.of >= LEAST_ROWS && isKey;
  });
  return naming.sort((a, b) => b.found / b.of - a.found / a.of)[0] ?? null;
}
