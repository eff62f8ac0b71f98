import { sqlText } from '../source/sql-text.ts';

/** Beyond this a CASE compares too often per row; a join against the list hashes it once. */
const LONGEST_CASE = 40;

/** SQL of what `pairs` give for the value of `v`, null where they do not know it. Firsts must be distinct. */
export function lookUp(v: string, pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0) return 'NULL::VARCHAR';
  if (pairs.length <= LONGEST_CASE) {
    const whens = pairs.map(([from, to]) => `WHEN ${sqlText(from)} THEN ${sqlText(to)}`);
    return `CASE ${v} ${whens.join(' ')} END`;
  }
  const values = pairs.map(([from, to]) => `(${sqlText(from)}, ${sqlText(to)})`);
  return `(SELECT known.b FROM (VALUES ${values.join(', ')}) known(a, b) WHERE known.a = ${v})`;
}
