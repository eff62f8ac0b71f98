import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { layerRows } from './layer-rows.ts';
import type { PrepareContext } from './prepare-context.ts';
import type { StepRecipe } from './recipe.ts';
import { foundParents } from './resolve-nodes.ts';
import { keyTable, workTable } from './step-tables.ts';

/**
 * Layers the rows of a component by generation: fills `links` from the parents found and lets `layerRows` make `gens` and `deferred`.
 * One component at a time: `layerRows` has work tables of its own.
 */
export async function layerComponent(
  { engine }: PrepareContext,
  recipes: readonly StepRecipe[],
): Promise<void> {
  const indexes = recipes.map(({ index }) => index).join(', ');
  await engine.run(`DELETE FROM links WHERE cs IN (${indexes})`);
  for (const recipe of recipes) await linkRows(engine, recipe, recipes);
  await layerRows(engine, {
    steps: recipes.map(({ index, sheet }) => ({ index, sheet: sheet.name, rows: workTable(index) })),
  });
}

async function linkRows(engine: Engine, recipe: StepRecipe, component: readonly StepRecipe[]): Promise<void> {
  for (const [j, { name, source }] of recipe.fields.entries()) {
    if (source.kind !== 'node') continue;
    const parent = component.find(({ step }) => step.node === source.node);
    if (!parent) continue;
    const reference = recipe.step.references.find((candidate) => candidate.field === name);
    await engine.run(`
      INSERT INTO links SELECT ${recipe.index}, child.ord, ${parent.index}, parent.ord, ${sqlText(name)}, ${!(reference?.required ?? false)}
      FROM (SELECT ord, unnest(keys) AS key FROM ${foundParents(recipe, { j, source, parent })}) child
      JOIN ${keyTable(parent.index)} parent ON parent.key = child.key`);
  }
}
