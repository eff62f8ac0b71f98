import { compareRows } from './compare-rows.ts';
import { conflictRow, isRejected } from './conflict-issues.ts';
import { referChanged } from './database-ids.ts';
import { keyMapWrite } from './existing-rows.ts';
import { updateBatches } from './make-batches.ts';
import type { PreparedRun } from './prepared-run.ts';
import { sentPositions } from './row-cells.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapEntry, RowResult } from './run-store.ts';
import { type Left, sendBatch } from './send-batch.ts';
import type { StepWork } from './step-work.ts';

/**
 * Writes the fields that close a real cycle of rows (A's parent is B, B's parent is A), after both ends exist. Until then such a
 * row has the outcome `unknown` with its record: it exists, but not all of it is known to be in Odoo.
 */
export async function finishDeferred(work: StepWork, prepared: PreparedRun): Promise<void> {
  if (work.deferred.size === 0 || work.control.stopping !== null) return;
  const waiting = await waitingRows(work, await prepared.deferred(work.prepared));
  const bad = new Set((await prepared.deferredToBad(work.prepared)).map((row) => row.ord));
  const keyMap = await work.lease.keyMap(
    work.prepared.step.node,
    waiting.map((row) => row.key),
  );
  const compared = await compareRows(
    work,
    waiting.filter((row) => !bad.has(row.ord)),
    keyMap,
  );
  const there = new Set(compared.map((c) => c.row.ord));
  const failed = waiting.flatMap((row) => {
    if (bad.has(row.ord)) return [failedRow(work, row, 'the row it refers to was not loaded')];
    return there.has(row.ord) ? [] : [failedRow(work, row, 'the record was deleted in Odoo meanwhile')];
  });
  const rejected = compared.filter((c) => isRejected(work.prepared, c));
  const accepted = compared.filter((c) => !isRejected(work.prepared, c));
  const same = accepted.filter((c) => c.changed.length === 0);
  await work.settle([
    ...failed,
    ...rejected.map(conflictRow),
    ...same.map(({ row, agreed }) => wholeRow(work, row, keyMap, { heldHashes: agreed })),
  ]);
  const changed = await referChanged(
    work,
    accepted.filter((c) => c.changed.length > 0),
  );
  for (const batch of updateBatches(work, changed)) {
    if (work.control.stopping !== null) return;
    await sendBatch(work, batch, (sent, left) =>
      sent.result === 'rejected'
        ? failedRow(work, sent.row, `Odoo refused it: ${sent.message.replace(/\.$/, '')}`)
        : wholeRow(work, sent.row, keyMap, left, 'written'),
    );
  }
}

/** The rows whose first write is done, with their record. */
export async function waitingRows(work: StepWork, rows: readonly RowToSend[]): Promise<readonly RowToSend[]> {
  const records = new Map<number, number>();
  for await (const states of work.lease.settledRows(work.prepared.step.node)) {
    for (const row of states) {
      if (row.outcome === 'unknown' && row.recordId !== null) records.set(row.ord, row.recordId);
    }
  }
  return rows.flatMap((row) => {
    const recordId = records.get(row.ord);
    return recordId === undefined ? [] : [{ ...row, recordId, byDatabaseId: true }];
  });
}

/** What the row is now that all of it is written: what this run made of it first, or `updated` where only the second write did. */
function wholeRow(
  work: StepWork,
  row: RowToSend,
  keyMap: ReadonlyMap<string, KeyMapEntry>,
  { heldHashes, after }: Left,
  written?: 'written',
): RowResult {
  const { runId } = work.lease;
  const entry = keyMap.get(row.key);
  const isUpdated = written !== undefined || entry?.writtenRun === runId;
  const outcome = entry?.createdRun === runId ? 'created' : isUpdated ? 'updated' : 'unchanged';
  return {
    ord: row.ord,
    outcome,
    recordId: row.recordId,
    keyMap: keyMapWrite(work.prepared, { ...row, byId: entry?.byId ?? null }, heldHashes),
    ...(after ? { after } : {}),
    issues: row.found?.issues ?? [],
  };
}

export function failedRow(work: StepWork, row: RowToSend, why: string): RowResult {
  const { step, fields } = work.prepared;
  const names = sentPositions(row).flatMap((j) => fields[j]?.name ?? []);
  const written = work.handling.writes ? `record ${row.recordId} was written` : 'record would be written';
  return {
    ord: row.ord,
    outcome: 'rejected',
    recordId: row.recordId,
    issues: [
      {
        severity: 'error',
        code: 'deferred_field_failed',
        message: `Row ${row.srcRow} of "${step.sheet}": its ${written}, but without ${names.join(', ')}: ${why}. Fix that row, then run again.`,
        node: step.node,
        sheet: step.sheet,
        row: row.srcRow,
        ...(names[0] === undefined ? {} : { field: names[0] }),
      },
    ],
  };
}
