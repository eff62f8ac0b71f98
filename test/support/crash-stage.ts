import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { inject } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { RunView, StartRun } from '../../src/app/run-views.ts';
import { openApp } from '../../src/app.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openPool } from '../../src/store/database.ts';
import { administer, databaseUrl, dropDatabase, freshDatabase } from './database.ts';
import { countRecords } from './oracle.ts';
import type { RunCheck } from './oracle-state.ts';
import { readSandbox } from './oracle-target.ts';
import { addConnection, configOf, endOfRun, unwrap } from './product.ts';
import { addSmall, SMALL_MODELS, SMALL_ROWS, type SmallRows, smallParents } from './small-graph.ts';
import { ADMIN, CLERK } from './stage.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** A run of the small graph that waits for a worker, to be copied for every case. */
export interface CrashStage {
  openCase(): Promise<CrashCase>;
  close(): Promise<void>;
}

/** One copy: a sandbox and a database of its own, an app that watches, and no worker yet. */
export interface CrashCase {
  readonly sandbox: Sandbox;
  readonly app: App;
  readonly pool: pg.Pool;
  readonly runId: string;
  readonly check: RunCheck;
  /** For workers of the test itself. */
  readonly databaseUrl: string;
  readonly home: string;
  startWorker(env?: Readonly<Record<string, string>>): WorkerProcess;
  /**
   * Lets the time pass after which a worker that was killed is given up: its lease and its job are aged by a minute on the
   * database's clock, and earlier retries of the job are forgotten, which would only make it wait longer.
   */
  passTime(): Promise<void>;
  /** Until the run, or another one, is over or paused, whoever works on it. */
  ended(id?: string): Promise<RunView>;
  /** A worker in this process, until then. */
  finish(id?: string): Promise<RunView>;
  close(): Promise<void>;
}

export interface CrashStageOptions {
  readonly rows?: SmallRows;
  /** Rows per call; default 5. */
  readonly batchSize?: number;
  /** Who writes to Odoo; a clerk may write no external ID. Default `admin`. */
  readonly user?: 'admin' | 'clerk';
  /** Starts the run that every case is a copy of; default: a run of the graph with its dataset. */
  readonly start?: (app: App, inputs: StartRun & { readonly datasetId: string }) => Promise<string>;
}

const startRun: NonNullable<CrashStageOptions['start']> = async (app, inputs) =>
  unwrap(await app.runs.start(inputs)).id;

export async function openCrashStage({
  rows = SMALL_ROWS,
  batchSize = 5,
  user = 'admin',
  start = startRun,
}: CrashStageOptions = {}): Promise<CrashStage> {
  const { adminUrl } = inject('testDatabaseServer');
  const home = await mkdtemp(join(tmpdir(), 'ig-crash-'));
  const template = await freshDatabase();
  const app = await openApp(configOf(environment(home, template.url)));
  const connectionId = await addConnection(app, {
    url: 'http://127.0.0.1:9',
    database: 'sandbox',
    login: user,
    secret: user,
  });
  const small = await addSmall(app, join(home, 'small'), { rows, batchSize });
  const runId = await start(app, { ...small, connectionId });
  await app.close();
  await template.pool.end();
  const name = new URL(template.url).pathname.slice(1);
  return {
    openCase: () => openCase({ adminUrl, template: name, home, runId, rows }),
    close: async () => {
      await dropDatabase(adminUrl, name);
      await rm(home, { recursive: true, force: true });
    },
  };
}

const environment = (home: string, url: string): Readonly<Record<string, string>> => ({
  IMPORTGRAPH_HOME: home,
  DATABASE_URL: url,
  LOG_LEVEL: 'silent',
});

interface CaseParts {
  readonly adminUrl: string;
  readonly template: string;
  readonly home: string;
  readonly runId: string;
  readonly rows: SmallRows;
}

async function openCase({ adminUrl, template, home, runId, rows }: CaseParts): Promise<CrashCase> {
  const name = `crash_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(adminUrl, name);
  const pool = openPool(url, 3);
  const sandbox = await startSandbox({ users: [ADMIN, CLERK] });
  await pool.query('update connection set url = $1', [sandbox.url]);
  const app = await openApp(configOf(environment(home, url)));
  const target = readSandbox(sandbox);
  const countsBefore = await countRecords(target, SMALL_MODELS);
  const stop = new AbortController();
  const workers: WorkerProcess[] = [];
  let working: Promise<void> | null = null;
  return {
    sandbox,
    app,
    pool,
    runId,
    databaseUrl: url,
    home,
    check: { pool, target, runId, rows: { ...rows }, parents: smallParents(rows), countsBefore },
    startWorker: (env = {}) => {
      const worker = startWorker({ home, databaseUrl: url, env });
      workers.push(worker);
      return worker;
    },
    passTime: () => passTime(pool),
    ended: (id = runId) => endOfRun(app, id),
    finish: (id = runId) => {
      working ??= app.work(stop.signal);
      return endOfRun(app, id);
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      stop.abort();
      await working;
      await app.close();
      await sandbox.close();
      await pool.end();
      await dropDatabase(adminUrl, name);
    },
  };
}

async function passTime(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update run_lease set expires_at = expires_at - interval '1 minute' where expires_at is not null`,
  );
  await pool.query(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute', retry_count = 0
     where state = 'active'`,
  );
}

/** What is in Odoo by external ID: references as external IDs, so that two runs compare whatever database IDs they got. */
export async function smallContent({ sandbox }: CrashCase): Promise<Readonly<Record<string, unknown>>> {
  const target = readSandbox(sandbox);
  const found = await target.externalIds('small');
  const nameOf = new Map(found.map((one) => [`${one.model} ${one.recordId}`, one.externalId]));
  const content: Record<string, unknown> = {};
  for (const [model, fields] of Object.entries(FIELDS)) {
    for (const { id, ...record } of await target.records(model, fields)) {
      const name = nameOf.get(`${model} ${id}`);
      if (name === undefined) continue;
      const partner = (value: unknown): unknown => nameOf.get(`res.partner ${String(value)}`) ?? value;
      const { parent_id: parent, partner_id: customer, ...values } = record;
      content[name] = { ...values, parent: partner(parent), customer: partner(customer) };
    }
  }
  // two calls at once make records in either order
  return Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FIELDS: Readonly<Record<(typeof SMALL_MODELS)[number], readonly string[]>> = {
  'res.partner': ['name', 'is_company', 'city', 'country_id', 'email', 'parent_id'],
  'crm.lead': ['name', 'partner_id', 'expected_revenue'],
};
