import { join } from 'node:path';
import { makeRecipe, type RecipeInput } from '../load/prepare/make-recipe.ts';
import type { StepRecipe } from '../load/prepare/recipe.ts';
import type { Plan } from '../plan/plan.ts';
import type { DatasetManifest } from '../source/dataset.ts';

/** Path of the stored file of a sheet, in the folder of its dataset. */
export function sheetPathIn(folder: string, manifest: DatasetManifest): (sheet: string) => string {
  const stored = new Map(manifest.sheets.map((sheet) => [sheet.name, join(folder, sheet.storedAs)]));
  return (sheet) => stored.get(sheet) ?? '';
}

/** The recipe of each step on the files in `folder`; `formulas` as `graphFormulas` gives them. */
export function graphRecipes(
  { steps, namespace }: Pick<Plan, 'steps' | 'namespace'>,
  folder: string,
  of: Omit<RecipeInput, 'step' | 'namespace' | 'sheetPath'>,
): readonly StepRecipe[] {
  const sheetPath = sheetPathIn(folder, of.manifest);
  return steps.map((step) => makeRecipe({ ...of, step, namespace, sheetPath }));
}
