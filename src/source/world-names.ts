export type WorldKind = 'region' | 'currency' | 'language';

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

const ALIASES: Readonly<Record<WorldKind, Readonly<Record<string, string>>>> = {
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

/** The code of a country, currency or language by its code as it is written, or by any of its names. */
export function worldCodeOf(type: WorldKind, text: string): string | undefined {
  const table = namesOf(type);
  // a code is one as it is written; `in` and `no` are words
  return table.codes.has(text) ? text : table.names.get(fold(text));
}

interface NameTable {
  readonly codes: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
}

const tables = new Map<WorldKind, NameTable>();

/** Made when first asked for: about 10,000 names. */
function namesOf(type: WorldKind): NameTable {
  const made = tables.get(type) ?? makeTable(type);
  tables.set(type, made);
  return made;
}

function makeTable(type: WorldKind): NameTable {
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

function codesOf(type: WorldKind): readonly string[] {
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
