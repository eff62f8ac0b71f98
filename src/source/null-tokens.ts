import { sqlTextList } from './sql-text.ts';

/**
 * Texts that mean "no value" as whole cells, compared without regard to case. `NA` is not one of them: it is Namibia's
 * country code; `#N/A` is an error (`cell-errors.ts`). They are reported, never applied here.
 */
export const NULL_TOKENS = [
  'NULL',
  'N/A',
  'NaN',
  '-',
  '--',
  'None',
  'n.a.',
  '\\N',
  '(null)',
  '<null>',
] as const;

/** Asks which of the tokens occur as whole cells in these columns of a relation; one row `{t}` (lower case) per token. */
export function nullTokenQuery(relation: string, columns: readonly string[]): string {
  const tokens = sqlTextList(NULL_TOKENS.map((token) => token.toLowerCase()));
  const cells = columns.map(
    (column) => `SELECT lower(trim(${column})) AS t FROM ${relation} WHERE length(${column}) <= 12`,
  );
  return `SELECT DISTINCT t FROM (${cells.join(' UNION ALL ')}) WHERE t IN ${tokens}`;
}

/** In the order of `NULL_TOKENS`, as they are usually written. */
export function namedTokens(found: readonly string[]): readonly string[] {
  return NULL_TOKENS.filter((token) => found.includes(token.toLowerCase()));
}
