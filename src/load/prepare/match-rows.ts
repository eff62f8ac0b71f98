import { compileSlots } from '../../mapping/compile-slots.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues, quoteAll } from './insert-issues.ts';
import { keyOf } from './key-of.ts';
import { writtenKeys } from './read-lists.ts';
import type { LocatedSlot, NodeSource, StepRecipe } from './recipe.ts';
import { matchRowTable, matchTable } from './step-tables.ts';

interface MatchPlace {
  readonly j: number;
  readonly source: NodeSource;
  readonly parent: StepRecipe;
}

/** Rows named in an issue. */
const MOST_CANDIDATES = 10;

/**
 * References by other columns than the key. Makes `m<i>_<j>(value, key)` with every value that the rows name and that rows of the other
 * node have, both in the form of a key: the key of the one row that has it, null where several have it or the one has no key.
 * Compared with all rows the node takes from its sheet, also those that are rejected or were loaded before: which of several is meant
 * does not depend on what becomes of them.
 */
export async function matchRows(
  engine: Engine,
  recipe: StepRecipe,
  { j, source, parent }: MatchPlace,
): Promise<void> {
  const rows = matchRowTable(recipe.index, j);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${rows} AS ${candidateRows(recipe, { j, source, parent })};
    CREATE OR REPLACE TABLE ${matchTable(recipe.index, j)} AS
      SELECT value, CASE WHEN count(*) = 1 THEN nullif(any_value(key), '') END AS key FROM ${rows} GROUP BY value`);
}

/** Relation (value, key, ord, src_row, shown): each row that has a named value; rows of one key are one. */
function candidateRows(recipe: StepRecipe, { j, source, parent }: MatchPlace): string {
  const slots = slotsOf({ source, parent });
  const own = parent.key.flatMap(({ id }) => [`v${id}`, `e${id}`]);
  const taken = `(SELECT * FROM ${parent.sheet.relation} WHERE ${parent.filter})`;
  const keyed = `(SELECT * EXCLUDE (${own.join(', ')}), ${keyOf(parent.key)} AS key, ${rawText(parent.key)} AS shown
    FROM (${compileSlots(parent.key, taken)}))`;
  const first = parent.step.data.distinct
    ? `AND (key = '' OR ord IN (SELECT min(ord) FROM found GROUP BY key))`
    : '';
  return `
    WITH found AS MATERIALIZED (SELECT ord, src_row, key, shown, ${keyOf(slots)} AS value FROM (${compileSlots(slots, keyed)}))
    SELECT value, key, min(ord) AS ord, min(src_row) AS src_row, arg_min(shown, ord) AS shown FROM found
    WHERE value <> '' AND value IN (SELECT k FROM ${writtenKeys(recipe, j, source)}) ${first}
    GROUP BY value, key, CASE WHEN key = '' THEN ord END`;
}

function slotsOf({ source, parent }: Pick<MatchPlace, 'source' | 'parent'>): readonly LocatedSlot[] {
  return source.match?.(parent.sheet) ?? parent.key;
}

function rawText(slots: readonly LocatedSlot[]): string {
  return `concat_ws(' / ', ${slots.map(({ raw }) => raw).join(', ')})`;
}

/** The issues of values that name no row of the other node, several, or one without a key. */
export async function reportUnmatched(
  engine: Engine,
  recipe: StepRecipe,
  { j, source, parent }: MatchPlace,
): Promise<void> {
  const { junction } = source;
  const unmatched = `(SELECT written.*, found.n, found.candidates FROM ${writtenKeys(recipe, j, source)} written
    LEFT JOIN ${matchTable(recipe.index, j)} matched ON matched.value = written.k
    LEFT JOIN (${foundRows(recipe, j)}) found ON found.value = written.k
    WHERE matched.key IS NULL${source.onMissing === 'empty' ? ' AND found.n IS NOT NULL' : ''})`;
  const single = `SELECT sheet.ord, sheet.src_row, ${rawText(source.slots)} AS value, n, candidates, via
    FROM ${recipe.sheet.relation} sheet JOIN ${unmatched} unmatched ON unmatched.ord = sheet.ord`;
  const several = `SELECT ord, src_row, raw AS value, n, candidates, via FROM ${unmatched} ORDER BY ord, pos`;
  const said = says({ source, parent });
  await insertIssues(engine, recipe, {
    code: { sql: `CASE WHEN n > 1 THEN 'reference_ambiguous' ELSE 'reference_not_found' END` },
    field: recipe.fields[j]?.name ?? null,
    headers: (junction?.to ?? source.slots).flatMap((slot) => slot.headers),
    from: source.list || junction ? several : single,
    candidates: 'CASE WHEN n > 1 THEN candidates END',
    says: junction
      ? `'row ' || via || ${sqlText(` of "${junction.sheet.name}" names `)} || shown || ', but ' || ${said}`
      : said,
  });
}

/** Relation (value, n, candidates) of the values that lead to no key. */
function foundRows(recipe: StepRecipe, j: number): string {
  const row = `'row ' || src_row || CASE WHEN key = '' THEN ' (without a key)' ELSE ' (key "' || shown || '")' END`;
  return `SELECT value, count(*) AS n, list(${row} ORDER BY ord)[1:${MOST_CANDIDATES}] AS candidates
    FROM ${matchRowTable(recipe.index, j)} SEMI JOIN ${matchTable(recipe.index, j)} unclear
      ON unclear.value = ${matchRowTable(recipe.index, j)}.value AND unclear.key IS NULL GROUP BY value`;
}

function says({ source, parent }: Pick<MatchPlace, 'source' | 'parent'>): string {
  const headers = [...new Set(slotsOf({ source, parent }).flatMap((slot) => slot.headers))];
  const columns = `${headers.length > 1 ? 'columns' : 'column'} ${quoteAll(headers)} of sheet "${parent.sheet.name}"`;
  const { node } = parent.step;
  const more = `CASE WHEN n > ${MOST_CANDIDATES} THEN ' and ' || (n - ${MOST_CANDIDATES}) || ' more' ELSE '' END`;
  return `CASE
    WHEN n IS NULL THEN ${sqlText(`no row of "${node}" has `)} || shown || ${sqlText(` in ${columns}. Add it there or fix the cell.`)}
    WHEN n > 1 THEN shown || ${sqlText(` stands in several rows of "${node}" (${columns}): `)} || array_to_string(candidates, ', ') || ${more}
      || '. Make them differ there, or refer by a column that tells them apart.'
    ELSE ${sqlText(`the row of "${node}" with `)} || shown || ${sqlText(` in ${columns} has no key: `)} || candidates[1] || '. Fill in its key.' END`;
}
