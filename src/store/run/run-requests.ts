import type pg from 'pg';
import type { RunStatus } from '../../load/run-store.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { cancelIdleRun, endIdleLease } from './cancel-idle-run.ts';
import type { SendRun } from './create-run.ts';
import { addEvent } from './run-events.ts';

export type RequestResult =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'not_found' }
  /** The run is in a status in which this cannot be done. */
  | { readonly kind: 'refused'; readonly status: RunStatus };

/** A run that nobody holds is paused or cancelled at once; a worker is told with its next heartbeat. */
export async function requestPause(pool: pg.Pool, runId: string): Promise<RequestResult> {
  return onRun(pool, runId, async (tx, { status, held }) => {
    if (status === 'paused') return true;
    if (status !== 'pending' && !isAtWork(status)) return false;
    // A run at work without a holder has a job under way: whoever takes it sees the request.
    if (held || isAtWork(status)) {
      await tx.query(`update run_lease set requested = coalesce(requested, 'pause') where run_id = $1`, [
        runId,
      ]);
      return true;
    }
    const message = 'Paused before it started.';
    await tx.query(
      `update graph_run set status = 'paused', pause_reason = 'requested', error_message = $2 where id = $1`,
      [runId, message],
    );
    await endIdleLease(tx, runId);
    await addEvent(tx, runId, { type: 'run_paused', reason: 'requested', message });
    return true;
  });
}

export async function requestCancel(pool: pg.Pool, runId: string): Promise<RequestResult> {
  return onRun(pool, runId, async (tx, { status, held }) => {
    if (status === 'cancelled') return true;
    if (status !== 'pending' && status !== 'paused' && !isAtWork(status)) return false;
    if (held || isAtWork(status)) {
      await tx.query(`update run_lease set requested = 'cancel' where run_id = $1`, [runId]);
    } else {
      await cancelIdleRun(tx, runId);
    }
    return true;
  });
}

/** A paused run goes back to the queue; one that has only been asked to pause goes on. */
export async function requestResume(pool: pg.Pool, send: SendRun, runId: string): Promise<RequestResult> {
  return onRun(pool, runId, async (tx, { status, requested }) => {
    if (status === 'pending' || isAtWork(status)) {
      if (requested === 'cancel') return false;
      await tx.query('update run_lease set requested = null where run_id = $1', [runId]);
      return true;
    }
    if (status !== 'paused') return false;
    await tx.query(
      `update graph_run set pause_reason = null, error_message = null,
         status = case when status_before is null then 'pending' else 'rolling_back' end where id = $1`,
      [runId],
    );
    // Somebody has looked: the batches that workers died on get as many tries as new ones.
    await tx.query('update run_batch set attempts = 0 where run_id = $1 and attempts > 1', [runId]);
    // Null where the job of the pausing worker is not over yet: that one sends the run again (`requeueAfter`).
    const taskId = await send(tx, runId);
    if (taskId !== null) await tx.query('update graph_run set task_id = $2 where id = $1', [runId, taskId]);
    await addEvent(tx, runId, { type: 'run_queued' });
    return true;
  });
}

/** Its worker may be in a transaction of many seconds. */
function isAtWork(status: RunStatus | undefined): boolean {
  return status === 'running' || status === 'rolling_back';
}

interface Present {
  readonly status: RunStatus;
  readonly held: boolean;
  readonly requested: string | null;
}

/**
 * `work` says whether the request fits the run's status. A running run is not locked: its worker may be in a transaction of many
 * seconds. There the request only writes to `run_lease`, which a worker that ends the run locks too: either it sees the
 * request, or we see that the run is not running any more and begin again.
 */
async function onRun(
  pool: pg.Pool,
  runId: string,
  work: (tx: Tx, present: Present) => Promise<boolean>,
): Promise<RequestResult> {
  while (true) {
    const result = await inTransaction(pool, async (tx): Promise<RequestResult | null> => {
      const isLocked = !isAtWork(await statusOf(tx, runId));
      if (isLocked) await tx.query('select 1 from graph_run where id = $1 for update', [runId]);
      const lease = await tx.query<Omit<Present, 'status'>>(
        `select requested, coalesce(expires_at > clock_timestamp(), false) as held
         from run_lease where run_id = $1 for update`,
        [runId],
      );
      const status = await statusOf(tx, runId);
      if (status === undefined || lease.rows[0] === undefined) return { kind: 'not_found' };
      if (!isLocked && !isAtWork(status)) return null;
      if (await work(tx, { status, ...lease.rows[0] })) return { kind: 'accepted' };
      return { kind: 'refused', status };
    });
    if (result !== null) return result;
  }
}

async function statusOf(tx: Tx, runId: string): Promise<RunStatus | undefined> {
  const answer = await tx.query<{ status: RunStatus }>('select status from graph_run where id = $1', [runId]);
  return answer.rows[0]?.status;
}
