import type { Engine } from '../source/engine.ts';
import { sqlText } from '../source/sql-text.ts';
import { prepareValues } from './prepare/prepare-values.ts';
import { splitCells } from './prepare/read-lists.ts';
import type { StepRecipe } from './prepare/recipe.ts';
import { namedValues } from './prepare/resolve-records.ts';
import { createSharedTables } from './prepare/step-tables.ts';

/** So many different values of one field are looked at. */
const MOST_VALUES = 500;

/**
 * The different values that the rows of a step give to these fields, after all transforms: for a reference what is looked up in Odoo, for
 * a choice only what is none of the choices. Nothing of Odoo is asked.
 */
export async function distinctValues(
  engine: Engine,
  whole: StepRecipe,
  fields: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const recipe = { ...whole, fields: whole.fields.filter(({ name }) => fields.has(name)) };
  await createSharedTables(engine);
  await prepareValues(engine, recipe);
  const found = new Map<string, readonly string[]>();
  for (const [j, { name, source }] of recipe.fields.entries()) {
    if (source.kind === 'node') continue;
    if (source.kind === 'value') {
      found.set(name, await refusedChoices(engine, recipe, name));
      continue;
    }
    if (source.list) await splitCells(engine, recipe, { j, list: source.list, slot: source.slot });
    found.set(
      name,
      await valuesOf(engine, `SELECT DISTINCT v AS value FROM ${namedValues(recipe, j, source)}`),
    );
  }
  return found;
}

function refusedChoices(engine: Engine, { index }: StepRecipe, field: string): Promise<readonly string[]> {
  return valuesOf(
    engine,
    `SELECT DISTINCT value FROM issues WHERE step = ${index} AND field = ${sqlText(field)}
      AND code = 'selection_invalid' AND value IS NOT NULL`,
  );
}

async function valuesOf(engine: Engine, sql: string): Promise<readonly string[]> {
  const rows = await engine.rows<{ value: string }>(`${sql} ORDER BY value LIMIT ${MOST_VALUES}`);
  return rows.map(({ value }) => value);
}
