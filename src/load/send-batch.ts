import { referenceKinds } from './database-ids.ts';
import { payloadHash } from './field-hash.ts';
import { learnDefaults, tellUnpinned } from './learn-defaults.ts';
import type { PinnedDefault } from './pinned-defaults.ts';
import type { ReadBack } from './read-back.ts';
import { afterImage, heldHashesOf, readBack } from './read-back.ts';
import { cellToSend, pathsOf } from './row-cells.ts';
import { isByDatabaseId, type RowToSend, type SentRow } from './row-to-send.ts';
import type { RowResult } from './run-store.ts';
import { type Sending, type SendPlan, sendRows } from './send-rows.ts';
import { sendWrites } from './send-writes.ts';
import type { BatchWork, BatchWrites, StepWork } from './step-work.ts';

/** What Odoo holds of a row since it was written; nothing is known of one that was rejected. */
export interface Left {
  readonly heldHashes: Readonly<Record<string, string | null>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/**
 *   pending ─▶ sending ─▶ acknowledged ─▶ read back ─▶ settled
 * `sending` is in our database before the call, the outcomes after it; between the two a crash leaves a batch that the next
 * worker looks up by external ID (`open-batches.ts`). So does an answer that was lost when the run stopped; rows without an outcome of a
 * batch that is settled were not written.
 */
export async function sendBatch(
  work: StepWork,
  batch: BatchWork,
  resultOf: (sent: SentRow, left: Left) => RowResult,
): Promise<void> {
  const defaults = work.defaults.ofBatch(batch);
  const taken = await work.lease.takeBatch({
    node: work.prepared.step.node,
    kind: batch.kind,
    ords: batch.rows.map((row) => row.ord),
    ...payloadOf(work, batch, defaults.pins),
    newestBefore: work.newestBefore,
    before: batch.before,
  });
  const { sent, isLost, pause } = await sendAll(work, batch, defaults.pins);
  const back = await readBack(work, sent, [...namesOf(work, batch.positions), ...defaults.reads]);
  const results = sent.map((row) => resultOf(row, leftOf(work, batch, back, row)));
  await work.settle(results, { no: taken.no, done: !isLost, lastWriteDate: back.lastWriteDate });
  if (pause === null) await learnDefaults(work, defaults, sent, back);
  if (pause !== null) throw pause;
}

/** What goes into our database of the call: enough to know it again, and which fields it sends. */
function payloadOf(
  work: StepWork,
  batch: BatchWork,
  pins: readonly PinnedDefault[],
): { readonly columns: readonly string[]; readonly payloadHash: string } {
  const { rows, writes } = batch;
  if (writes === null) {
    const { columns, cells } = loadPlan(work, batch.positions, rows, pins);
    return { columns, payloadHash: payloadHash(columns, rows.map(cells)) };
  }
  const columns = ['.id', ...namesOf(work, batch.positions)];
  const valuesOf = ({ ord }: RowToSend): unknown => [writes.values.get(ord), writes.beside.get(ord)?.values];
  const sent = rows.map((row) => [String(row.recordId), JSON.stringify(valuesOf(row))]);
  return { columns, payloadHash: payloadHash(columns, sent) };
}

async function sendAll(work: StepWork, batch: BatchWork, pins: readonly PinnedDefault[]): Promise<Sending> {
  const { rows, positions, writes } = batch;
  if (writes === null) {
    return pins.length === 0 ? sendByLoad(work, rows, positions) : sendPinned(work, batch, pins);
  }
  const { sender, prepared, context } = work;
  const { unwritten, ...sending } = await sendWrites(
    sender,
    { model: prepared.step.model, context, ...writes },
    rows,
  );
  return loadUnwritten(work, writes, unwritten, sending);
}

/** What Odoo refuses with defaults of ours goes once more without them: the row may be good. */
async function sendPinned(
  work: StepWork,
  { rows, positions }: BatchWork,
  pins: readonly PinnedDefault[],
): Promise<Sending> {
  const pinned = await sendRows(work.sender, loadPlan(work, positions, rows, pins), rows);
  const written = pinned.sent.filter(({ result }) => result === 'written');
  const refused = pinned.sent.flatMap(({ row, result }) => (result === 'rejected' ? [row] : []));
  if (refused.length === 0 || pinned.pause !== null || pinned.isLost) return { ...pinned, sent: written };
  const plain = await sendByLoad(work, refused, positions);
  if (plain.sent.some(({ result }) => result === 'written')) {
    await tellUnpinned(work, work.defaults.refused(pins), 'refused');
  }
  return { ...plain, sent: [...written, ...plain.sent] };
}

/** `load` takes rows together that send the same fields in the same way. */
async function loadUnwritten(
  work: StepWork,
  writes: BatchWrites,
  unwritten: readonly RowToSend[],
  sending: Sending,
): Promise<Sending> {
  const positionsOf = ({ ord }: RowToSend): readonly number[] => {
    const values = writes.values.get(ord) ?? {};
    const beside = new Set(writes.beside.get(ord)?.positions);
    return work.prepared.fields.flatMap(({ name }, j) => (name in values || beside.has(j) ? [j] : []));
  };
  const groups = Map.groupBy(
    unwritten,
    (row) => `${isByDatabaseId(row)}:${positionsOf(row).join(',')}:${referenceKinds(row)}`,
  );
  let all = sending;
  for (const [first, ...more] of groups.values()) {
    if (first === undefined || all.pause !== null) continue;
    const { sent, isLost, pause } = await sendByLoad(work, [first, ...more], positionsOf(first));
    all = { sent: [...all.sent, ...sent], isLost: all.isLost || isLost, pause };
  }
  return all;
}

function sendByLoad(
  work: StepWork,
  rows: readonly RowToSend[],
  positions: readonly number[],
): Promise<Sending> {
  return sendRows(work.sender, loadPlan(work, positions, rows), rows);
}

function loadPlan(
  work: StepWork,
  positions: readonly number[],
  rows: readonly RowToSend[],
  pins: readonly PinnedDefault[] = [],
): SendPlan {
  const byDatabaseId = rows.some(isByDatabaseId);
  return {
    model: work.prepared.step.model,
    columns: [
      byDatabaseId ? '.id' : 'id',
      ...pathsOf(work.prepared, positions, rows[0]),
      ...pins.map(({ path }) => path),
    ],
    cells: (row) => [
      byDatabaseId ? String(row.recordId) : row.externalId,
      ...positions.map((j) => cellToSend(row, j)),
      ...pins.map(({ text }) => text),
    ],
    context: work.context,
    newestBefore: work.newestBefore,
  };
}

function leftOf(work: StepWork, batch: BatchWork, back: ReadBack, sent: SentRow): Left {
  if (sent.result === 'rejected') return { heldHashes: {} };
  const values = batch.writes?.values.get(sent.row.ord);
  const names = values ? Object.keys(values) : namesOf(work, batch.positions);
  const after = batch.kind === 'update' ? afterImage(back, sent, names) : undefined;
  return {
    heldHashes: { ...sent.row.found?.heldHashes, ...heldHashesOf(back, sent, names) },
    ...(after ? { after } : {}),
  };
}

function namesOf(work: StepWork, positions: readonly number[]): readonly string[] {
  return positions.flatMap((j) => work.prepared.fields[j]?.name ?? []);
}
