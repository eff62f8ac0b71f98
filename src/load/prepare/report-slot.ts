import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import type { LocatedSlot, StepRecipe } from './recipe.ts';
import { workTable } from './step-tables.ts';

/** The issues of one slot: one per row whose value a stage could not turn. */
export async function reportSlot(
  engine: Engine,
  recipe: StepRecipe,
  slot: LocatedSlot,
  field: string | null,
): Promise<void> {
  for (const [position, { failure }] of slot.stages.entries()) {
    if (!failure) continue;
    const rows = `SELECT ord FROM ${workTable(recipe.index)} WHERE e${slot.id} = ${position} AND rule IS NULL`;
    await insertIssues(engine, recipe, {
      code: failure.code,
      field,
      headers: slot.headers,
      from: `SELECT ord, src_row, ${slot.raw} AS value FROM ${recipe.sheet.relation} WHERE ord IN (${rows})`,
      says: `shown || ${sqlText(` ${failure.problem}. ${failure.remedy}`)}`,
    });
  }
}
