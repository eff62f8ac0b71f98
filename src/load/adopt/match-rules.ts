import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { Candidate, FieldValues, ReadValue } from '../ports.ts';
import type { PreparedStep, SendField } from '../prepared-step.ts';
import type { RowToSend } from '../row-to-send.ts';

/** A rule of `adopt`: the fields that must all be equal, with their positions in the mapping. */
export interface MatchRule {
  /** From 0, as the node lists them. */
  readonly number: number;
  readonly fields: readonly { readonly position: number; readonly field: SendField }[];
}

export function matchRules({ step, fields }: PreparedStep): readonly MatchRule[] {
  const positions = new Map(fields.map((field, position) => [field.name, { position, field }]));
  return (step.data.adopt ?? []).map(({ match }, number) => ({
    number,
    fields: match.flatMap((name) => positions.get(name) ?? []),
  }));
}

/** What the first rule that found anything found for a row. */
export interface Match {
  readonly row: RowToSend;
  readonly rule: MatchRule;
  readonly candidates: readonly Candidate[];
}

/** What a row must find, one text per field; null where one is empty: nothing matches on "both have none". */
export type Wanted = readonly string[];

export function wantedBy(
  rule: MatchRule,
  row: RowToSend,
  databaseId: (model: string, externalId: string) => number | null,
): Wanted | null {
  const wanted = rule.fields.map(({ position, field }) => {
    const value = row.values[position] ?? '';
    if (value === '') return null;
    if (field.by !== 'external_id') return plainText(field.schema, value);
    const id = databaseId(field.schema.relation ?? '', value);
    return id === null ? null : String(id);
  });
  return wanted.every((text) => text !== null) ? wanted : null;
}

/** A value in the one spelling that both sides are compared in. Odoo knows no empty number: it says 0. */
function plainText({ type }: FieldSchema, value: string): string | null {
  if (type === 'boolean') return String(['true', 'yes', '1'].includes(value.toLowerCase()));
  if (type !== 'integer' && type !== 'many2one') return value;
  return Number(value) === 0 ? null : String(Number(value));
}

function heldText({ type }: FieldSchema, held: ReadValue | undefined): string | null {
  if (type === 'boolean') return String(held === true);
  if (held === undefined || held === null || held === false || held === '') return null;
  return plainText({ type } as FieldSchema, String(Array.isArray(held) ? held[0] : held));
}

/** Few enough for a condition beside the first one. */
const MOST_VALUES_BESIDE = 500;

/**
 * The search that finds whatever the rows may match: the field with the most different values first, for it leaves the fewest records.
 * Yes or no leaves half of them, so it is only compared.
 */
export function searchOf(rule: MatchRule, wanted: readonly Wanted[]): readonly FieldValues[] {
  const all = rule.fields.map(({ field }, at) => ({
    field: field.name,
    type: field.schema.type,
    values: [...new Set(wanted.map((texts) => texts[at] ?? ''))],
  }));
  const useful = all
    .filter(({ type }) => type !== 'boolean')
    .sort((a, b) => b.values.length - a.values.length);
  return useful
    .filter(({ values }, at) => at === 0 || values.length <= MOST_VALUES_BESIDE)
    .map(({ field, type, values }) => ({
      field,
      values: type === 'integer' || type === 'many2one' ? values.map(Number) : values,
    }));
}

/** The candidates that hold exactly what each row wants, by the row's `wanted` as one text. */
export function byWanted(
  rule: MatchRule,
  candidates: readonly Candidate[],
): ReadonlyMap<string, readonly Candidate[]> {
  return Map.groupBy(candidates, ({ record }) =>
    wantedKey(rule.fields.map(({ field }) => heldText(field.schema, record[field.name]))),
  );
}

export function wantedKey(texts: readonly (string | null)[]): string {
  return JSON.stringify(texts);
}
