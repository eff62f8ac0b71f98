import type { Tx } from '../transaction.ts';
import { giveUpRollback, isRollback } from '../undo/finish-rollback.ts';
import { addEvent } from './run-events.ts';
import { settleRestOf } from './settle-rest.ts';

/** For a run that ends before its work is done: rows not yet loaded become `cancelled`, so that the counts add up. */
export async function closeNodes(tx: Tx, runId: string): Promise<void> {
  const nodes = await tx.query<{ node: string; node_index: number }>(
    'select node, node_index from run_node where run_id = $1 order by node_index for update',
    [runId],
  );
  for (const { node, node_index: nodeIndex } of nodes.rows) {
    await settleRestOf(tx, { runId, node, nodeIndex, outcome: 'cancelled', detail: null });
  }
  await tx.query(
    `update run_node set status = 'cancelled' where run_id = $1 and status in ('pending', 'running')`,
    [runId],
  );
}

/** Cancels a run, or its rollback, that nobody works on; its row in `graph_run` must be locked. */
export async function cancelIdleRun(tx: Tx, runId: string): Promise<void> {
  if (await isRollback(tx, runId)) {
    await giveUpRollback(tx, runId);
    await endIdleLease(tx, runId);
    await addEvent(tx, runId, { type: 'rollback_cancelled' });
    return;
  }
  await closeNodes(tx, runId);
  await tx.query(
    `update graph_run set status = 'cancelled', pause_reason = null, error_message = null,
       completed_at = clock_timestamp() where id = $1`,
    [runId],
  );
  await endIdleLease(tx, runId);
  await addEvent(tx, runId, { type: 'run_finished', status: 'cancelled', message: null });
}

/**
 * Nobody holds the lease, but a worker that stood still past the end of its own may still come back: from here on its epoch is
 * past too, and it cannot start a run that was paused or cancelled meanwhile.
 */
export async function endIdleLease(tx: Tx, runId: string): Promise<void> {
  await tx.query('update graph_run set epoch = epoch + 1 where id = $1', [runId]);
  await tx.query(
    `update run_lease set epoch = epoch + 1, worker = null, expires_at = null, requested = null, waiting_for = null
     where run_id = $1`,
    [runId],
  );
}
