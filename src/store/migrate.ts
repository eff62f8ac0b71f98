import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { allowSilence } from './silence.ts';

/** The same in all our processes: drizzle's migrator takes no lock of its own. */
const MIGRATION_LOCK = 7_268_310_413;

/** Brings the schema to this version's. Safe to call from several processes at once, and when there is nothing to do. */
export async function migrateDatabase(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  allowSilence(client);
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder() });
  } finally {
    // Ends the connection, and with it the lock, even in the middle of a failed migration.
    client.release(true);
  }
}

/** Beside this file in the source tree; the build copies the folder beside its bundle. */
function migrationsFolder(): string {
  const folder = fileURLToPath(new URL('./migrations', import.meta.url));
  if (existsSync(folder)) return folder;
  throw new Error(
    `The database migrations are missing: there is no folder ${folder}. Install the product again.`,
  );
}
