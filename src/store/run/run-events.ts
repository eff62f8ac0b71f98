import type pg from 'pg';
import type { RunEvent, StoredEvent } from '../../event.ts';
import type { Tx } from '../transaction.ts';

/** Channel of PostgreSQL's NOTIFY; the payload is the run's id. */
export const EVENT_CHANNEL = 'run_event';
const EVENT_LOCK_CLASS = 7268;

/** Held until the transaction ends: numbers are given in the order of commits, so a reader never sees a gap. */
export async function lockEvents(tx: Tx, runId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::int, hashtext($2))', [EVENT_LOCK_CLASS, runId]);
}

/** Last in a transaction: it keeps other transactions of the run from committing. `rows`: how many it settled. */
export async function addEvent(tx: Tx, runId: string, event: RunEvent, rows = 0): Promise<void> {
  await lockEvents(tx, runId);
  await tx.query(
    `with added as (
       insert into run_event (run_id, seq, type, rows, event)
       select $1, coalesce(max(seq), 0) + 1, $2, $3, $4::json from run_event where run_id = $1
       returning run_id
     ) select pg_notify($5, run_id) from added`,
    [runId, event.type, rows, JSON.stringify(event), EVENT_CHANNEL],
  );
}

export async function eventsAfter(
  pool: pg.Pool,
  runId: string,
  after: number,
  limit: number,
): Promise<readonly StoredEvent[]> {
  const answer = await pool.query<{ seq: number; at: Date; event: RunEvent }>(
    'select seq, at, event from run_event where run_id = $1 and seq > $2 order by seq limit $3',
    [runId, after, limit],
  );
  return answer.rows.map(({ seq, at, event }) => ({ seq, at: at.toISOString(), event }));
}
