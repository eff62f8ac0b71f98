import type { Issue } from '../../issue.ts';
import type { ComparedRow } from '../compare-row.ts';
import { compareRows } from '../compare-rows.ts';
import { conflictRow, isRejected } from '../conflict-issues.ts';
import { failedRow, waitingRows } from '../deferred-fields.ts';
import { beforeImage } from '../make-batches.ts';
import type { PreparedRun } from '../prepared-run.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { KeyMapEntry, RowResult } from '../run-store.ts';
import { FORETOLD_RECORD } from '../run-store.ts';
import type { StepWork } from '../step-work.ts';

/**
 * What `finishDeferred` would make of the rows that wait for the field that closes a circle.
 *
 * @param issuesOf what else there is to say of a row that would be written
 */
export async function foretellDeferred(
  work: StepWork,
  prepared: PreparedRun,
  issuesOf: (row: RowToSend) => readonly Issue[] = () => [],
): Promise<void> {
  if (work.deferred.size === 0 || work.control.stopping !== null) return;
  const waiting = await waitingRows(work, await prepared.deferred(work.prepared));
  const bad = new Set((await prepared.deferredToBad(work.prepared)).map((row) => row.ord));
  const failed = waiting.filter((row) => bad.has(row.ord));
  await work.settle(failed.map((row) => failedRow(work, row, 'the row it refers to was not loaded')));
  const good = waiting.filter((row) => !bad.has(row.ord));
  const isNew = (row: RowToSend): boolean => row.recordId === FORETOLD_RECORD;
  await work.settle(
    good.filter(isNew).map((row) => ({
      ord: row.ord,
      outcome: 'created',
      recordId: FORETOLD_RECORD,
      issues: issuesOf(row),
    })),
  );
  const existing = good.filter((row) => !isNew(row));
  const keyMap = await work.lease.keyMap(
    work.prepared.step.node,
    existing.map((row) => row.key),
  );
  const changedBefore = await findChanged(work, prepared, existing, keyMap);
  const compared = await compareRows(work, existing, keyMap);
  await work.settle(
    compared.map((c) => {
      if (isRejected(work.prepared, c)) return conflictRow(c);
      const row = foretold(work, c, changedBefore.has(c.row.ord));
      return c.changed.length > 0 ? { ...row, issues: [...(row.issues ?? []), ...issuesOf(c.row)] } : row;
    }),
  );
}

/** Which of these rows change without the field that waits: a run would have written them by now. */
async function findChanged(
  work: StepWork,
  prepared: PreparedRun,
  waiting: readonly RowToSend[],
  keyMap: ReadonlyMap<string, KeyMapEntry>,
): Promise<ReadonlySet<number>> {
  const recordIds = new Map(waiting.map((row) => [row.ord, row.recordId]));
  const rows = await prepared.rowsByOrd(work.prepared, [...recordIds.keys()]);
  const located = rows.map((row) => ({ ...row, recordId: recordIds.get(row.ord) ?? null }));
  const compared = await compareRows(work, located, keyMap);
  return new Set(compared.flatMap(({ row, changed }) => (changed.length > 0 ? [row.ord] : [])));
}

function foretold(work: StepWork, compared: ComparedRow, isChanged: boolean): RowResult {
  const { row, record, changed } = compared;
  const isWritten = changed.length > 0;
  return {
    ord: row.ord,
    outcome: isWritten || isChanged ? 'updated' : 'unchanged',
    recordId: record.id,
    ...(isWritten ? { change: beforeImage(work, compared) } : {}),
    issues: row.found?.issues ?? [],
  };
}
