import type pg from 'pg';
import { isOver, type RunKind, type RunStatus } from '../../load/run-store.ts';
import type { SendRun } from '../run/create-run.ts';
import { addEvent } from '../run/run-events.ts';
import { inTransaction, isDatabaseError, type Tx, UNIQUE_VIOLATION } from '../transaction.ts';

export type RollbackRequest =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'not_found' }
  /** A check writes nothing, so there is nothing to roll back. */
  | { readonly kind: 'check' }
  | { readonly kind: 'refused'; readonly status: RunStatus }
  /** Another run of the graph is not over on this connection. */
  | { readonly kind: 'active_run'; readonly runId: string };

/** Puts the run back on the queue. Asked for again while it goes on, it goes on. */
export async function requestRollback(
  pool: pg.Pool,
  send: SendRun,
  runId: string,
  { archive }: { readonly archive: boolean },
): Promise<RollbackRequest> {
  try {
    return await inTransaction(pool, (tx) => queueRollback(tx, send, runId, archive));
  } catch (error) {
    if (!isDatabaseError(error, UNIQUE_VIOLATION)) throw error;
    return { kind: 'active_run', runId: await activeRunBeside(pool, runId) };
  }
}

async function queueRollback(
  tx: Tx,
  send: SendRun,
  runId: string,
  archive: boolean,
): Promise<RollbackRequest> {
  const answer = await tx.query<{ status: RunStatus; kind: RunKind }>(
    'select status, kind from graph_run where id = $1 for update',
    [runId],
  );
  const run = answer.rows[0];
  if (run === undefined) return { kind: 'not_found' };
  if (run.kind === 'check') return { kind: 'check' };
  if (run.status === 'rolling_back') return { kind: 'accepted' };
  // one that was rolled back is looked at again for what had to stay
  if (!isOver(run.status)) return { kind: 'refused', status: run.status };
  // a plan that was not carried out to its end is: what it did so far has moved write dates
  await tx.query(
    `update graph_run set status = 'rolling_back', status_before = status, undo_archive = $2, pause_reason = null,
       error_message = null,
       undo_planned_at = case when status = 'rolled_back' then null else undo_planned_at end
     where id = $1`,
    [runId, archive],
  );
  await tx.query('update run_lease set requested = null where run_id = $1', [runId]);
  const taskId = await send(tx, runId);
  if (taskId !== null) await tx.query('update graph_run set task_id = $2 where id = $1', [runId, taskId]);
  await addEvent(tx, runId, { type: 'rollback_queued' });
  return { kind: 'accepted' };
}

async function activeRunBeside(pool: pg.Pool, runId: string): Promise<string> {
  const answer = await pool.query<{ id: string }>(
    `select o.id from graph_run o join graph_run r on r.graph_id = o.graph_id and r.connection_id = o.connection_id
     where r.id = $1 and o.id <> r.id and o.kind <> 'check'
       and o.status in ('pending', 'running', 'paused', 'rolling_back')`,
    [runId],
  );
  return answer.rows[0]?.id ?? '';
}
