import type { FieldMapping } from '../../mapping/field-mapping.ts';
import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import type { DatasetSuggestion } from '../../mapping/suggest/suggestion.ts';
import { wordsOf } from '../../mapping/suggest/words.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { Drafting, NodeDraft } from './draft.ts';
import {
  draftLookup,
  isKnownInOdoo,
  isNumbering,
  type Lookup,
  type TakenReference,
} from './draft-lookups.ts';
import { takenColumns } from './draft-nodes.ts';
import { draftState } from './draft-states.ts';

/** What a column that refers to something becomes: rows of a node, parents hidden in this sheet, or records already in Odoo. */
export function draftReference(drafting: Drafting, node: NodeDraft, taken: TakenReference): Lookup {
  const { column, field, found } = taken;
  const other = referredNode(drafting, node, column.name, field);
  if (other) return { ok: true, mapping: toNode(other.node, [column.name], other.match) };
  if (isKnownInOdoo(found) && !roleParent(drafting, node, field)) return draftLookup(taken);
  const unfit = unfitNode(drafting, node, column.name, field);
  if (unfit) return unfit;
  if (field.relation === 'res.country.state' && !isNumbering(column))
    return draftState(taken, node.sheet, countryOf(drafting, node));
  if (repeatsName(node, column)) return { ok: false, reason: 'it repeats the names of its own rows' };
  if (field.type === 'many2one' && !isNumbering(column)) {
    const hidden = hiddenParent(drafting, node, column, field);
    if (hidden) return { ok: true, mapping: toNode(hidden, hidden.key) };
  }
  return draftLookup(taken);
}

/** The column that is the country of the same record. */
function countryOf({ suggestion }: Drafting, { sheet, role }: NodeDraft): ColumnProfile | null {
  const of = suggestion.sheets.find((one) => one.sheet === sheet.sheet);
  const name = of && takenColumns(of, role).find(({ field }) => field.field === 'country_id')?.column;
  return sheet.columns.find((one) => one.name === name) ?? null;
}

export function toNode(
  { id }: NodeDraft,
  columns: readonly string[],
  match: string | null = null,
): FieldMapping {
  return { reference: { node: id, columns: [...columns], ...(match === null ? {} : { match: [match] }) } };
}

export interface Referred {
  readonly node: NodeDraft;
  /** The column of its sheet that is compared; null: its key. */
  readonly match: string | null;
  /** Share of the different values that it has. */
  readonly containment: number;
}

/** The node whose key the column's values are, else whose rows they name by another column, and whose model the field takes. */
export function referredNode(
  { profile, nodes, suggestion }: Drafting,
  node: NodeDraft,
  column: string,
  field: FieldSchema,
): Referred | null {
  const found = profile.references
    .filter(({ from }) => from.sheet === node.sheet.sheet && from.column === column)
    .flatMap(({ to, containment }) => {
      const other = nodes.find(
        ({ role, sheet, model }) => role === 'main' && sheet.sheet === to.sheet && model === field.relation,
      );
      if (!other) return [];
      const isKey = other.key.length === 1 && other.key[0] === to.column;
      if (!isKey && !namesRows(other, to.column)) return [];
      const isName = nameOf(suggestion, to) ? 1 : 0;
      const rank = containment + affinity(column, to) + isName + (isKey ? KEY_FIRST : 0);
      return [{ referred: { node: other, match: isKey ? null : to.column, containment }, rank }];
    })
    .sort((a, b) => b.rank - a.rank);
  return found[0]?.referred ?? null;
}

/** More than all other reasons: what is called a name may change. */
const KEY_FIRST = 100;

const NAMING_TYPES: ReadonlySet<ColumnProfile['type']> = new Set(['text', 'code', 'identifier', 'email']);

/** No two rows have the same value; of rows that are taken together by their key it would name a part. */
function namesRows({ sheet, distinct }: NodeDraft, name: string): boolean {
  const column = sheet.columns.find((one) => one.name === name);
  return !distinct && column !== undefined && NAMING_TYPES.has(column.type) && isUnique(column);
}

function isUnique({ distinct, filled }: ColumnProfile): boolean {
  return filled > 0 && distinct === filled;
}

function nameOf({ sheets }: DatasetSuggestion, to: { readonly sheet: string; readonly column: string }) {
  const of = sheets.find(({ sheet }) => sheet === to.sheet);
  const field = of?.columns.find(({ column }) => column === to.column)?.field;
  return field?.role === 'main' && field.field === 'name';
}

/** The same values as the name of the row: it would refer to itself. */
function repeatsName({ fields, sheet }: NodeDraft, column: ColumnProfile): boolean {
  const mapping = fields.get('name');
  const name = mapping && 'column' in mapping ? mapping.column : null;
  const other = sheet.columns.find((one) => one.name === name);
  if (!other || other === column || !isUnique(column)) return false;
  const facts = ({ distinct, min, max, samples, values }: ColumnProfile) =>
    JSON.stringify([distinct, min, max, samples, values]);
  return facts(other) === facts(column);
}

function affinity(column: string, to: { readonly sheet: string; readonly column: string }): number {
  const words = new Set(wordsOf(column));
  return [...wordsOf(to.column), ...wordsOf(to.sheet)].filter((word) => words.has(word)).length;
}

/** Numbers of rows of a node, but of another model than the field takes: employees where Odoo wants users. */
function unfitNode(
  { profile, nodes }: Drafting,
  node: NodeDraft,
  column: string,
  field: FieldSchema,
): Lookup | null {
  const to = profile.references.find(
    ({ from, to: end }) =>
      from.sheet === node.sheet.sheet &&
      from.column === column &&
      nodes.some(
        ({ role, sheet, key }) => role === 'main' && sheet.sheet === end.sheet && key[0] === end.column,
      ),
  )?.to;
  if (!to || to.sheet === node.sheet.sheet) return null;
  return {
    ok: false,
    reason: `its values are rows of "${to.sheet}", but "${field.label}" takes records of "${field.relation ?? '?'}"`,
  };
}

const HIDDEN: Readonly<Record<string, string>> = {
  'res.partner': 'customers',
  'product.product': 'products',
  'project.project': 'projects',
};

/** The node that other columns of the sheet have made for it already: the customer's, by its e-mail address. */
function roleParent({ nodes }: Drafting, node: NodeDraft, field: FieldSchema): NodeDraft | null {
  const inSheet = nodes.filter(({ sheet }) => sheet === node.sheet);
  const roles = MODELS[inSheet.find(({ role }) => role === 'main')?.model ?? '']?.roles ?? {};
  const found = inSheet.find(({ role: name, model }) => {
    const role = roles[name];
    return (
      role?.kind === 'parent' &&
      model === field.relation &&
      role.link === field.name &&
      (role.of ?? 'main') === node.role
    );
  });
  return found ?? null;
}

/** A name repeated over the rows, which no other sheet has: a node of its own, one record for each name. */
function hiddenParent(
  drafting: Drafting,
  node: NodeDraft,
  column: ColumnProfile,
  field: FieldSchema,
): NodeDraft | null {
  const parent = roleParent(drafting, node, field);
  if (parent) {
    if (!parent.fields.has('name')) parent.fields.set('name', { column: column.name });
    return parent;
  }
  const relation = field.relation ?? '';
  const wanted =
    node.model.startsWith('purchase.') && relation === 'res.partner' ? 'vendors' : HIDDEN[relation];
  if (wanted === undefined) return null;
  const same = drafting.nodes.find(
    (one) => one.id === wanted && one.sheet === node.sheet && one.key[0] === column.name,
  );
  if (same) return same;
  let id = wanted;
  for (let i = 2; drafting.nodes.some((one) => one.id === id); i += 1) id = `${wanted}_${i}`;
  const made: NodeDraft = {
    id,
    model: relation,
    role: 'hidden',
    sheet: node.sheet,
    key: [column.name],
    distinct: true,
    filled: column.nulls > 0 ? [column.name] : [],
    fields: new Map<string, FieldMapping>([['name', { column: column.name }]]),
  };
  drafting.nodes.push(made);
  return made;
}
