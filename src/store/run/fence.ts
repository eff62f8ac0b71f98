import type pg from 'pg';
import { LeaseLost, type RunKind } from '../../load/run-store.ts';
import { inTransaction, type Tx } from '../transaction.ts';

/** A lease as its writes need it. */
export interface Held {
  readonly pool: pg.Pool;
  readonly runId: string;
  readonly kind: RunKind;
  readonly epoch: number;
  readonly connectionId: string;
  readonly namespace: string;
}

/**
 * One transaction of the worker that holds the lease. FOR SHARE lets its transactions run side by side and keeps a take-over
 * (FOR UPDATE) waiting until they are through; after a take-over the epoch differs and nothing is written.
 *
 * Locks are taken in one order everywhere, so that no two transactions wait for each other:
 * graph_run → run_node → run_row → key_map → event number (advisory).
 */
export async function fenced<T>(
  held: Held,
  work: (tx: Tx) => Promise<T>,
  lock: 'share' | 'update' = 'share',
): Promise<T> {
  return inTransaction(held.pool, async (tx) => {
    const found = await tx.query(`select 1 from graph_run where id = $1 and epoch = $2 for ${lock}`, [
      held.runId,
      held.epoch,
    ]);
    if (found.rowCount === 0) throw new LeaseLost(held.runId);
    return work(tx);
  });
}

export interface NodeRow {
  readonly node_index: number;
  readonly model: string;
  readonly rows_total: number | null;
  readonly status: string;
}

/** Locks the node: its rows and counters change together, by one transaction at a time. */
export async function lockNode(tx: Tx, runId: string, node: string): Promise<NodeRow> {
  const answer = await tx.query<NodeRow>(
    'select node_index, model, rows_total, status from run_node where run_id = $1 and node = $2 for update',
    [runId, node],
  );
  const found = answer.rows[0];
  if (found === undefined) throw new Error(`Run ${runId} has no node "${node}": was it started?`);
  return found;
}
