import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { StepDraft } from './cleaning.ts';

/**
 * Countries, currencies and languages by their names in the languages below, from the runtime's own tables (CLDR through `Intl`): they become
 * the codes by which Odoo finds its records, whatever language these are translated to. A package of country names would add 1 MB for the same.
 */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'hu',
  'ro',
  'tr',
];

const ALIASES: Readonly<Record<'region' | 'currency' | 'language', Readonly<Record<string, string>>>> = {
  region: {
    usa: 'US',
    'u.s.a.': 'US',
    'u.s.': 'US',
    'united states of america': 'US',
    uk: 'GB',
    'u.k.': 'GB',
    'great britain': 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    holland: 'NL',
    'the netherlands': 'NL',
    'czech republic': 'CZ',
    'republic of ireland': 'IE',
    'korea, republic of': 'KR',
    'south korea': 'KR',
    'russian federation': 'RU',
    'viet nam': 'VN',
    turkey: 'TR',
    uae: 'AE',
  },
  currency: {
    '€': 'EUR',
    '£': 'GBP',
    us$: 'USD',
    'us dollar': 'USD',
    'pound sterling': 'GBP',
    sterling: 'GBP',
    euros: 'EUR',
  },
  language: { 'english (us)': 'en', 'english (uk)': 'en' },
};

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
  const codes = values.map(({ value, rows }) => ({ value, rows, code: codeOf(type, value) }));
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
  return kind && codeOf(kind.type, text);
}

function codeOf(type: Kind['type'], text: string): string | undefined {
  const table = namesOf(type);
  // a code is one as it is written; `in` and `no` are words
  return table.codes.has(text) ? text : table.names.get(fold(text));
}

interface NameTable {
  readonly codes: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
}

const tables = new Map<Kind['type'], NameTable>();

/** Made when first asked for: about 10,000 names. */
function namesOf(type: Kind['type']): NameTable {
  const made = tables.get(type) ?? makeTable(type);
  tables.set(type, made);
  return made;
}

function makeTable(type: Kind['type']): NameTable {
  const codes = codesOf(type);
  const names = new Map<string, string>();
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type, fallback: 'none' });
    for (const code of codes) {
      const name = display.of(code);
      // the first language wins where two mean different things by one name
      if (name !== undefined && !names.has(fold(name))) names.set(fold(name), code);
    }
  }
  for (const [alias, code] of Object.entries(ALIASES[type])) names.set(fold(alias), code);
  return { codes: new Set(codes), names };
}

function codesOf(type: Kind['type']): readonly string[] {
  if (type === 'currency') return Intl.supportedValuesOf('currency');
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const pairs = letters.flatMap((a) => letters.map((b) => a + b));
  const display = new Intl.DisplayNames(['en'], { type, fallback: 'none' });
  const spelled = type === 'region' ? pairs.map((pair) => pair.toUpperCase()) : pairs;
  return spelled.filter((code) => display.of(code) !== undefined && !NO_COUNTRIES.has(code));
}

/** Groups and deprecated codes that CLDR has besides countries. */
const NO_COUNTRIES: ReadonlySet<string> = new Set([
  'AN',
  'BU',
  'CS',
  'DD',
  'EU',
  'EZ',
  'FX',
  'NT',
  'QO',
  'SU',
  'TP',
  'UK',
  'UN',
  'XA',
  'XB',
  'YD',
  'YU',
  'ZR',
  'ZZ',
]);

function fold(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
