import { inParallel } from '../util/in-parallel.ts';
import { actAhead, readAhead } from '../util/read-ahead.ts';
import { takeAdoptions } from './adopt/take-adoptions.ts';
import type { ComparedRow } from './compare-row.ts';
import { compareRows } from './compare-rows.ts';
import { conflictRow, isRejected } from './conflict-issues.ts';
import { referByDatabaseId, referChanged } from './database-ids.ts';
import { keyMapWrite } from './existing-rows.ts';
import { locate } from './locate-rows.ts';
import { createBatches, updateBatches } from './make-batches.ts';
import { PROBE_ROWS } from './pinned-defaults.ts';
import { lostIssues, refusedRow } from './row-issues.ts';
import type { RowToSend } from './row-to-send.ts';
import { ReadRefused } from './run-paused.ts';
import type { KeyMapEntry, RowResult } from './run-store.ts';
import type { BatchWork, StepWork } from './step-work.ts';
import { callsAtOnce, outcomeNow } from './step-work.ts';

/**
 * Loads rows of one step whose parents are all settled: what exists is compared and written only where it changed, the rest is
 * created. The rows all send the same fields, because `load` clears a field whose cell is empty.
 */
export async function loadRows(work: StepWork, windows: AsyncIterable<readonly RowToSend[]>): Promise<void> {
  // Some are made ready while others are under way, so that no connection waits for us.
  const batches = readAhead(batchesOf(work, windows), work.concurrency);
  await inParallel(
    () => callsAtOnce(work),
    batches,
    async (batch) => {
      if (work.control.stopping === null) await work.handling.batch(work, batch);
    },
  );
}

/** So many windows are looked up, read and compared side by side: while we compare one, Odoo answers for the next. */
const WINDOWS_AT_ONCE = 3;

/** The rows of a window send the same fields; those of two windows need not. */
async function* batchesOf(
  work: StepWork,
  windows: AsyncIterable<readonly RowToSend[]>,
): AsyncGenerator<BatchWork> {
  for await (const { missing, changed } of actAhead(windows, WINDOWS_AT_ONCE, (rows) =>
    sortOut(work, rows),
  )) {
    if (work.control.stopping !== null) return;
    const left = await probeDefaults(work, missing);
    yield* createBatches(work, left);
    yield* updateBatches(work, changed);
  }
}

/** What needs no call is settled here. */
async function sortOut(
  work: StepWork,
  rows: readonly RowToSend[],
): Promise<Pick<SortedRows, 'missing' | 'changed'>> {
  if (work.control.stopping !== null) return { missing: [], changed: [] };
  const sorted = await sortRows(work, rows).catch((error: unknown) => refusedRows(work, rows, error));
  if (sorted.decided.length > 0) await work.settle(sorted.decided);
  return {
    missing: await referByDatabaseId(work, sorted.missing),
    changed: await referChanged(work, sorted.changed),
  };
}

/** A few new rows go ahead, where the others may profit from what Odoo computes for them. Returns the others. */
async function probeDefaults(work: StepWork, missing: readonly RowToSend[]): Promise<readonly RowToSend[]> {
  if (!work.defaults.wantsProbe(missing.length) || work.control.stopping !== null) return missing;
  for (const batch of createBatches(work, missing.slice(0, PROBE_ROWS)))
    await work.handling.batch(work, batch);
  return missing.slice(PROBE_ROWS);
}

/** A user who may not read the model: its rows cannot be loaded without risk of doubling them; what does not need them goes on. */
function refusedRows(work: StepWork, rows: readonly RowToSend[], error: unknown): SortedRows {
  if (!(error instanceof ReadRefused)) throw error;
  return { missing: [], changed: [], decided: rows.map((row) => refusedRow(work, row, error.message)) };
}

interface SortedRows {
  readonly missing: readonly RowToSend[];
  readonly changed: readonly ComparedRow[];
  /** Rows that need no call: unchanged, in conflict, or left out by the write policy. */
  readonly decided: readonly RowResult[];
}

async function sortRows(work: StepWork, rows: readonly RowToSend[]): Promise<SortedRows> {
  const { node, data } = work.prepared.step;
  const keyMap = await work.lease.keyMap(
    node,
    rows.map((row) => row.key),
  );
  const policy = data.write_policy ?? 'upsert';
  if (policy === 'create_only') {
    const { missing, existing } = await findRecords(work, rows, keyMap, 'quick');
    return { missing, changed: [], decided: existing.map((row) => skipped(work, row, 'exists')) };
  }
  const { missing, compared } = await findAndCompare(work, rows, keyMap);
  const rejected = compared.filter((c) => isRejected(work.prepared, c));
  const accepted = compared.filter((c) => !isRejected(work.prepared, c));
  const unchanged = accepted.filter((c) => c.changed.length === 0).map((c) => unchangedRow(work, c, keyMap));
  const left = policy === 'update_only' ? missing.map((row) => skipped(work, row, 'not_in_odoo')) : [];
  return {
    missing: policy === 'update_only' ? [] : missing,
    changed: accepted.filter((c) => c.changed.length > 0),
    decided: [...unchanged, ...rejected.map(conflictRow), ...left],
  };
}

type KeyMap = ReadonlyMap<string, KeyMapEntry>;

interface FoundRows {
  readonly missing: readonly RowToSend[];
  readonly compared: readonly ComparedRow[];
}

/**
 * That a record can be read shows that it is there; only for those that cannot is it looked up whether they are. One that goes in this very
 * moment is missing.
 */
async function findAndCompare(
  work: StepWork,
  rows: readonly RowToSend[],
  keyMap: KeyMap,
): Promise<FoundRows> {
  const first = await compareFound(work, rows, keyMap, 'unread');
  if (first.gone.length === 0) return first;
  const again = await compareFound(work, first.gone, keyMap, 'quick');
  return {
    missing: [...first.missing, ...again.missing, ...again.gone],
    compared: [...first.compared, ...again.compared],
  };
}

/** `gone`: the rows, as they were given, whose record is not there when it is read. */
async function compareFound(
  work: StepWork,
  rows: readonly RowToSend[],
  keyMap: KeyMap,
  depth: 'unread' | 'quick',
): Promise<FoundRows & { readonly gone: readonly RowToSend[] }> {
  const { missing, existing } = await findRecords(work, rows, keyMap, depth);
  const compared = await compareRows(work, existing, keyMap);
  const known = new Set([...missing.map(({ ord }) => ord), ...compared.map(({ row }) => row.ord)]);
  return { missing, compared, gone: rows.filter(({ ord }) => !known.has(ord)) };
}

async function findRecords(
  work: StepWork,
  rows: readonly RowToSend[],
  keyMap: KeyMap,
  depth: 'unread' | 'quick',
): Promise<{ readonly missing: readonly RowToSend[]; readonly existing: readonly RowToSend[] }> {
  const located = await takeAdoptions(work, await locate(work, rows, keyMap, depth));
  return {
    missing: located.filter((row) => row.recordId === null),
    existing: located.filter((row) => row.recordId !== null),
  };
}

/** An adopted record is remembered although nothing is written to it: other rows refer to it. */
function skipped(work: StepWork, row: RowToSend, rule: string): RowResult {
  const { ord, recordId, key, externalId, byId = null } = row;
  const keyMap = row.isAdopted ? { keyMap: { key, externalId, byId, fieldHashes: {} } } : {};
  return { ord, outcome: 'skipped', recordId, rule, issues: lostIssues(work, row), ...keyMap };
}

/**
 * The key map learns of a record that an earlier installation of ours, or a lost answer, left in Odoo; and of a value that Odoo
 * held already, else a source that takes it back later would look as if it had never changed.
 */
function unchangedRow(
  work: StepWork,
  { row, agreed }: ComparedRow,
  keyMap: ReadonlyMap<string, KeyMapEntry>,
): RowResult {
  const entry = keyMap.get(row.key);
  const write = keyMapWrite(work.prepared, row, agreed);
  const known =
    entry?.recordId === row.recordId &&
    Object.keys(agreed).length === 0 &&
    entry.byId?.reason === row.byId?.reason &&
    entry.vanishedRun === null &&
    Object.entries(write.fieldHashes).every(([name, hash]) => entry.fieldHashes[name] === hash);
  return {
    ord: row.ord,
    outcome: outcomeNow(work, row.ord, 'unchanged'),
    recordId: row.recordId,
    ...(known ? {} : { keyMap: write }),
    issues: [...(row.found?.issues ?? []), ...lostIssues(work, row)],
  };
}
