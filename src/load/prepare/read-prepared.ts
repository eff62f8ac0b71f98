import type { Issue, IssueCode } from '../../issue.ts';
import type { Engine } from '../../source/engine.ts';
import type { PreparedRow, RowIssue } from '../run-store.ts';
import type { StepRecipe } from './recipe.ts';
import { rowTable } from './step-tables.ts';

type PreparedRecord = {
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly gen: number;
  readonly outcome: 'rejected' | 'skipped' | null;
  readonly rule: string | null;
  readonly record_id: number | null;
};

/** The rows of a prepared step in sheet order. */
export async function* readPrepared(
  engine: Engine,
  recipe: StepRecipe,
): AsyncIterable<readonly PreparedRow[]> {
  const sql = `SELECT ord, src_row, key, gen, outcome, rule, record_id FROM ${rowTable(recipe.index)} ORDER BY ord`;
  for await (const rows of engine.stream<PreparedRecord>(sql)) {
    yield rows.map(({ ord, src_row, key, gen, outcome, rule, record_id: recordId }) => ({
      ord: Number(ord),
      srcRow: Number(src_row),
      key,
      generation: gen,
      outcome,
      rule,
      recordId: recordId === null ? null : Number(recordId),
    }));
  }
}

type IssueRecord = {
  readonly ord: number;
  readonly src_row: number;
  readonly severity: Issue['severity'];
  readonly code: IssueCode;
  readonly field: string | null;
  readonly col: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly candidates: readonly string[] | null;
};

/** The issues of a prepared step in sheet order. */
export async function* readIssues(engine: Engine, recipe: StepRecipe): AsyncIterable<readonly RowIssue[]> {
  const sql = `SELECT ord, src_row, severity, code, field, col, value, message, candidates FROM issues
    WHERE step = ${recipe.index} ORDER BY ord, field, code, message`;
  for await (const rows of engine.stream<IssueRecord>(sql)) {
    yield rows.map((row) => ({ ord: Number(row.ord), issue: toIssue(row, recipe) }));
  }
}

function toIssue(row: IssueRecord, { step, sheet }: StepRecipe): Issue {
  return {
    severity: row.severity,
    code: row.code,
    message: row.message,
    node: step.node,
    sheet: sheet.name,
    row: Number(row.src_row),
    ...(row.field === null ? {} : { field: row.field }),
    ...(row.col === null ? {} : { column: row.col }),
    ...(row.value === null ? {} : { value: row.value }),
    ...(row.candidates === null ? {} : { candidates: row.candidates }),
  };
}
