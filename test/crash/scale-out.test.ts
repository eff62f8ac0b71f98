import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { openApp } from '../../src/app.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { tellFigures } from '../support/figures.ts';
import { countRecords, judgeRun } from '../support/oracle.ts';
import type { Violation } from '../support/oracle-state.ts';
import { type OracleTarget, readSandbox } from '../support/oracle-target.ts';
import { addConnection, configOf, endOfRun, outcomesOf, unwrap } from '../support/product.ts';
import { addSmall, SMALL_MODELS, type SmallRows, smallParents } from '../support/small-graph.ts';
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';

const FULL = process.env.CRASH_FULL === '1';
const RUNS = 10;
const WORKERS = 3;
const KILLS = FULL ? 20 : 6;
/** A worker dies whenever so many further batches have come to Odoo: in the middle of one, most often. */
const BATCHES_PER_KILL = 22;
const ROWS: SmallRows = FULL
  ? { companies: 100, contacts: 100, leads: 100 }
  : { companies: 35, contacts: 35, leads: 35 };
const PROMISE_SECONDS = 60;

let sandbox: Sandbox;
let database: TestDatabase;
let home: string;
let app: App;
let target: OracleTarget;
let workers: WorkerProcess[];

beforeEach(async () => {
  workers = [];
  home = await mkdtemp(join(tmpdir(), 'ig-scale-'));
  [sandbox, database] = await Promise.all([startSandbox({ latencyMs: 40 }), freshDatabase()]);
  target = readSandbox(sandbox);
  const env = { IMPORTGRAPH_HOME: home, DATABASE_URL: database.url, LOG_LEVEL: 'silent' };
  app = await openApp(configOf(env));
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await app.close();
  await Promise.all([sandbox.close(), database.drop()]);
  await rm(home, { recursive: true, force: true });
});

function addWorker(env: Readonly<Record<string, string>>): void {
  const small = { ENGINE_MEMORY_MIB: '128', ...env };
  workers.push(startWorker({ home, databaseUrl: database.url, env: small }));
}

async function startRun(namespace: string): Promise<string> {
  const { url } = sandbox;
  const described = { name: namespace, url, database: 'sandbox', login: 'admin', secret: 'admin' };
  const connectionId = await addConnection(app, described);
  const inputs = await addSmall(app, join(home, namespace), { namespace, rows: ROWS });
  return unwrap(await app.runs.start({ ...inputs, connectionId })).id;
}

/** Resolves when the n-th batch (from 1) has come to Odoo, before it is answered. */
function batchArrives(): (n: number) => Promise<void> {
  let arrived = 0;
  const waiting: { readonly n: number; readonly resolve: () => void }[] = [];
  sandbox.addFault({
    match: ({ method }) => {
      if (method === 'load') arrived += 1;
      for (const { n, resolve } of waiting) if (arrived >= n) resolve();
      return false;
    },
    action: { kind: 'delay', ms: 0 },
  });
  return (n) => new Promise((resolve) => waiting.push({ n, resolve }));
}

interface Death {
  readonly pid: number;
  /** On the database's clock, in seconds. */
  readonly at: number;
  /** Runs it was working on. */
  readonly runs: readonly string[];
}

/** Kills the process that holds most runs, wherever it is with them; null when none holds any. */
async function killBusiest(): Promise<Death | null> {
  const { rows } = await database.pool.query<{ pid: number; runs: string[] }>(
    `select split_part(worker, ':', 2)::int as pid, array_agg(run_id) as runs from run_lease
     where expires_at > clock_timestamp() group by 1 order by count(*) desc, 1`,
  );
  const alive = new Map(workers.map((worker) => [worker.pid, worker]));
  const victim = rows.find(({ pid }) => alive.has(pid));
  if (victim === undefined) return null;
  await alive.get(victim.pid)?.stop();
  workers = workers.filter(({ pid }) => pid !== victim.pid);
  const { rows: clock } = await database.pool.query<{ at: number }>(
    'select extract(epoch from clock_timestamp())::float8 as at',
  );
  return { ...victim, at: clock[0]?.at ?? 0 };
}

/** For each run of a dead worker that was not over: seconds until another one worked on it. */
async function takeovers(deaths: readonly Death[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const { runs, at } of deaths) {
    const { rows } = await database.pool.query<{ seconds: number }>(
      `select min(extract(epoch from at)::float8) - $2 as seconds from run_event
       where run_id = any($1) and type in ('run_started', 'run_resumed') and at > to_timestamp($2) group by run_id`,
      [runs, at],
    );
    found.push(...rows.map(({ seconds }) => seconds));
  }
  return found.sort((a, b) => a - b);
}

async function violationsOf(runs: ReadonlyMap<string, string>): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const runId of runs.values()) {
    const check = { pool: database.pool, target, runId, rows: { ...ROWS }, parents: smallParents(ROWS) };
    found.push(...(await judgeRun(check)));
  }
  return found;
}

it('ten runs shared by three worker processes, one killed again and again, all complete and double nothing', async () => {
  const started = performance.now();
  const before = await countRecords(target, SMALL_MODELS);
  const runs = new Map<string, string>();
  for (let i = 0; i < RUNS; i++) runs.set(`shop${i}`, await startRun(`shop${i}`));
  const arrival = batchArrives();
  for (let i = 0; i < WORKERS; i++) addWorker({ LEASE_SECONDS: '3' });
  const over = Promise.all([...runs.values()].map((id) => endOfRun(app, id)));

  const deaths: Death[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const isOver = await Promise.race([
      arrival(kill * BATCHES_PER_KILL).then(() => false),
      over.then(() => true),
    ]);
    const death = isOver ? null : await killBusiest();
    if (death === null) continue;
    deaths.push(death);
    addWorker({ LEASE_SECONDS: '3' });
  }
  const ended = await over;

  const waits = await takeovers(deaths);
  const violations = await violationsOf(runs);
  const seconds = (value: number | undefined): string => `${(value ?? 0).toFixed(1)} s`;
  tellFigures({
    kind: 'kills',
    what: `${RUNS} runs shared by ${WORKERS} worker processes, one of them killed again and again`,
    tried: deaths.length,
    failed: violations.length === 0 ? 0 : deaths.length,
    seconds: Math.round((performance.now() - started) / 1000),
    note: `${deaths.flatMap((d) => d.runs).length} runs in hand, ${waits.length} taken over (lease 3 s): half within ${seconds(waits[Math.floor(waits.length / 2)])}, all within ${seconds(waits.at(-1))}`,
  });
  expect(violations).toEqual([]);
  const { companies, contacts, leads } = ROWS;
  for (const run of ended) {
    expect([run.status, run.errorMessage]).toEqual(['completed', null]);
    expect(outcomesOf(run)).toEqual({
      companies: { created: companies },
      contacts: { created: contacts },
      leads: { created: leads },
    });
  }
  expect(await countRecords(target, SMALL_MODELS)).toEqual({
    'res.partner': (before['res.partner'] ?? 0) + RUNS * (companies + contacts),
    'crm.lead': (before['crm.lead'] ?? 0) + RUNS * leads,
  });
  expect(deaths.length).toBeGreaterThanOrEqual(KILLS / 2);
  expect(waits.at(-1)).toBeLessThan(PROMISE_SECONDS);
});

it.runIf(FULL)(
  'with the default settings a run whose worker dies is taken up within 60 seconds',
  async () => {
    const runId = await startRun('shop');
    const arrival = batchArrives();
    addWorker({});
    addWorker({});
    await arrival(3);
    const death = await killBusiest();
    const run = await endOfRun(app, runId);
    const [wait] = await takeovers(death === null ? [] : [death]);
    console.log(`takeover with the default lease of 30 s: ${wait?.toFixed(1)} s after the kill`);
    expect(run.status).toBe('completed');
    expect(await violationsOf(new Map([['shop', runId]]))).toEqual([]);
    expect(wait).toBeLessThan(PROMISE_SECONDS);
  },
);
