import type pg from 'pg';
import { inTransaction, type Tx } from '../transaction.ts';
import { RUNNABLE } from './acquire-lease.ts';

/**
 * After a handler has returned: is there still work? It handed the run on, somebody resumed it while it was just pausing, or
 * another worker's lease was still alive; then it is sent again, in the last case for when that lease ends. The run is
 * locked, so a resume either comes before and is seen here, or comes after and finds the old job gone.
 */
export async function requeueAfter(
  pool: pg.Pool,
  runId: string,
  sendAgain: (tx: Tx, afterSeconds: number) => Promise<string | null>,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const run = await tx.query('select 1 from graph_run where id = $1 and status = any($2) for update', [
      runId,
      RUNNABLE,
    ]);
    if (run.rowCount === 0) return;
    const lease = await tx.query<{ seconds: number }>(
      `select ceil(greatest(extract(epoch from expires_at - clock_timestamp()), 0))::int as seconds
       from run_lease where run_id = $1`,
      [runId],
    );
    await setTask(tx, runId, await sendAgain(tx, lease.rows[0]?.seconds ?? 0));
  });
}

/**
 * A safety net below the queue's own: runs that wait for a worker although no lease is alive, because their job was used up or
 * lost. Sending is refused by the queue where a job is still there, so this can only add what is missing.
 */
export async function requeueLost(
  pool: pg.Pool,
  send: (tx: Tx, runId: string) => Promise<string | null>,
): Promise<void> {
  const lost = await pool.query<{ id: string }>(
    `select r.id from graph_run r join run_lease l on l.run_id = r.id
     where r.status = any($1) and (l.expires_at is null or l.expires_at < clock_timestamp())`,
    [RUNNABLE],
  );
  for (const { id } of lost.rows) {
    await inTransaction(pool, async (tx) => {
      const run = await tx.query(
        'select 1 from graph_run where id = $1 and status = any($2) for update skip locked',
        [id, RUNNABLE],
      );
      if (run.rowCount === 1) await setTask(tx, id, await send(tx, id));
    });
  }
}

async function setTask(tx: Tx, runId: string, taskId: string | null): Promise<void> {
  if (taskId === null) return;
  await tx.query('update graph_run set task_id = $2 where id = $1', [runId, taskId]);
}
