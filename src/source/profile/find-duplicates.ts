import type { Engine } from '../engine.ts';
import type { ColumnProfile, DuplicateGroup } from './dataset-profile.ts';

/** Legal forms that are left out of a name, at its end or its beginning. */
const LEGAL_FORMS =
  'ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|co|company|plc|pty|gmbh|ag|kg|ohg|gbr|ug|mbh|se|sa|sas|sarl|eurl|sasu|snc|spa|srl|srls|bv|nv|vof|bvba|sprl|cv|vzw|asbl|sl|slu|sc|cia|ltda|eireli|ab|as|asa|oy|oyj|aps|sp|z|o|oo|zoo|spol|sro|kft|zrt|ooo|pvt|private|bhd|sdn|kk';

const MOST_GROUPS = 20;
const MOST_SPELLINGS = 10;
/** Of a column with more different texts so many are compared, those of the first rows. */
const COMPARED_VALUES = 300_000;
/** From here on a name that comes again is one too many; in a column of categories it is not. */
const NAMES_SHARE = 0.8;
const FEWEST_NAMES = 10;
const LONGEST_NAME = 120;

/** Texts that begin with a letter: a name may, a quantity does not. */
export function mayBeName({ type, distinct, maxLength, patterns }: ColumnProfile): boolean {
  const letters = patterns.reduce((sum, { pattern, share }) => sum + (/^[Aa]/.test(pattern) ? share : 0), 0);
  return type === 'text' && distinct > 1 && maxLength <= LONGEST_NAME && letters > 0.3;
}

/** Groups of `cells` whose texts are the same name; small differences of letters are not looked for. */
export async function findDuplicates(
  engine: Engine,
  { name, filled }: ColumnProfile,
): Promise<readonly DuplicateGroup[]> {
  const found = await engine.rows<{ spellings: readonly string[]; counts: readonly number[]; row: number }>(
    `WITH named AS (SELECT t, n, r, ${nameKey('t')} AS k FROM (SELECT t, sum(n)::BIGINT AS n, min(r) AS r FROM cells GROUP BY t ORDER BY min(r) LIMIT ${COMPARED_VALUES})),
      total AS (SELECT count(DISTINCT k) >= ${NAMES_SHARE} * ${filled} AND ${filled} >= ${FEWEST_NAMES} AS is_names FROM named)
      SELECT list(t ORDER BY n DESC, r)[:${MOST_SPELLINGS}] AS spellings, list(n ORDER BY n DESC, r)[:${MOST_SPELLINGS}] AS counts, min(r) AS row
      FROM named, total WHERE k <> '' GROUP BY k, is_names HAVING count(*) > 1 OR (is_names AND sum(n) > 1)
      ORDER BY count(*) DESC, sum(n) DESC, row LIMIT ${MOST_GROUPS}`,
  );
  return found.map(({ spellings, counts, row }) => ({
    column: name,
    values: spellings.map((value, index) => ({ value, rows: counts[index] ?? 0 })),
    row,
  }));
}

/** What two spellings of a name have in common: small letters without accents, words in the order of the alphabet. */
function nameKey(text: string): string {
  const bare = `strip_accents(lower(replace(${text}, 'ß', 'ss')))`;
  const joined = `regexp_replace(${bare}, '[.''’\`]', '', 'g')`;
  const words = `regexp_extract_all(${joined}, '[\\p{L}\\p{N}]+')`;
  const kept = `list_filter(${words}, lambda word: NOT regexp_full_match(word, '${LEGAL_FORMS}'))`;
  // a name of legal forms only keeps them
  return `array_to_string(list_sort(CASE WHEN len(${kept}) > 0 THEN ${kept} ELSE ${words} END), ' ')`;
}
