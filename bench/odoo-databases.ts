import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freshOdoo } from '../test/support/odoo.ts';

/** How to reach an Odoo, as `scripts/odoo db create` prints it. */
export const OdooAccess = z.object({
  url: z.url(),
  database: z.string().min(1),
  login: z.string().min(1),
  password: z.string().min(1),
  api_key: z.string().optional(),
});
export type OdooAccess = z.infer<typeof OdooAccess>;

/** The database of one measurement. */
export interface OdooDatabase extends OdooAccess, AsyncDisposable {
  /** Nobody else has it and it is dropped afterwards; else the rows of the measurement are to be removed. */
  readonly isOwn: boolean;
}

export type OpenDatabase = () => Promise<OdooDatabase>;

const DROP_TRIES = 10;
const DROP_WAIT_MS = 1000;

/** A clone of one template for each measurement, so that all begin with the same state. */
export async function freshDatabases(): Promise<OpenDatabase> {
  const script = fileURLToPath(new URL('../scripts/odoo', import.meta.url));
  await promisify(execFile)(script, ['up', '19']);
  return async () => {
    const fresh = await freshOdoo('19');
    return { ...fresh, isOwn: true, [Symbol.asyncDispose]: () => insistOn(() => fresh.drop()) };
  };
}

/**
 * After thousands of new rows PostgreSQL's autovacuum is at work in the database, and a role that is no superuser cannot drop it
 * then, not even `WITH (FORCE)` (seen live on 15: "must be a member of the role whose process is being terminated"). It is over in
 * seconds.
 */
async function insistOn(drop: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await drop();
    } catch (error) {
      if (tries === DROP_TRIES) throw error;
      await delay(DROP_WAIT_MS);
    }
  }
}

/** The one given, again and again; measurements differ by their tags and each removes its records. */
export function givenDatabase(access: OdooAccess): OpenDatabase {
  return async () => ({ ...access, isOwn: false, [Symbol.asyncDispose]: async () => undefined });
}
