import type { RunEvent } from '../../event.ts';
import type { RunEnd } from '../../load/run-store.ts';
import type { Tx } from '../transaction.ts';
import { isRollback, setRollbackEnd } from '../undo/finish-rollback.ts';
import { cancelIdleRun, closeNodes } from './cancel-idle-run.ts';
import { fenced, type Held } from './fence.ts';
import { addEvent } from './run-events.ts';

/** Ends the lease: from here on its epoch is past, and a write that comes late is refused like that of a lost lease. */
export async function finishRun(held: Held, worker: string, asked: RunEnd): Promise<void> {
  await fenced(
    held,
    async (tx) => {
      const end = await endNow(tx, held.runId, asked);
      const isUndoing = await isRollback(tx, held.runId);
      if (isUndoing) await setRollbackEnd(tx, held.runId, end);
      else await endRun(tx, held, end);
      const requested = await releaseLease(tx, held.runId, end.status === 'handed_on');
      await addEvent(tx, held.runId, eventOf(end, worker, isUndoing));
      // Somebody cancelled while the run was just pausing by itself: nobody else would ever see the request.
      if (end.status === 'paused' && requested === 'cancel') await cancelIdleRun(tx, held.runId);
    },
    'update',
  );
}

/** A pause that was taken back while the worker was still finishing its calls: the run goes on. */
async function endNow(tx: Tx, runId: string, end: RunEnd): Promise<RunEnd> {
  if (end.status !== 'paused' || end.reason !== 'requested') return end;
  const lease = await tx.query('select requested from run_lease where run_id = $1 for update', [runId]);
  return lease.rows[0]?.requested === null ? { status: 'handed_on' } : end;
}

async function endRun(tx: Tx, held: Held, end: RunEnd): Promise<void> {
  if (end.status === 'completed' || end.status === 'completed_with_errors')
    await checkAllSettled(tx, held.runId);
  if (end.status === 'failed' || end.status === 'cancelled') await closeNodes(tx, held.runId);
  await setRunEnd(tx, held, end);
}

async function setRunEnd(tx: Tx, held: Held, end: RunEnd): Promise<void> {
  if (end.status === 'handed_on') {
    await tx.query('update graph_run set epoch = epoch + 1 where id = $1', [held.runId]);
    // the next worker counts a death for each batch it finds open, and this one has not died
    await tx.query(
      `update run_batch set attempts = attempts - 1 where run_id = $1 and state = 'sending' and epoch = $2`,
      [held.runId, held.epoch],
    );
    return;
  }
  await tx.query(
    `update graph_run set epoch = epoch + 1, status = $2, pause_reason = $3, error_message = $4,
       completed_at = case when $2 = 'paused' then null else clock_timestamp() end
     where id = $1`,
    [
      held.runId,
      end.status,
      end.status === 'paused' ? end.reason : null,
      end.status === 'paused' || end.status === 'failed' ? end.message : null,
    ],
  );
}

/** Returns what had been asked for; it stays only for a run that goes on. */
async function releaseLease(tx: Tx, runId: string, goesOn: boolean): Promise<string | null> {
  const before = await tx.query('select requested from run_lease where run_id = $1 for update', [runId]);
  await tx.query(
    `update run_lease set epoch = epoch + 1, worker = null, expires_at = null, waiting_for = null,
       requested = case when $2 then requested end
     where run_id = $1`,
    [runId, goesOn],
  );
  return before.rows[0]?.requested ?? null;
}

function eventOf(end: RunEnd, worker: string, isUndoing: boolean): RunEvent {
  if (isUndoing && end.status === 'cancelled') return { type: 'rollback_cancelled' };
  if (end.status === 'handed_on') return { type: 'run_handed_on', worker };
  if (end.status === 'paused') return { type: 'run_paused', reason: end.reason, message: end.message };
  const message = end.status === 'failed' ? end.message : null;
  return { type: 'run_finished', status: end.status, message };
}

/** A run is never called complete while a row has no outcome: that row would be lost without a word. */
async function checkAllSettled(tx: Tx, runId: string): Promise<void> {
  const open = await tx.query<{ node: string }>(
    `select node from run_node where run_id = $1 and rows_total is distinct from
       created + updated + unchanged + skipped + rejected + blocked + unknown + cancelled`,
    [runId],
  );
  if (open.rows.length === 0) return;
  const nodes = open.rows.map(({ node }) => `"${node}"`).join(', ');
  throw new Error(`Run ${runId} cannot be completed: rows of ${nodes} have no outcome.`);
}
