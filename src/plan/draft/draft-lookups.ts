import type { FieldMapping, RecordReference } from '../../mapping/field-mapping.ts';
import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import type { FoundValues } from '../../mapping/suggest/found-values.ts';
import { countryName, isCountryCode } from '../../mapping/suggest/world-values.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';

/** A lookup of records already in Odoo, or why none can be drafted. */
export type Lookup =
  | { readonly ok: true; readonly mapping: FieldMapping }
  | { readonly ok: false; readonly reason: string };

/** A column that refers to records. */
export interface TakenReference {
  readonly column: ColumnProfile;
  readonly field: FieldSchema;
  /** The records that Odoo has of its values. */
  readonly found: FoundValues | undefined;
}

/** Found by their name, never made: what they are is more than a name. */
const BY_NAME: ReadonlySet<string> = new Set([
  'account.payment.term',
  'account.fiscal.position',
  'account.tax',
  'account.journal',
  'account.incoterms',
  'crm.stage',
  'crm.team',
  'hr.job',
  'product.pricelist',
  'project.task.type',
  'res.bank',
  'res.currency',
  'stock.location',
  'stock.warehouse',
  'uom.uom',
]);
/** Made with their name where they are missing: that is all there is to them. */
const CREATED: ReadonlySet<string> = new Set([
  'crm.lost.reason',
  'hr.department',
  'product.category',
  'utm.campaign',
  'utm.medium',
  'utm.source',
]);

/** Odoo knows all of its values, each for one record. A state needs its country all the same (`draftState`). */
export function isKnownInOdoo(found: FoundValues | undefined): found is FoundValues {
  return (
    found !== undefined &&
    found.found === found.of &&
    found.ambiguous === 0 &&
    found.model !== 'res.country.state'
  );
}

/** By what Odoo knows all of the values by, else by what such records are usually known. */
export function draftLookup({ column, field, found }: TakenReference): Lookup {
  const usual = usualLookup(column, field);
  if (!isKnownInOdoo(found)) return usual;
  const before = usual.ok && 'reference' in usual.mapping ? usual.mapping.reference : null;
  const isUsual = before !== null && 'match' in before && before.match === found.field;
  const isWrittenSo = Object.keys(found.written).length === 0;
  return lookUp({
    by: 'field',
    match: found.field,
    column: column.name,
    ...separated(column, field),
    ...(isWrittenSo ? {} : { value_map: { ...found.written } }),
    ...(isUsual && before.on_missing === 'create' ? { on_missing: 'create' } : {}),
  });
}

function usualLookup(column: ColumnProfile, field: FieldSchema): Lookup {
  const relation = field.relation ?? '';
  if (relation === 'res.country') return lookUp(countryLookup(column));
  if (isNumbering(column))
    return no(`it holds numbers of "${field.label}", and no sheet of the dataset has these rows`);
  if (relation === 'res.users')
    return lookUp({ by: 'field', match: column.type === 'email' ? 'login' : 'name', column: column.name });
  if (relation === 'account.account')
    return lookUp({
      by: 'field',
      match: /^\d+$/.test(column.samples[0] ?? '') ? 'code' : 'name',
      column: column.name,
    });
  if (BY_NAME.has(relation))
    return lookUp({ by: 'field', match: 'name', column: column.name, ...separated(column, field) });
  if (CREATED.has(relation) || MODELS[relation]?.isTag)
    return lookUp({
      by: 'field',
      match: 'name',
      column: column.name,
      ...separated(column, field),
      on_missing: 'create',
    });
  return no(`it refers to "${field.label}" by something that no sheet of the dataset has as its key`);
}

/** Numbers of rows of another system, which Odoo does not know. */
export function isNumbering({ type, name }: ColumnProfile): boolean {
  return type === 'integer' || type === 'identifier' || /id$/i.test(name);
}

function lookUp(reference: RecordReference): Lookup {
  return { ok: true, mapping: { reference } };
}

function no(reason: string): Lookup {
  return { ok: false, reason };
}

function countryLookup({ name, values }: ColumnProfile): RecordReference {
  const texts = values.map(({ value }) => value.trim());
  if (texts.every(isCountryCode)) return { by: 'field', match: 'code', column: name };
  const renamed = texts.flatMap((text) => {
    const known = countryName(text);
    return known !== null && known !== text ? [[text, known] as const] : [];
  });
  return {
    by: 'field',
    match: 'name',
    column: name,
    ...(renamed.length > 0
      ? { value_map: Object.fromEntries(renamed.sort(([a], [b]) => (a < b ? -1 : 1))) }
      : {}),
  };
}

function separated({ values }: ColumnProfile, { type }: FieldSchema): { readonly separator?: string } {
  if (type !== 'many2many') return {};
  const mark = [';', ','].find((sign) => values.some(({ value }) => value.includes(sign)));
  return mark === undefined ? {} : { separator: mark };
}
