import type pg from 'pg';
import type { RunLease } from '../../load/run-store.ts';
import { failpoint } from '../../util/failpoint.ts';
import { inTransaction, isDatabaseError, type Tx } from '../transaction.ts';
import { DatabaseLease } from './lease.ts';
import { type RunRecord, runState } from './run-state.ts';

export const LEASE_TTL_MS = 30_000;
/** Statuses in which a run waits for a worker, or has lost one. */
export const RUNNABLE = ['pending', 'running', 'rolling_back'] as const;
const LOCK_NOT_AVAILABLE = '55P03';
const LOCK_TIMEOUT_MS = 2000;

/**
 * The run, if it waits for a worker and nobody holds it: epoch + 1, and a lease by the database's clock. Null when another lease
 * is alive, or a transaction of the old holder is still under way.
 */
export async function acquireLease(
  pool: pg.Pool,
  runId: string,
  worker: string,
  ttlMs = LEASE_TTL_MS,
): Promise<RunLease | null> {
  try {
    const record = await inTransaction(pool, (tx) => takeOver(tx, runId, worker, ttlMs));
    if (record === null) return null;
    if (process.env.FAILPOINT) await failpoint('lease:acquired');
    const { kind, epoch, connection_id: connectionId, namespace } = record;
    return new DatabaseLease(
      { pool, runId, kind, epoch, connectionId, namespace },
      runState(record),
      worker,
      ttlMs,
    );
  } catch (error) {
    if (isDatabaseError(error, LOCK_NOT_AVAILABLE)) return null;
    throw error;
  }
}

async function takeOver(tx: Tx, runId: string, worker: string, ttlMs: number): Promise<RunRecord | null> {
  await tx.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
  const run = await tx.query('select 1 from graph_run where id = $1 and status = any($2) for update', [
    runId,
    RUNNABLE,
  ]);
  if (run.rowCount === 0) return null;
  const lease = await tx.query(
    `update run_lease set epoch = (select epoch + 1 from graph_run where id = $1), worker = $2, waiting_for = null,
       expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     where run_id = $1 and (expires_at is null or expires_at <= clock_timestamp())`,
    [runId, worker, ttlMs],
  );
  if (lease.rowCount === 0) return null;
  const taken = await tx.query<RunRecord>(
    'update graph_run set epoch = epoch + 1 where id = $1 returning *',
    [runId],
  );
  return taken.rows[0] ?? null;
}
