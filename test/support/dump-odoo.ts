import pg from 'pg';
import type { FreshOdoo } from './odoo.ts';
import { postgresOf } from './odoo.ts';

/** What Odoo itself writes while nobody imports anything: scheduled jobs, what its processes tell each other of their caches, sign-ins, messages to open browsers. */
const OWN_TABLES: ReadonlySet<string> = new Set([
  'bus_bus',
  'ir_cron',
  'ir_cron_progress',
  'ir_cron_trigger',
  'orm_signaling_default',
  'res_device_log',
  'res_users_log',
]);

/** Rows of other tables that Odoo writes for itself: the web assets of the first page of a database, stored by whichever request renders one, a moment after it was asked for. */
const OWN_ROWS: Readonly<Record<string, string>> = {
  ir_attachment: `t.res_model = 'ir.ui.view' and t.url like '/web/%'`,
};

/**
 * The content of every table of the database, past Odoo: number of rows, and a hash over all of them in an order of their own. Sequences are
 * left out: a transaction that is rolled back moves them.
 */
export async function dumpOdoo(odoo: FreshOdoo): Promise<Readonly<Record<string, string>>> {
  const client = new pg.Client({ ...(await postgresOf(odoo.version)), database: odoo.database });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' order by 1`,
    );
    const dump: Record<string, string> = {};
    for (const { name } of tables.rows) {
      if (OWN_TABLES.has(name)) continue;
      const content = await client.query<{ rows: string; hash: string }>(
        `select count(*) as rows, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash
         from "${name}" t where (${OWN_ROWS[name] ?? 'false'}) is not true`,
      );
      dump[name] = `${content.rows[0]?.rows} ${content.rows[0]?.hash}`;
    }
    return dump;
  } finally {
    await client.end();
  }
}
