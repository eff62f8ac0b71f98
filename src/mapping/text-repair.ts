import { sqlText } from '../source/sql-text.ts';
import type { Stage } from './value-stage.ts';

/** Named entities of HTML that exports contain; others stay as they are. Numbers (`&#233;`, `&#xE9;`) are all known. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  hellip: '…',
  bull: '•',
  euro: '€',
  trade: '™',
  dagger: '†',
  lsaquo: '‹',
  rsaquo: '›',
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  Yuml: 'Ÿ',
};

/** U+00A1 to U+00FF in their order, as HTML 4 names them. */
const LATIN_1 =
  'iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** `&eacute;` → é. Once: what was escaped twice needs it twice. */
export function unescapeHtml(): Stage {
  const named = [
    ...Object.entries(ENTITIES),
    ...LATIN_1.split(' ').map((name, index) => [name, String.fromCharCode(0xa1 + index)] as const),
  ];
  const words = mapOf(named.map(([name, text]) => [`&${name};`, text]));
  const hex = `TRY_CAST('0x' || regexp_extract(piece, '^&#[xX]([0-9a-fA-F]{1,5});$', 1) AS INTEGER)`;
  const decimal = `TRY_CAST(regexp_extract(piece, '^&#([0-9]{1,6});$', 1) AS INTEGER)`;
  // beyond ASCII's controls and outside of the surrogates, which are no characters
  const code = `coalesce(${decimal}, ${hex})`;
  const numbered = `CASE WHEN ${code} BETWEEN 32 AND 55295 OR ${code} BETWEEN 57344 AND 999999 THEN chr(${code}) END`;
  return {
    value: (v) => eachPiece(v, '&[^&;]{1,10};|[^&]+|&', `coalesce(${words}[piece], ${numbered}, piece)`, '&'),
  };
}

/**
 * UTF-8 that was read as Latin-1 or Windows-1252 and saved so: `MÃ¼ller` → Müller, `itâ€™s` → it’s. Knows the letters of Latin
 * alphabets, their punctuation and the euro; only whole sequences are replaced, so that a right text stays as it is.
 */
export function repairEncoding(): Stage {
  const pairs = new Map<string, string>();
  for (const text of repairable()) {
    const bytes = new TextEncoder().encode(text);
    pairs.set(new TextDecoder('windows-1252').decode(bytes), text);
    pairs.set(String.fromCharCode(...bytes), text);
  }
  const piece = String.raw`\x{E2}[^\x{00}-\x{7F}]{2}|[\x{C2}-\x{C5}][^\x{00}-\x{7F}]|[^\x{C2}-\x{C5}\x{E2}]+|[\x{C2}-\x{C5}\x{E2}]`;
  return { value: (v) => eachPiece(v, piece, `coalesce(${mapOf([...pairs])}[piece], piece)`) };
}

function repairable(): readonly string[] {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return [...range(0xa0, 0x17f), ...range(0x2010, 0x203a), 0x20ac, 0x2122].map((code) =>
    String.fromCodePoint(code),
  );
}

/** SQL of `v` with every piece that the pattern finds replaced; texts without `mark` are left alone at once. */
function eachPiece(v: string, pattern: string, replaced: string, mark?: string): string {
  const pieces = `regexp_extract_all(${v}, ${sqlText(pattern)})`;
  const joined = `array_to_string(list_transform(${pieces}, lambda piece: ${replaced}), '')`;
  const test = mark === undefined ? `strlen(${v}) > length(${v})` : `contains(${v}, ${sqlText(mark)})`;
  return `CASE WHEN ${test} THEN ${joined} ELSE ${v} END`;
}

function mapOf(pairs: readonly (readonly [string, string])[]): string {
  return `MAP {${pairs.map(([from, to]) => `${sqlText(from)}: ${sqlText(to)}`).join(', ')}}`;
}
