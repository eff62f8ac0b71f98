import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultsOf } from '../support/fault-world.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { checkRun, countRecords } from '../support/oracle.ts';
import { type OracleTarget, readOdoo } from '../support/oracle-target.ts';
import { canOwnOdoo, type OwnOdoo, openOwnOdoo } from '../support/own-odoo.ts';
import {
  addConnection,
  endOfRun,
  openProduct,
  outcomesOf,
  type Product,
  unwrap,
} from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';
import { addSmall, SMALL_MODELS, smallParents } from '../support/small-graph.ts';

const script = fileURLToPath(new URL('../../scripts/odoo', import.meta.url));
const ROWS = { companies: 30, contacts: 30, leads: 30 };
const CREATED = { companies: { created: 30 }, contacts: { created: 30 }, leads: { created: 30 } };
/** Any number; who holds this lock keeps the commits of Odoo waiting. */
const COMMIT_LOCK = 77;

/** On a server of its own, with a database of its own: nobody else notices. */
describe.runIf(canOwnOdoo())('a real Odoo 19 that is killed', () => {
  let odoo: FreshOdoo;
  let server: OwnOdoo;
  let sql: pg.Client;
  let product: Product;
  let target: OracleTarget;

  beforeAll(async () => {
    [odoo, server, product] = await Promise.all([freshOdoo('19'), openOwnOdoo(), openProduct()]);
    await server.start();
    const { database } = odoo;
    const env = JSON.parse(execFileSync(script, ['env', '19'], { encoding: 'utf8' })) as {
      pg: pg.ClientConfig;
    };
    sql = new pg.Client({ ...env.pg, database });
    // the database is dropped in the end, whoever is connected
    sql.on('error', () => undefined);
    await sql.connect();
    // read by way of the other server, which lives
    target = readOdoo(await openOracle({ url: odoo.url, database, login: 'admin', password: 'admin' }));
  });
  afterAll(async () => {
    await product?.close();
    await server?.stop('SIGKILL');
    await sql?.end();
    await odoo?.drop();
  });
  beforeEach(async () => {
    await server.start();
    await sql.query('select pg_advisory_lock($1)', [COMMIT_LOCK]);
  });
  afterEach(async () => {
    await sql.query('select pg_advisory_unlock_all()');
  });

  interface Started {
    readonly runId: string;
    readonly countsBefore: Readonly<Record<string, number>>;
  }

  async function start(namespace: string): Promise<Started> {
    const { app, home } = product;
    const connectionId = await addConnection(app, {
      name: namespace,
      url: server.url,
      database: odoo.database,
      secret: odoo.api_key ?? '',
      profile: { concurrency: 1 },
    });
    const inputs = await addSmall(app, `${home}/${namespace}`, { namespace, rows: ROWS, batchSize: 10 });
    const countsBefore = await countRecords(target, SMALL_MODELS);
    return { runId: unwrap(await app.runs.start({ ...inputs, connectionId })).id, countsBefore };
  }

  /**
   * Holds the transactions that give external IDs of this namespace away, in the middle of a call or while they are committed, until
   * the lock is released. Resolves with the worker that waits, by the name its connection has (`odoo-<pid>`, odoo/sql_db.py).
   */
  async function hold(
    namespace: string,
    when: 'in mid-call' | 'while it commits',
  ): Promise<{ workerPid(): Promise<number> }> {
    await sql.query(`
      create or replace function wait_for_test() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(${COMMIT_LOCK}); return null; end $$;
      create constraint trigger wait_${namespace} after insert on ir_model_data
        ${when === 'in mid-call' ? 'not deferrable' : 'deferrable initially deferred'}
        for each row when (new.module = '${namespace}') execute function wait_for_test()`);
    const waiting = async (): Promise<number> => {
      const { rows } = await sql.query<{ name: string }>(
        `select application_name as name from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`,
      );
      const pid = /^odoo-(\d+)$/.exec(rows[0]?.name ?? '')?.[1];
      if (pid === undefined) throw new Error('no worker of Odoo waits for the lock');
      return Number(pid);
    };
    return { workerPid: () => vi.waitFor(waiting, { timeout: 120_000, interval: 50 }) };
  }

  async function release(): Promise<void> {
    await sql.query('select pg_advisory_unlock($1)', [COMMIT_LOCK]);
  }

  async function expectAllCreated({ runId, countsBefore }: Started): Promise<void> {
    const run = await endOfRun(product.app, runId);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', CREATED]);
    const parents = smallParents(ROWS);
    await checkRun({ pool: product.pool, target, runId, rows: { ...ROWS }, parents, countsBefore });
  }

  it.each(['in mid-call', 'while it commits'] as const)(
    'its worker killed %s: the rows are looked up, one record each',
    async (when) => {
      const namespace = when === 'in mid-call' ? 'killed_in_call' : 'killed_in_commit';
      const held = await hold(namespace, when);
      const started = await start(namespace);
      process.kill(await held.workerPid(), 'SIGKILL');
      await release();
      await expectAllCreated(started);
      expect(await faultsOf(product.app, started.runId)).toContain('unknown: connection_lost');
    },
  );

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'restarted in mid-batch (%s): waited for, one record each',
    async (signal) => {
      const namespace = `restarted_${signal.toLowerCase()}`;
      const held = await hold(namespace, 'in mid-call');
      const started = await start(namespace);
      await held.workerPid();
      const stopped = server.stop(signal);
      // asked nicely, the server waits for the call under way
      if (signal === 'SIGTERM') await release();
      await stopped;
      if (signal === 'SIGKILL') await release();
      await server.start();
      await expectAllCreated(started);
      expect(await faultsOf(product.app, started.runId)).not.toEqual([]);
    },
  );
});
