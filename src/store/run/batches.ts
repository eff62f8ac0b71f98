import type { Batch, BatchKind, NewBatch } from '../../load/run-store.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { forgetHeld } from './forget-written.ts';
import { keepChanges } from './keep-changes.ts';
import { addEvent, lockEvents } from './run-events.ts';

interface BatchRecord {
  readonly no: number;
  readonly node: string;
  readonly kind: BatchKind;
  readonly ords: number[];
  readonly columns: string[];
  readonly payload_hash: string;
  readonly newest_before: number;
  readonly attempts: number;
  readonly first_sent_at: Date;
}

/**
 * Committed before the call is made: a batch found in `sending` later is one whose answer was lost. Rows of such a batch that Odoo
 * turns out not to have come again in a new batch, which goes on counting: rows that kill every worker would never be
 * noticed otherwise.
 */
export async function takeBatch(held: Held, batch: NewBatch): Promise<Batch> {
  return fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, batch.node);
    // Also keeps two calls of this worker from drawing the same number.
    await lockEvents(tx, held.runId);
    const answer = await tx.query<BatchRecord>(
      `insert into run_batch (run_id, no, node_index, kind, state, ords, columns, payload_hash, newest_before,
         attempts, first_epoch, epoch)
       select $1, coalesce(max(no), 0) + 1, $2, $3, 'sending', $4::int[], $5::text[], $6, $8,
         greatest(1, max(attempts) filter (
           where epoch > first_epoch and node_index = $2 and kind = $3 and ords && $4::int[])), $7, $7
       from run_batch where run_id = $1
       returning no, kind, ords, columns, payload_hash, newest_before, attempts, first_sent_at`,
      [
        held.runId,
        nodeIndex,
        batch.kind,
        batch.ords,
        batch.columns,
        batch.payloadHash,
        held.epoch,
        batch.newestBefore ?? 0,
      ],
    );
    const taken = answer.rows[0];
    if (taken === undefined) throw new Error(`Run ${held.runId}: the batch was not written.`);
    await keepChanges(tx, { runId: held.runId, nodeIndex, batchNo: taken.no }, batch.before ?? []);
    const { node, kind, ords } = batch;
    await addEvent(tx, held.runId, { type: 'batch_sent', node, batch: taken.no, rows: ords.length, kind });
    return batchOf({ ...taken, node });
  });
}

/** Batches an earlier lease left in `sending`. Taking them over counts one attempt per lease, however often it is asked. */
export async function openBatches(held: Held): Promise<readonly Batch[]> {
  return fenced(held, async (tx) => {
    await tx.query(
      `update run_batch set attempts = attempts + 1, epoch = $2
       where run_id = $1 and state = 'sending' and epoch < $2`,
      [held.runId, held.epoch],
    );
    await forgetHeld(tx, held.runId);
    const answer = await tx.query<BatchRecord>(
      `select b.no, n.node, b.kind, b.ords, b.columns, b.payload_hash, b.newest_before,
         b.attempts, b.first_sent_at
       from run_batch b join run_node n on n.run_id = b.run_id and n.node_index = b.node_index
       where b.run_id = $1 and b.state = 'sending' and b.first_epoch < $2 order by b.no`,
      [held.runId, held.epoch],
    );
    return answer.rows.map(batchOf);
  });
}

function batchOf(record: BatchRecord): Batch {
  return {
    no: record.no,
    node: record.node,
    kind: record.kind,
    ords: record.ords,
    columns: record.columns,
    payloadHash: record.payload_hash,
    newestBefore: record.newest_before,
    attempts: record.attempts,
    firstSentAt: record.first_sent_at,
  };
}
