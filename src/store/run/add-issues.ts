import type { RowIssue } from '../../load/run-store.ts';
import { cleanOrNull, cleanText } from '../clean-text.ts';
import { type CopyValue, copyRows } from '../copy-rows.ts';
import type { Tx } from '../transaction.ts';

const COLUMNS = [
  'run_id',
  'node_index',
  'ord',
  'severity',
  'code',
  'message',
  'edge',
  'field',
  'sheet',
  'row',
  'column',
  'value',
  'candidates',
] as const;

export async function addIssues(
  tx: Tx,
  place: { readonly runId: string; readonly nodeIndex: number },
  chunks: AsyncIterable<readonly RowIssue[]>,
): Promise<void> {
  await copyRows(tx, { table: 'run_issue', columns: COLUMNS }, encode(place, chunks));
}

async function* encode(
  place: { readonly runId: string; readonly nodeIndex: number },
  chunks: AsyncIterable<readonly RowIssue[]>,
): AsyncIterable<readonly (readonly CopyValue[])[]> {
  for await (const issues of chunks) {
    yield issues.map(({ ord, issue }) => [
      place.runId,
      place.nodeIndex,
      ord,
      issue.severity,
      issue.code,
      cleanText(issue.message),
      cleanOrNull(issue.edge),
      cleanOrNull(issue.field),
      cleanOrNull(issue.sheet),
      issue.row ?? null,
      cleanOrNull(issue.column),
      cleanOrNull(issue.value),
      issue.candidates ?? null,
    ]);
  }
}
