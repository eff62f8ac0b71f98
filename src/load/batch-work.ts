import { keyMapWrite } from './existing-rows.ts';
import { lostIssues, rejectedRow, warningIssue } from './row-issues.ts';
import type { RowToSend, SentRow } from './row-to-send.ts';
import type { RowResult } from './run-store.ts';
import { type Left, sendBatch } from './send-batch.ts';
import type { BatchWork, StepWork } from './step-work.ts';
import { outcomeNow } from './step-work.ts';

/** What a run does with a batch. */
export async function runBatch(work: StepWork, batch: BatchWork): Promise<void> {
  await sendBatch(work, batch, (sent, left) =>
    sent.result === 'rejected' ? rejectedRow(work, sent) : writtenRow(work, batch, sent, left),
  );
}

function writtenRow(
  work: StepWork,
  batch: BatchWork,
  sent: Extract<SentRow, { result: 'written' }>,
  { heldHashes, after }: Left,
): RowResult {
  const { row } = sent;
  const unseen = batch.kind === 'create' && sent.recordId <= work.newestBefore;
  const done = batch.kind === 'create' && !unseen ? 'created' : 'updated';
  return {
    ord: row.ord,
    outcome: outcomeNow(work, row.ord, done),
    recordId: sent.recordId,
    keyMap: keyMapWrite(work.prepared, row, heldHashes),
    ...(after ? { after } : {}),
    issues: [
      ...(row.found?.issues ?? []),
      ...sent.warnings.map((warning) => warningIssue(work, row, 'odoo_warning', `Odoo says: ${warning}`)),
      ...lostIssues(work, row),
      ...(unseen ? [warningIssue(work, row, 'record_overwritten', overwritten(row, sent.recordId))] : []),
    ],
  };
}

/** A user who may not read external IDs cannot see all of them: `load` then updates what it was to create. */
function overwritten(row: RowToSend, recordId: number): string {
  return `record ${recordId} had the external ID ${row.externalId} already, where the user of the connection could not see it, and was written over. Give that user the right to read external IDs to have it compared first.`;
}
