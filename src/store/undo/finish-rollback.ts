import type { RunEnd } from '../../load/run-store.ts';
import type { Tx } from '../transaction.ts';

/** Whether a rollback of the run is under way or paused. */
export async function isRollback(tx: Tx, runId: string): Promise<boolean> {
  const answer = await tx.query('select 1 from graph_run where id = $1 and status_before is not null', [
    runId,
  ]);
  return answer.rowCount === 1;
}

/** A rollback that is cancelled leaves the run what it was before; what is undone stays undone, and a further one goes on with the rest. */
export async function setRollbackEnd(tx: Tx, runId: string, end: RunEnd): Promise<void> {
  switch (end.status) {
    case 'handed_on':
      await tx.query('update graph_run set epoch = epoch + 1 where id = $1', [runId]);
      return;
    case 'paused':
      await tx.query(
        `update graph_run set epoch = epoch + 1, status = 'paused', pause_reason = $2, error_message = $3 where id = $1`,
        [runId, end.reason, end.message],
      );
      return;
    case 'cancelled':
      await tx.query('update graph_run set epoch = epoch + 1 where id = $1', [runId]);
      await giveUpRollback(tx, runId);
      return;
    case 'failed':
      await tx.query(
        `update graph_run set epoch = epoch + 1, status = 'failed', status_before = null, pause_reason = null,
           error_message = $2 where id = $1`,
        [runId, end.message],
      );
      return;
    case 'rolled_back':
      await tx.query(
        `update graph_run set epoch = epoch + 1, status = 'rolled_back', status_before = null, pause_reason = null,
           error_message = null, rolled_back_at = clock_timestamp() where id = $1`,
        [runId],
      );
      return;
    case 'completed':
    case 'completed_with_errors':
      throw new Error(`Run ${runId} is rolling back and cannot be completed.`);
  }
}

export async function giveUpRollback(tx: Tx, runId: string): Promise<void> {
  await tx.query(
    `update graph_run set status = status_before, status_before = null, pause_reason = null, error_message = null
     where id = $1`,
    [runId],
  );
}
