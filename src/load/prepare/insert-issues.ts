import type { Issue, IssueCode } from '../../issue.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import type { StepRecipe } from './recipe.ts';

/** Issues to be recorded for rows of a step, set-based. */
export interface IssueInsert {
  /** Default: an error, which rejects the row. */
  readonly severity?: Issue['severity'];
  readonly code: IssueCode | { readonly sql: string };
  readonly field: string | null;
  readonly headers: readonly string[];
  /** Relation with `ord`, `src_row` and `value` (the text as read, or null), and what `says` names. */
  readonly from: string;
  /** SQL of what stands behind the place, a sentence or two; `shown` is the quoted value. */
  readonly says: string;
  readonly candidates?: string;
}

/** `Row 14 of "Contacts", column "Company": …`, where a constant has no column but a field. */
export async function insertIssues(engine: Engine, recipe: StepRecipe, of: IssueInsert): Promise<void> {
  const code = typeof of.code === 'string' ? sqlText(of.code) : of.code.sql;
  await engine.run(`
    INSERT INTO issues
    SELECT ${recipe.index}, ord, src_row, ${sqlText(of.severity ?? 'error')}, ${code}, ${of.field === null ? 'NULL' : sqlText(of.field)},
      ${of.headers.length === 0 ? 'NULL' : sqlText(of.headers.join(', '))}, left(value, 200),
      left('Row ' || src_row || ${sqlText(place(recipe, of))} || ${of.says}, 2000), ${of.candidates ?? 'NULL'}
    FROM (SELECT *, '"' || CASE WHEN length(value) > 60 THEN left(value, 60) || '…' ELSE coalesce(value, '') END || '"' AS shown
      FROM (${of.from})) found
    ORDER BY ord`);
}

function place(recipe: StepRecipe, { headers, field }: IssueInsert): string {
  const sheet = ` of "${recipe.sheet.name}"`;
  if (headers.length > 0)
    return `${sheet}, ${headers.length > 1 ? 'columns' : 'column'} ${quoteAll(headers)}: `;
  return field === null ? `${sheet}: ` : `${sheet}, field "${field}": `;
}

export function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
