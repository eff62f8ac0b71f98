import type { DatasetSuggestion, SheetSuggestion } from '../../mapping/suggest/suggestion.ts';
import { wordsOf } from '../../mapping/suggest/words.ts';
import type { ColumnProfile, DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';

const KEY_WORDS: ReadonlySet<string> = new Set([
  'id',
  'number',
  'code',
  'key',
  'sku',
  'handle',
  'reference',
  'ref',
  'mpn',
  'guid',
  'uuid',
]);
const KEY_FIELDS: ReadonlySet<string> = new Set([
  'ref',
  'default_code',
  'barcode',
  'client_order_ref',
  'code',
  'login',
]);

export interface KeyContext {
  readonly profile: DatasetProfile;
  readonly suggestion: DatasetSuggestion;
}

/**
 * The columns that name a row: those other sheets refer to, else those called like a number or a code, else the first that is unique.
 * An e-mail address or a name is taken only where there is nothing better; a price never.
 */
export function chooseKey(
  sheet: SheetProfile,
  suggestion: SheetSuggestion,
  { profile, suggestion: suggestions }: KeyContext,
): readonly string[] | null {
  const single = sheet.keys
    .filter(({ columns, uniqueShare }) => columns.length === 1 && uniqueShare === 1)
    .map(({ columns: [name = ''] }, i) => ({
      name,
      score: keyScore(name, sheet, suggestion, { profile, suggestion: suggestions }) - i / 100,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const several = sheet.keys.find(({ columns, uniqueShare }) => columns.length > 1 && uniqueShare === 1);
  const [best] = single;
  if (best && (best.score >= 2 || !several)) return [best.name];
  return several?.columns ?? (best ? [best.name] : null);
}

/** Below it a column is left out of the draft. */
export const LEAST_FIELD = 0.65;

/** They name a row today, and are corrected tomorrow. */
const NO_KEYS: ReadonlySet<string> = new Set(['vat', 'phone', 'mobile', 'website', 'parent_id']);

function isCalledKey(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return KEY_WORDS.has(last) || /(nummer|number|code)$/.test(last);
}

function keyScore(
  name: string,
  sheet: SheetProfile,
  suggestion: SheetSuggestion,
  { profile, suggestion: suggestions }: KeyContext,
): number {
  const column = sheet.columns.find((one) => one.name === name);
  if (!column || column.nulls > 0) return 0;
  const field = suggestion.columns.find((one) => one.column === name)?.field;
  // what refers to another record does not name this one
  if (field && field.confidence >= LEAST_FIELD && field.field.endsWith('_id')) return 0;
  const isReferredTo = profile.references.some(
    ({ from, to }) => to.sheet === sheet.sheet && to.column === name && isReference(from, suggestions),
  );
  const isName = field?.role === 'main' && field.field === 'name';
  const mayBeReferredTo = isCalledKey(name) || typeScore(column) === 1;
  return (
    (isCalledKey(name) && !NO_KEYS.has(field?.field ?? '') ? 3 : 0) +
    (field?.role === 'main' && KEY_FIELDS.has(field.field) && !field.part ? 1.5 : 0) +
    (isReferredTo && mayBeReferredTo ? REFERRED_TO : isReferredTo && isName ? REFERRED_TO_BY_NAME : 0) +
    typeScore(column)
  );
}

/** More than any look of a column. */
const REFERRED_TO = 5;
/** Less than what is called a code: others find its rows by their name all the same (`match`). */
const REFERRED_TO_BY_NAME = 1.2;

/** A column that is suggested for a many2one; a name or an address that two sheets share is none. */
function isReference(
  from: { readonly sheet: string; readonly column: string },
  { sheets }: DatasetSuggestion,
): boolean {
  const columns = sheets.find(({ sheet, junction }) => sheet === from.sheet && junction === null)?.columns;
  return columns?.find(({ column }) => column === from.column)?.field?.field.endsWith('_id') ?? false;
}

function typeScore({ type }: ColumnProfile): number {
  if (type === 'identifier' || type === 'code') return 1;
  if (type === 'email' || type === 'text') return 0.5;
  return type === 'integer' ? 0.1 : -3;
}
