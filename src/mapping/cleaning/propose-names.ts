import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import { worldCodeOf } from '../../source/world-names.ts';
import type { StepDraft } from './cleaning.ts';

const KINDS = [
  { type: 'region', kind: 'country', matches: { model: 'res.country', field: 'code' }, code: /^[A-Z]{2}$/ },
  {
    type: 'currency',
    kind: 'currency',
    matches: { model: 'res.currency', field: 'name' },
    code: /^[A-Z]{3}$/,
  },
  {
    type: 'language',
    kind: 'language',
    matches: { model: 'res.lang', field: 'iso_code' },
    code: /^[a-z]{2}$/,
  },
] as const;

type Kind = (typeof KINDS)[number];

const RECOGNISED = 0.8;

/** The frequent values of a column as codes; a few that are no such name stay as they are, for the value map of the graph. */
export function proposeNames(column: ColumnProfile): readonly StepDraft[] {
  if (column.type !== 'text' && column.type !== 'code') return [];
  for (const kind of KINDS) {
    const found = recognise(kind, column);
    if (found !== null) return [found];
  }
  return [];
}

function recognise({ type, kind, matches }: Kind, { values, filled }: ColumnProfile): StepDraft | null {
  const codes = values.map(({ value, rows }) => ({ value, rows, code: worldCodeOf(type, value) }));
  const known = codes.filter(({ code }) => code !== undefined);
  const listed = codes.reduce((sum, { rows }) => sum + rows, 0);
  const share = known.reduce((sum, { rows }) => sum + rows, 0) / Math.max(1, listed);
  const named = known.filter(({ value, code }) => code !== value);
  if (share < RECOGNISED || named.length === 0) return null;
  const unknown = codes.filter(({ code }) => code === undefined).map(({ value }) => `"${value}"`);
  const rest =
    unknown.length === 0 ? '' : ` Not known: ${unknown.slice(0, 5).join(', ')}; add them to the value map.`;
  return {
    kind,
    reason: `${WORDS[kind]} become the codes that Odoo's ${matches.model} has in "${matches.field}".${rest}`,
    share: named.reduce((sum, { rows }) => sum + rows, 0) / filled,
    valueMap: Object.fromEntries(named.map(({ value, code }) => [value, code ?? value])),
    matches,
    samples: named.slice(0, 5).map(({ value }) => value),
  };
}

const WORDS = { country: 'Countries', currency: 'Currencies', language: 'Languages' } as const;

/** The code of a country, currency or language by any of its names, where records of the model are such. */
export function worldCode(model: string, text: string): string | undefined {
  const kind = KINDS.find(({ matches }) => matches.model === model);
  return kind && worldCodeOf(kind.type, text);
}
