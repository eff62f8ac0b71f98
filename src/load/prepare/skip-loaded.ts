import type { Engine } from '../../source/engine.ts';
import type { LoadedRow } from '../run-store.ts';
import { insertIssues } from './insert-issues.ts';
import type { StepRecipe } from './recipe.ts';
import { beforeTable, NOT_TAKEN, workTable } from './step-tables.ts';

/**
 * In a retry, between the values of a step and its references: rows that the run before has loaded are skipped with their record, and no
 * value of theirs is asked for. Their keys stay known to the rows that refer to them. A row is the same when number and key are: under
 * another key it would become a second record.
 */
export async function skipLoaded(
  engine: Engine,
  recipe: StepRecipe,
  rows: AsyncIterable<readonly LoadedRow[]>,
): Promise<void> {
  const { index } = recipe;
  const before = beforeTable(index);
  const work = workTable(index);
  await engine.run(
    `CREATE OR REPLACE TABLE ${before}(src_row BIGINT, key VARCHAR, record_id BIGINT, rule VARCHAR)`,
  );
  for await (const part of rows) {
    await engine.append(
      before,
      part.map(({ srcRow, key, recordId, rule }) => [srcRow, key, recordId, rule]),
    );
  }
  await engine.run(`
    UPDATE ${work} w SET rule = b.rule, record_id = b.record_id FROM ${before} b
      WHERE b.src_row = w.src_row AND b.key = w.key AND w.rule IS NULL;
    DELETE FROM issues WHERE step = ${index} AND ord IN (SELECT ord FROM ${work} WHERE rule NOT IN ${NOT_TAKEN});`);
  await reportChangedKeys(engine, recipe);
  await engine.run(`DROP TABLE ${before}`);
}

async function reportChangedKeys(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { index } = recipe;
  await insertIssues(engine, recipe, {
    code: 'key_changed',
    field: null,
    headers: [...new Set(recipe.key.flatMap((slot) => slot.headers))],
    from: `SELECT w.ord, w.src_row, w.key AS value, b.key AS loaded FROM ${workTable(index)} w
      JOIN ${beforeTable(index)} b ON b.src_row = w.src_row
      WHERE b.record_id IS NOT NULL AND w.rule IS NULL AND w.key <> '' AND w.key <> b.key`,
    says: `'the row was loaded with the key "' || loaded || '" and has the key ' || shown
      || ' now. A retry loads only what was not loaded: change the key back, or run the graph again with this dataset.'`,
  });
}
