import type pg from 'pg';
import { failpoint } from '../util/failpoint.ts';

/** A connection inside a transaction. */
export type Tx = pg.PoolClient;

/** Commits what `work` did, or rolls all of it back and throws what it threw. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const value = await work(client);
    if (process.env.FAILPOINT) await failpoint('db:before commit');
    await client.query('commit');
    if (process.env.FAILPOINT) await failpoint('db:after commit');
    return value;
  } catch (error) {
    // A connection that cannot even roll back is thrown away; the server rolls back for it.
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The sentence PostgreSQL has for a refused statement, by SQLSTATE. */
export function isDatabaseError(error: unknown, sqlState: string): error is pg.DatabaseError {
  return error instanceof Error && 'code' in error && error.code === sqlState;
}
export const UNIQUE_VIOLATION = '23505';
export const DUPLICATE_DATABASE = '42P04';
