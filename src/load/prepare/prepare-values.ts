import { compileSlots } from '../../mapping/compile-slots.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { checkCells } from './check-cells.ts';
import { checkKeys } from './check-keys.ts';
import { insertIssues } from './insert-issues.ts';
import { generatedId, keyOf } from './key-of.ts';
import type { NodeSource, StepRecipe } from './recipe.ts';
import { canFail, rowSlots, slotsOfField } from './recipe.ts';
import { reportRounded } from './report-rounded.ts';
import { reportSlot } from './report-slot.ts';
import { createSharedTables, keyTable, rowTable, workTable } from './step-tables.ts';

/**
 * Phase 1: every value of the step's own sheet. Makes `w<i>` (all rows of the sheet: values, own key, external ID, rule of a skipped row)
 * and `k<i>` (the step's keys), and records the issues of values and keys. May be repeated.
 */
export async function prepareValues(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { index } = recipe;
  await createSharedTables(engine);
  await engine.run(`
    DELETE FROM issues WHERE step = ${index}; DELETE FROM given_ids WHERE step = ${index};
    DELETE FROM deferred_values WHERE step = ${index}; DROP TABLE IF EXISTS ${rowTable(index)};
    CREATE OR REPLACE TEMP TABLE ${workTable(index)} AS ${workRows(recipe)};
    CREATE OR REPLACE TABLE ${keyTable(index)} AS ${keyRows(recipe, `${workTable(index)} WHERE key <> '' AND`)};
  `);
  if (recipe.step.data.distinct) await skipRepeated(engine, index);
  await checkCells(engine, recipe);
  await checkKeys(engine, recipe);
  for (const field of recipe.fields) {
    const { source } = field;
    if (source.kind === 'value') {
      await reportSlot(engine, recipe, source.slot, field.name);
      await reportRounded(engine, recipe, field, source);
    } else if (source.kind === 'record' && !source.list) {
      await reportSlot(engine, recipe, source.slot, field.name);
      for (const { slot } of source.within) await reportSlot(engine, recipe, slot, field.name);
    } else if (source.kind === 'node' && !source.list) {
      for (const slot of source.slots) await reportSlot(engine, recipe, slot, field.name);
      await reportIncomplete(engine, recipe, source, field.name);
    }
  }
}

/** The keys in some rows of a step, each with its first row: `k<i>`. `from` ends where a condition may follow. */
export function keyRows({ givenId }: StepRecipe, from: string): string {
  const given = givenId ? ', arg_min(xid, ord) AS xid' : '';
  return `SELECT key, min(ord) AS ord, count(*) AS n${given} FROM ${from} rule IS NULL GROUP BY key`;
}

/**
 * All rows of the sheet: values, own key, and the rule of a row that the filter leaves out; the external ID only where the sheet may
 * give it. What nothing reads afterwards is left out: these are the widest rows there are.
 */
export function workRows(recipe: StepRecipe): string {
  const slots = rowSlots(recipe);
  const key = keyOf(recipe.key);
  const refs = recipe.fields.flatMap(({ source }, j) =>
    source.kind === 'node' && !source.list ? [`${keyOf(source.slots, true)} AS k${j}`] : [],
  );
  const kept = slots.filter(canFail).map(({ id }) => `e${id}`);
  const given = recipe.givenId ? `v${recipe.givenId.id}` : null;
  const values = recipe.fields.flatMap((field) =>
    field.source.kind === 'node' ? [] : slotsOfField(field).map(({ id }) => `v${id}`),
  );
  const xid =
    given === null
      ? ''
      : `, CASE WHEN key <> '' THEN coalesce(${given}, ${generatedId(recipe, 'key')}) END AS xid`;
  const base = `(SELECT *, ${recipe.filter} AS taken FROM ${recipe.sheet.relation})`;
  return `
    SELECT *${xid} FROM (
      SELECT ${['ord', 'src_row', 'NULL::BIGINT AS record_id', "CASE WHEN NOT taken THEN 'filter' END AS rule", `${key} AS key`, ...refs, ...(given === null ? [] : [given]), ...values, ...kept].join(', ')}
      FROM (${compileSlots(slots, base)}))`;
}

async function skipRepeated(engine: Engine, index: number): Promise<void> {
  await engine.run(`
    UPDATE ${workTable(index)} w SET rule = 'distinct' FROM ${keyTable(index)} k
    WHERE k.n > 1 AND w.key = k.key AND w.rule IS NULL AND w.ord <> k.ord`);
}

/** Some but not all columns of a composite reference are filled. */
async function reportIncomplete(
  engine: Engine,
  recipe: StepRecipe,
  source: NodeSource,
  field: string,
): Promise<void> {
  if (source.slots.length < 2) return;
  const j = recipe.fields.findIndex(({ name }) => name === field);
  const raw = source.slots.map((slot) => slot.raw).join(', ');
  const rows = `SELECT ord FROM ${workTable(recipe.index)} WHERE k${j} = '' AND rule IS NULL`;
  await insertIssues(engine, recipe, {
    code: 'reference_not_found',
    field,
    headers: source.slots.flatMap((slot) => slot.headers),
    from: `SELECT ord, src_row, concat_ws(' / ', ${raw}) AS value FROM ${recipe.sheet.relation} WHERE ord IN (${rows})`,
    says: `'only ' || shown || ${sqlText(` is filled in, so the row of "${source.node}" is not named. Fill in all of these columns, or none.`)}`,
  });
}
