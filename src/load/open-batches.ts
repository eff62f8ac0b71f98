import { takeAdoptions } from './adopt/take-adoptions.ts';
import { compareRows } from './compare-rows.ts';
import { keyMapWrite } from './existing-rows.ts';
import { locate } from './locate-rows.ts';
import type { PreparedRun } from './prepared-run.ts';
import { readBack } from './read-back.ts';
import { lostIssues } from './row-issues.ts';
import type { RowToSend } from './row-to-send.ts';
import { RunPaused } from './run-paused.ts';
import type { Batch, RowResult } from './run-store.ts';
import { lookUp } from './send-rows.ts';
import type { StepWork } from './step-work.ts';
import { outcomeNow } from './step-work.ts';

/** So many workers may die on one batch before the run waits for somebody to look. */
const MOST_ATTEMPTS = 5;

/**
 * Batches that an earlier worker left in `sending`: nobody knows whether Odoo took them, until each row is looked up.
 *
 *   its record is newer than the batch ......... created by it
 *   its record holds what the row says by now .. updated by it: a row that was the same before is in no batch
 *   anything else .............................. not settled; it takes its ordinary way again, which compares before it writes
 */
export async function settleOpenBatches(works: readonly StepWork[], prepared: PreparedRun): Promise<void> {
  const byNode = new Map(works.map((work) => [work.prepared.step.node, work]));
  const open = works[0] ? await works[0].lease.openBatches() : [];
  for (const batch of open) {
    const work = byNode.get(batch.node);
    if (work) await settleOpenBatch(work, prepared, batch);
  }
}

async function settleOpenBatch(work: StepWork, prepared: PreparedRun, batch: Batch): Promise<void> {
  const { node } = work.prepared.step;
  if (batch.attempts > MOST_ATTEMPTS) {
    throw new RunPaused(
      'batch_crashed',
      `Batch ${batch.no} of node ${node} was under way each time when ${batch.attempts - 1} workers died. Look at the worker's log and the memory limit, then resume.`,
    );
  }
  const rows = await prepared.rowsByOrd(work.prepared, batch.ords);
  const located = await locateSent(work, rows);
  const isNew = (row: Located): boolean => batch.kind === 'create' && row.recordId > batch.newestBefore;
  const created = located.filter(isNew);
  const results = [
    ...created.map((row) => doneRow(work, row, 'created', {})),
    ...(await updatedRows(
      work,
      located.filter((row) => !isNew(row)),
    )),
  ];
  const lastWriteDate = await creationDate(work, created);
  await work.settle(results, { no: batch.no, done: isDone(work, rows, results), lastWriteDate });
  await prepared.markSettled(
    work.prepared,
    results.map((result) => result.ord),
  );
}

/**
 * A row that is not there may still get there: Odoo may be at the call of the dead worker. The row's ordinary way makes the same
 * record of it; but where the run stops before that, the batch stays open and the row is looked up again, or called unknown.
 */
function isDone({ control }: StepWork, rows: readonly RowToSend[], results: readonly RowResult[]): boolean {
  return control.stopping === null || results.length === rows.length;
}

/** By external ID, and those that are known by database ID only. */
async function locateSent(work: StepWork, rows: readonly RowToSend[]): Promise<readonly Located[]> {
  const { node, model } = work.prepared.step;
  const found = await lookUp(work.sender, model, rows);
  const left = rows.filter((row) => !found.has(row.externalId));
  const keyMap = await work.lease.keyMap(
    node,
    left.map((row) => row.key),
  );
  const byId = await takeAdoptions(work, await locate(work, left, keyMap));
  const records = new Map(byId.map((row) => [row.ord, row]));
  return rows.flatMap((row) => {
    const recordId = found.get(row.externalId);
    if (recordId !== undefined) return [{ ...row, recordId }];
    const known = records.get(row.ord);
    return known && known.recordId !== null ? [{ ...known, recordId: known.recordId }] : [];
  });
}

type Located = RowToSend & { readonly recordId: number };

async function updatedRows(work: StepWork, rows: readonly Located[]): Promise<readonly RowResult[]> {
  const keyMap = await work.lease.keyMap(
    work.prepared.step.node,
    rows.map((row) => row.key),
  );
  const compared = await compareRows(work, rows, keyMap);
  return compared
    .filter(({ changed }) => changed.length === 0)
    .map(({ row, record, agreed }) => doneRow(work, { ...row, recordId: record.id }, 'updated', agreed));
}

/** What Odoo held right after the write is not known: somebody may have edited the records since. Their dates tell where nobody has. */
async function creationDate(work: StepWork, created: readonly Located[]): Promise<string | null> {
  const found = created.map((row) => ({
    row,
    result: 'written' as const,
    recordId: row.recordId,
    warnings: [],
    wasFound: true,
  }));
  return (await readBack(work, found, [])).lastWriteDate;
}

function doneRow(
  work: StepWork,
  row: Located,
  outcome: 'created' | 'updated',
  heldHashes: Readonly<Record<string, string>>,
): RowResult {
  return {
    ord: row.ord,
    outcome: outcomeNow(work, row.ord, outcome),
    recordId: row.recordId,
    keyMap: keyMapWrite(work.prepared, row, heldHashes),
    issues: lostIssues(work, row),
  };
}
