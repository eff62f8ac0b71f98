import { BLANK_CLASS, trimText } from '../blanks.ts';
import type { Engine } from '../engine.ts';
import { sqlTextList } from '../sql-text.ts';

/**
 * The different values of one column at a time stand in the table `cells`, so that what looks at texts looks at each of them once:
 *
 *   v text as read · n rows with it · r the first of them · t trimmed · p pattern, its digits still one by one
 *
 * Null tokens and blank cells are not among them.
 */
export interface ColumnSource {
  /** To stand after FROM. */
  readonly relation: string;
  /** Physical name. */
  readonly column: string;
  readonly nullTokens: readonly string[];
}

export interface NullTokenCount {
  readonly token: string;
  readonly rows: number;
}

/** Patterns are made of so many first characters: a longer text is no number, date or code anyway. */
const PATTERN_LENGTH = 100;

/** @returns the null tokens found */
export async function createCells(
  engine: Engine,
  { relation, column, nullTokens }: ColumnSource,
): Promise<readonly NullTokenCount[]> {
  const values = `SELECT ${column} AS v, count(*) AS n, min(src_row) AS r FROM ${relation} WHERE ${column} IS NOT NULL GROUP BY ${column}`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE cells AS SELECT v, n, r, t, ${patternOf('start')} AS p
      FROM (SELECT *, left(t, ${PATTERN_LENGTH}) AS start FROM (SELECT *, ${trimText('v')} AS t FROM (${values})) WHERE t <> '')`,
  );
  if (nullTokens.length === 0) return [];
  const isToken = `lower(t) IN ${sqlTextList(nullTokens.map((token) => token.trim().toLowerCase()))}`;
  const found = await engine.rows<{ token: string; rows: number }>(
    `SELECT t AS token, sum(n)::BIGINT AS rows FROM cells WHERE ${isToken} GROUP BY t ORDER BY rows DESC, t`,
  );
  if (found.length > 0) await engine.run(`DELETE FROM cells WHERE ${isToken}`);
  return found;
}

/**
 * Letters become classes with their runs as `A+`; digits become `9` but keep their number, which tells dates from numbers. Replacing
 * costs for each place that is found, looking costs little: an `A`, an `a` and a `9` are not found again, and texts without capitals,
 * or without any letter, are not searched for them.
 */
function patternOf(text: string): string {
  const capitals = replaceAll(replaceAll(text, String.raw`\p{Lu}{2,}`, 'A+'), String.raw`[^\P{Lu}A]`, 'A');
  const lowered = `CASE WHEN regexp_matches(${text}, '\\p{Lu}') THEN ${capitals} ELSE ${text} END`;
  const small = replaceAll(lowered, String.raw`[\p{Ll}\p{Lo}\p{Lm}\p{M}]{2,}`, 'a+');
  const letters = replaceAll(small, String.raw`[^\P{Ll}a]|[\p{Lo}\p{Lm}\p{M}]`, 'a');
  const folded = `CASE WHEN regexp_matches(${text}, '[\\p{L}\\p{M}]') THEN ${letters} ELSE ${text} END`;
  return `translate(${folded}, '012345678', '999999999')`;
}

function replaceAll(text: string, pattern: string, to: string): string {
  return `regexp_replace(${text}, '${pattern}', '${to}', 'g')`;
}

/** The pattern as it is shown: digits have runs too. */
export const shownPattern = (p: string): string => `regexp_replace(${p}, '9{2,}', '9+', 'g')`;

/** UTF-8 that was read as Latin-1 or Windows-1252: `Ã©` for `é`, `â€™` for an apostrophe. */
export const MOJIBAKE = String.raw`[\x{C2}\x{C3}\x{C5}][\x{80}-\x{BF}\x{152}\x{153}\x{160}\x{161}\x{178}\x{17D}\x{17E}\x{192}\x{2C6}\x{2DC}\x{2013}-\x{203A}\x{20AC}\x{2122}]|\x{E2}(\x{20AC}|\x{80})`;
export const HTML_ENTITY = '&(#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}[0-9]?);';

/** Conditions over a row of `cells`. */
export const FLAW_TESTS = {
  outer_spaces: 'v <> t',
  inner_spaces: `regexp_matches(t, '[${BLANK_CLASS}]{2}|[\\x{A0}\\t\\r\\n]')`,
  html_entities: `contains(t, '&') AND regexp_matches(t, '${HTML_ENTITY}')`,
  // bytes and characters: most texts have no foreign letter at all
  mojibake: `strlen(t) > length(t) AND regexp_matches(t, '${MOJIBAKE}')`,
} as const;
