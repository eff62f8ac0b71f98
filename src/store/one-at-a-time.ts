import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { allowSilence } from './silence.ts';

const TRY_AGAIN_MS = 200;
const PATIENCE_MS = 30_000;

/**
 * Of everybody on this database one at a time does what `name` says. Null where the others did not end in half a minute, and nothing
 * was done then. Who dies ends with its connection.
 */
export async function oneAtATime<T>(pool: pg.Pool, name: string, act: () => Promise<T>): Promise<T | null> {
  const client = await pool.connect();
  allowSilence(client);
  try {
    for (let waited = 0; !(await tryLock(client, name)); waited += TRY_AGAIN_MS) {
      if (waited >= PATIENCE_MS) return null;
      await sleep(TRY_AGAIN_MS);
    }
    return await act();
  } finally {
    // not back to the pool: the lock goes with the connection, and so does the silence it may keep
    client.release(true);
  }
}

async function tryLock(client: pg.ClientBase, name: string): Promise<boolean> {
  const answer = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('one_at_a_time:' || $1, 0)) as taken`,
    [name],
  );
  return answer.rows[0]?.taken === true;
}
