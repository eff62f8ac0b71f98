import type { ValueCount, ValueFormat } from './dataset-profile.ts';

/** Pairs of words that say yes and no, in the languages of the exports we know; what is not among them is a category. */
const PAIRS = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['1', '0'],
  ['1.0', '0.0'],
  ['on', 'off'],
  ['x', ''],
  ['✓', '✗'],
  ['✔', '✘'],
  ['ja', 'nein'],
  ['ja', 'nee'],
  ['j', 'n'],
  ['wahr', 'falsch'],
  ['oui', 'non'],
  ['o', 'n'],
  ['vrai', 'faux'],
  ['si', 'no'],
  ['sí', 'no'],
  ['s', 'n'],
  ['verdadero', 'falso'],
  ['vero', 'falso'],
  ['sim', 'não'],
  ['sim', 'nao'],
  ['tak', 'nie'],
  ['ano', 'ne'],
  ['da', 'nu'],
  ['да', 'нет'],
] as const;

const YES: ReadonlySet<string> = new Set(PAIRS.map(([yes]) => yes));
const NO: ReadonlySet<string> = new Set(PAIRS.map(([, no]) => no).filter((no) => no !== ''));

/** Which side a word is on; null: neither. */
export function booleanSide(text: string): 'yes' | 'no' | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return 'yes';
  return NO.has(word) ? 'no' : null;
}

/** Most spellings that a column of yes and no has. */
const MOST_WORDS = 12;
const WORDS_SHARE = 0.9;

export interface BooleanVerdict {
  readonly share: number;
  readonly formats: readonly ValueFormat[];
  /** Values on neither side. */
  readonly others: readonly string[];
}

/**
 * Whether these values, all that a column has, say yes and no. Digits only count as such where both occur, letters where they are not
 * the whole alphabet of some code; a lone mark (`x`) where the other rows are empty.
 */
export function judgeBoolean(
  values: readonly ValueCount[],
  filled: number,
  nulls: number,
): BooleanVerdict | null {
  if (values.length === 0 || values.length > MOST_WORDS) return null;
  const sides = values.map((value) => ({ ...value, side: booleanSide(value.value) }));
  const known = sides.filter(({ side }) => side !== null);
  const share = sum(known) / filled;
  const words = new Set(known.map(({ value }) => value.trim().toLowerCase()));
  const hasBoth = known.some(({ side }) => side === 'yes') && known.some(({ side }) => side === 'no');
  const isLoneMark = words.size === 1 && ['x', '✓', '✔'].some((mark) => words.has(mark)) && nulls > 0;
  const isLoneWord = words.size === 1 && [...words].every((word) => /^\p{L}{2,}$/u.test(word));
  if (share < WORDS_SHARE || !(hasBoth || isLoneMark || isLoneWord)) return null;
  return {
    share,
    formats: formatsOf(known, filled),
    others: sides.flatMap(({ side, value }) => (side === null ? [value] : [])),
  };
}

/** Words by the pair they belong to, as they are written: `Yes/No`. */
function formatsOf(known: readonly ValueCount[], filled: number): readonly ValueFormat[] {
  const formats: { format: string; rows: number; example: string }[] = [];
  let rest = known;
  while (rest.length > 0) {
    const [best] = PAIRS.map((pair) => ({ pair, of: rest.filter(({ value }) => isOf(pair, value)) })).sort(
      (a, b) => sum(b.of) - sum(a.of),
    );
    if (best === undefined || best.of.length === 0) break;
    const format = best.pair.filter((word) => word !== '').join('/');
    formats.push({ format, rows: sum(best.of), example: best.of[0]?.value ?? '' });
    rest = rest.filter((value) => !best.of.includes(value));
  }
  return formats
    .sort((a, b) => b.rows - a.rows)
    .map(({ format, rows, example }) => ({ format, share: rows / filled, example }));
}

function isOf(pair: readonly [string, string], value: string): boolean {
  return (pair as readonly string[]).includes(value.trim().toLowerCase());
}

function sum(values: readonly ValueCount[]): number {
  return values.reduce((total, { rows }) => total + rows, 0);
}
