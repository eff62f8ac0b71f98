import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { loadsOf, openFaultProxy } from '../support/fault-proxy.ts';
import { faultsOf } from '../support/fault-world.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo, postgresOf } from '../support/odoo.ts';
import { checkRun } from '../support/oracle.ts';
import type { OracleTarget } from '../support/oracle-target.ts';
import { readOdoo } from '../support/oracle-target.ts';
import type { Product } from '../support/product.ts';
import { addConnection, endOfRun, openProduct, outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';
import { addSmall, addSmallFiles, smallParents } from '../support/small-graph.ts';

const ROWS = { companies: 60, contacts: 60, leads: 60 };
const CREATED = { companies: { created: 60 }, contacts: { created: 60 }, leads: { created: 60 } };
/** An ordinary user may not add a contact to a company: Odoo copies `credit_limit`, which only accountants may read. */
const CREATED_BY = {
  admin: CREATED,
  integration: { ...CREATED, contacts: { rejected: 60 } },
};
const UPDATED = { companies: { updated: 60 }, contacts: { updated: 60 }, leads: { updated: 60 } };

/** Other test files use the same server at the same time, so each fault is one that the product must survive anyway. */
describe('faults of a real Odoo 19', () => {
  let odoo: FreshOdoo;
  let proxy: FaultProxy;
  let target: OracleTarget;
  let sql: pg.Client;
  let product: Product;

  beforeAll(async () => {
    odoo = await freshOdoo('19');
    const { url, database } = odoo;
    target = readOdoo(await openOracle({ url, database, login: 'admin', password: 'admin' }));
    sql = new pg.Client({ ...(await postgresOf('19')), database });
    // the database is dropped in the end, whoever is connected
    sql.on('error', () => undefined);
    await sql.connect();
    proxy = await openFaultProxy(url);
    product = await openProduct({ ODOO_TIMEOUT_SECONDS: '4' });
  });
  afterAll(async () => {
    await product?.close();
    await proxy?.close();
    await sql?.end();
    await odoo?.drop();
  });
  beforeEach(() => proxy.clearFaults());

  interface Stage {
    readonly graphId: string;
    readonly datasetId: string;
    readonly connectionId: string;
  }

  async function stage(namespace: string, user: 'admin' | 'integration' = 'admin'): Promise<Stage> {
    const { app, home } = product;
    const secret = (user === 'admin' ? odoo.api_key : odoo.integration.api_key) ?? '';
    const connectionId = await addConnection(app, {
      name: namespace,
      url: proxy.url,
      database: odoo.database,
      secret,
    });
    const small = await addSmall(app, `${home}/${namespace}`, { namespace, rows: ROWS, batchSize: 20 });
    return { ...small, connectionId };
  }

  async function check(run: RunView, { pool }: Product = product): Promise<void> {
    await checkRun({
      pool,
      target,
      runId: run.id,
      rows: { ...ROWS },
      parents: smallParents(ROWS),
    });
  }

  it.each(['admin', 'integration'] as const)(
    'late commit after the client timed out, as %s: sent again while the first call works, created once',
    async (user) => {
      const inputs = await stage(`late_${user}`, user);
      // The call reaches Odoo and waits there for a lock of ours until the client has long given up.
      await sql.query('begin');
      await sql.query('lock table crm_lead in share row exclusive mode');
      const started = unwrap(await product.app.runs.start(inputs));
      const timedOut = async (): Promise<number> =>
        (await faultsOf(product.app, started.id)).filter((fault) => fault === 'unknown: timed_out').length;
      await expect.poll(timedOut, { timeout: 60_000, interval: 50 }).toBeGreaterThanOrEqual(2);
      await sql.query('commit');
      const run = await endOfRun(product.app, started.id);
      expect(outcomesOf(run)).toEqual(CREATED_BY[user]);
      await check(run);
    },
  );

  it('two products load the same external IDs at once: one record each', async () => {
    const other = await openProduct();
    try {
      const first = await stage('twice');
      const connectionId = await addConnection(other.app, {
        url: odoo.url,
        database: odoo.database,
        secret: odoo.api_key ?? '',
      });
      const small = await addSmall(other.app, `${other.home}/twice`, {
        namespace: 'twice',
        rows: ROWS,
        batchSize: 15,
      });
      const [run, second] = await Promise.all([
        runToEnd(product.app, first),
        runToEnd(other.app, { ...small, connectionId }),
      ]);
      expect([run.status, second.status]).toEqual(['completed', 'completed']);
      await check(run);
      await check(second, other);
    } finally {
      await other.close();
    }
  });

  it('serialization storm on the rows being written: every row is updated, none is blamed', async () => {
    // Odoo repeats such a `write` itself, for up to half a minute, before it answers with the fault.
    const patient = await openProduct({ ODOO_TIMEOUT_SECONDS: '60' });
    try {
      const connectionId = await addConnection(patient.app, {
        url: odoo.url,
        database: odoo.database,
        secret: odoo.api_key ?? '',
      });
      const small = await addSmall(patient.app, `${patient.home}/storm`, {
        namespace: 'storm',
        rows: ROWS,
        batchSize: 20,
      });
      const inputs = { ...small, connectionId };
      expect(outcomesOf(await runToEnd(patient.app, inputs))).toEqual(CREATED);
      const datasetId = await addSmallFiles(patient.app, `${patient.home}/storm-2`, ROWS, 2);
      const started = unwrap(await patient.app.runs.start({ ...inputs, datasetId }));
      const met = async (): Promise<number> =>
        (await faultsOf(patient.app, started.id)).filter((fault) => fault === 'transient: serialization')
          .length;
      const storm = startStorm(sql, 'storm', met);
      const run = await endOfRun(patient.app, started.id);
      expect(await storm.stop()).toBeGreaterThan(0);
      expect(await met()).toBeGreaterThan(0);
      expect([run.status, outcomesOf(run)]).toEqual(['completed', UPDATED]);
      await check(run, patient);
    } finally {
      await patient.close();
    }
  });

  it('key revoked in mid-run: paused for credentials, completed with a new key', async () => {
    const inputs = await stage('revoked');
    let revoked = false;
    proxy.addFault({
      match: loadsOf('crm.lead'),
      action: {
        kind: 'change_answer',
        change: (answer) => {
          revoked = true;
          return answer;
        },
      },
    });
    const started = unwrap(await product.app.runs.start(inputs));
    await expect.poll(() => revoked, { timeout: 60_000, interval: 5 }).toBe(true);
    await sql.query(
      `delete from res_users_apikeys where user_id = (select id from res_users where login = 'admin')`,
    );
    const paused = await endOfRun(product.app, started.id);
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'credentials']);
    await check(paused);
    unwrap(await product.app.connections.update(inputs.connectionId, { login: 'admin', secret: 'admin' }));
    unwrap(await product.app.runs.resume(paused.id));
    const run = await endOfRun(product.app, paused.id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', CREATED]);
    await check(run);
  });
});

/** Touches the partners of a namespace again and again, as a busy company does, until two calls have failed of it. */
function startStorm(
  sql: pg.Client,
  namespace: string,
  met: () => Promise<number>,
): { stop(): Promise<number> } {
  let going = true;
  let updates = 0;
  const work = (async () => {
    while (going && (await met()) < 2) {
      const answer = await sql.query(
        `update res_partner set write_date = now() at time zone 'UTC'
         where id in (select res_id from ir_model_data where module = $1 and model = 'res.partner')`,
        [namespace],
      );
      updates += answer.rowCount ?? 0;
    }
  })();
  return {
    stop: async () => {
      going = false;
      await work;
      return updates;
    },
  };
}
