import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('../../scripts/odoo', import.meta.url));
const run = promisify(execFile);

export interface OdooUser {
  readonly login: string;
  readonly password: string;
  /** Odoo 19 only. */
  readonly api_key?: string;
}

/** What `scripts/odoo db create` prints, and how to drop it. `login`, `password` and `api_key` are the administrator's. */
export interface FreshOdoo extends OdooUser {
  readonly version: '19' | '14';
  readonly url: string;
  readonly database: string;
  /** An ordinary internal user: contacts, sales manager, products, stock, HR; no administrator. */
  readonly integration: OdooUser;
  drop(): Promise<void>;
}

/** A database of its own, cloned from the template; the server must be up (`scripts/odoo up 19 14`). */
export async function freshOdoo(version: '19' | '14'): Promise<FreshOdoo> {
  // both servers share one PostgreSQL, so names are unique over versions
  const name = `t${version}_${randomBytes(6).toString('hex')}`;
  const { stdout } = await run(script, ['db', 'create', version, name]);
  const created = JSON.parse(stdout) as Omit<FreshOdoo, 'drop'>;
  const drop = async (): Promise<void> => {
    await run(script, ['db', 'drop', version, name]);
  };
  return { ...created, drop };
}

/** Starts the server, if it does not run yet. */
export async function startOdoo(version: '19' | '14'): Promise<void> {
  await run(script, ['up', version]);
}

interface PgAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** The PostgreSQL behind the servers of a version, to look at tables past Odoo. */
export async function postgresOf(version: '19' | '14'): Promise<PgAccess> {
  const { stdout } = await run(script, ['env', version]);
  return (JSON.parse(stdout) as { readonly pg: PgAccess }).pg;
}
