import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import type { RecipeField, StepRecipe, ValueSource } from './recipe.ts';
import { workTable } from './step-tables.ts';

/** What binary floating point adds by itself (a workbook has 19.989999999999998 for 19.99), as a share of the number. */
const NOISE = 1e-12;

/**
 * Warns of numbers with more decimals than the field has: Odoo rounds them when it writes and says nothing
 * (`Float.convert_to_column`, odoo/fields.py). Money is rounded by its currency, which is not known here.
 */
export async function reportRounded(
  engine: Engine,
  recipe: StepRecipe,
  { name, schema }: RecipeField,
  { slot }: ValueSource,
): Promise<void> {
  const scale = schema.type === 'float' ? schema.digits?.[1] : undefined;
  if (scale === undefined) return;
  const kept = `round(number, ${scale})`;
  await insertIssues(engine, recipe, {
    severity: 'warning',
    code: 'number_rounded',
    field: name,
    headers: slot.headers,
    from: `SELECT * FROM (
        SELECT ord, src_row, v${slot.id} AS value, try_cast(v${slot.id} AS DOUBLE) AS number FROM ${workTable(recipe.index)}
        WHERE rule IS NULL AND contains(v${slot.id}, '.'))
      WHERE abs(number - ${kept}) > ${NOISE} * greatest(1, abs(number))`,
    says: `shown || ' has more decimals than Odoo keeps: it will hold ' || ${kept}::DECIMAL(38, ${scale}) || ${sqlText(`. Round it in the source, or give "${name}" more digits in Odoo (Settings, Technical, Decimal Accuracy).`)}`,
  });
}
