import type { Issue } from '../../issue.ts';
import type { Answer } from '../ports.ts';
import { finishStep, type PreparedCounts } from './finish-step.ts';
import { layerComponent } from './link-rows.ts';
import type { PrepareContext } from './prepare-context.ts';
import { prepareValues } from './prepare-values.ts';
import type { StepRecipe } from './recipe.ts';
import { resolveNodeReference } from './resolve-nodes.ts';
import { resolveRecordReference } from './resolve-records.ts';
import { skipLoaded } from './skip-loaded.ts';

/**
 * Prepares the steps of one component, or one step without a cycle: table `n<i>` for each, and its rows in `issues`. The nodes they refer
 * to are prepared before. One call at a time per engine. Answers with the fault that kept Odoo from answering; the call may then be
 * repeated.
 */
export async function prepareSteps(
  context: PrepareContext,
  recipes: readonly StepRecipe[],
): Promise<Answer<readonly PreparedCounts[]>> {
  const { engine } = context;
  for (const recipe of recipes) {
    await prepareValues(engine, recipe);
    const loaded = context.memory.loadedBefore(recipe.step.node);
    if (loaded) await skipLoaded(engine, recipe, loaded);
  }
  const seen: Seen[] = [];
  for (const recipe of recipes) {
    const found = await prepareReferences(context, recipe);
    if (!found.ok) return found;
    seen.push(found.value);
  }
  if (recipes.some(({ step }) => step.component !== null)) await layerComponent(context, recipes);
  const counts: PreparedCounts[] = [];
  for (const [at, recipe] of recipes.entries()) {
    counts.push(await finishStep(context, recipe, seen[at] ?? { unchecked: {}, warnings: [] }));
  }
  return { ok: true, value: counts };
}

type Seen = Pick<PreparedCounts, 'unchecked' | 'warnings'>;

/** Phase 2: references to rows of nodes, of the own component too, and to records in Odoo. */
export async function prepareReferences(context: PrepareContext, recipe: StepRecipe): Promise<Answer<Seen>> {
  const warnings: Issue[] = [];
  const unchecked: Record<string, number> = {};
  for (const [j, { name, source }] of recipe.fields.entries()) {
    if (source.kind === 'node') {
      warnings.push(...(await resolveNodeReference(context, recipe, { j, source })));
    } else if (source.kind === 'record') {
      const asked = await resolveRecordReference(context, recipe, { j, source });
      if (!asked.ok) return asked;
      if (asked.value > 0) unchecked[name] = asked.value;
    }
  }
  return { ok: true, value: { unchecked, warnings } };
}
