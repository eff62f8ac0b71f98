import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues, quoteAll } from './insert-issues.ts';
import { canFail, type StepRecipe } from './recipe.ts';
import { reportSlot } from './report-slot.ts';
import { keyTable, workTable } from './step-tables.ts';

const MOST_ROWS_NAMED = 10;

/** Records the issues of keys and given external IDs; no two rows of a node may write the same record. */
export async function checkKeys(engine: Engine, recipe: StepRecipe): Promise<void> {
  for (const slot of recipe.key) await reportSlot(engine, recipe, slot, null);
  await reportEmptyKeys(engine, recipe);
  if (!recipe.step.data.distinct) await reportDuplicateKeys(engine, recipe);
  if (!recipe.givenId) return;
  await reportSlot(engine, recipe, recipe.givenId, null);
  await reportDuplicateIds(engine, recipe);
  await reportForeignIds(engine, recipe);
}

const keyHeaders = (recipe: StepRecipe) => [...new Set(recipe.key.flatMap((slot) => slot.headers))];

function keyText(recipe: StepRecipe): string {
  return `concat_ws(' / ', ${recipe.key.map((slot) => slot.raw).join(', ')})`;
}

async function reportEmptyKeys(engine: Engine, recipe: StepRecipe): Promise<void> {
  const noOwnIssue = recipe.key.filter(canFail).map(({ id }) => ` AND e${id} IS NULL`);
  const rows = `SELECT ord FROM ${workTable(recipe.index)} WHERE key = '' AND rule IS NULL${noOwnIssue.join('')}`;
  await insertIssues(engine, recipe, {
    code: 'key_empty',
    field: null,
    headers: keyHeaders(recipe),
    from: `SELECT ord, src_row, ${keyText(recipe)} AS value FROM ${recipe.sheet.relation} WHERE ord IN (${rows})`,
    says: sqlText(
      'the row has no key, so it could not be recognised again. Fill in the cell, or leave the row out with a filter.',
    ),
  });
}

async function reportDuplicateKeys(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { index } = recipe;
  const rows = `SELECT ord, src_row, key FROM ${workTable(index)} SEMI JOIN ${keyTable(index)} k
    ON k.key = ${workTable(index)}.key AND k.n > 1 WHERE rule IS NULL`;
  await insertIssues(engine, recipe, {
    code: 'key_duplicate',
    field: null,
    headers: keyHeaders(recipe),
    from: withRowList(recipe, rows, 'key', keyText(recipe)),
    says: `'the key ' || shown || ' stands on rows ' || named
      || ${sqlText('. Give each row a key of its own, add a column to the key, or set "distinct" to take the first row of each.')}`,
  });
}

/** Odoo keeps the last of several rows with one external ID and says nothing (`load`, 14–19). */
async function reportDuplicateIds(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { givenId, index } = recipe;
  const rows = `SELECT ord, src_row, xid FROM ${workTable(index)} w WHERE rule IS NULL AND xid IN (
    SELECT xid FROM ${workTable(index)} WHERE rule IS NULL AND xid IS NOT NULL GROUP BY xid HAVING count(DISTINCT key) > 1)`;
  await insertIssues(engine, recipe, {
    code: 'external_id_invalid',
    field: null,
    headers: givenId?.headers ?? [],
    from: withRowList(recipe, rows, 'xid', givenId?.raw ?? 'NULL'),
    says: `'the external ID ' || shown || ' stands on rows ' || named || '. Give each row an external ID of its own.'`,
  });
}

/** Rows that share `by`, with `named`: the numbers of the first rows of their group. */
function withRowList(recipe: StepRecipe, rows: string, by: string, value: string): string {
  return `
    SELECT sheet.ord, sheet.src_row, ${value} AS value, named
    FROM ${recipe.sheet.relation} sheet JOIN (${rows}) shared ON shared.ord = sheet.ord JOIN (
      SELECT ${by}, array_to_string(list(src_row ORDER BY ord)[1:${MOST_ROWS_NAMED}], ', ')
        || CASE WHEN count(*) > ${MOST_ROWS_NAMED} THEN ' and ' || (count(*) - ${MOST_ROWS_NAMED}) || ' more' ELSE '' END AS named
      FROM (${rows}) GROUP BY ${by}) groups ON groups.${by} = shared.${by}`;
}

/** A given external ID that a row of another node has too would make both rows one record. */
async function reportForeignIds(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { index, givenId } = recipe;
  if (!givenId) return;
  await engine.run(`
    INSERT INTO given_ids SELECT ${index}, ord, xid FROM ${workTable(index)}
    WHERE rule IS NULL AND xid IS NOT NULL AND v${givenId.id} IS NOT NULL`);
  await insertIssues(engine, recipe, {
    code: 'external_id_invalid',
    field: null,
    headers: givenId.headers,
    from: `SELECT sheet.ord, sheet.src_row, ${givenId.raw} AS value FROM ${recipe.sheet.relation} sheet JOIN (
      SELECT DISTINCT mine.ord FROM given_ids mine JOIN given_ids other ON other.xid = mine.xid AND other.step <> mine.step
      WHERE mine.step = ${index}) taken ON taken.ord = sheet.ord`,
    says: `'the external ID ' || shown || ${sqlText(` also stands in the sheet of another node. Give the rows of ${quoteAll([recipe.step.node])} external IDs of their own.`)}`,
  });
}
