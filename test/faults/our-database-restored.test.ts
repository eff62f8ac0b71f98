import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openPool } from '../../src/store/database.ts';
import { administer, databaseUrl } from '../support/database.ts';
import { checkRun, countRecords } from '../support/oracle.ts';
import { readSandbox } from '../support/oracle-target.ts';
import { addConnection, configOf, endOfRun, outcomesOf, unwrap } from '../support/product.ts';
import { addSmall, SMALL_MODELS, SMALL_ROWS, smallParents } from '../support/small-graph.ts';
import { startWorker } from '../support/worker-process.ts';

/**
 * Our database as of an older dump: it knows a run that is under way, with a batch in the air, while in Odoo that run has been over
 * for long.
 */
const { adminUrl, template } = inject('testDatabaseServer');
const ALL_UNCHANGED = {
  companies: { unchanged: 15 },
  contacts: { unchanged: 15 },
  leads: { unchanged: 15 },
};

let sandbox: Sandbox;
let home: string;
let databases: string[];

beforeEach(async () => {
  databases = [];
  sandbox = await startSandbox();
  home = await mkdtemp(join(tmpdir(), 'ig-dump-'));
});
afterEach(async () => {
  await sandbox.close();
  for (const name of databases) await administer(adminUrl, `drop database if exists ${name} with (force)`);
  await rm(home, { recursive: true, force: true });
});

/** Nobody may be connected to the original. */
async function copyOf(original: string): Promise<string> {
  const name = `dump_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, `create database ${name} template ${original}`);
  databases.push(name);
  return name;
}

function open(name: string) {
  const env = { IMPORTGRAPH_HOME: home, DATABASE_URL: databaseUrl(adminUrl, name), LOG_LEVEL: 'silent' };
  return openApp(configOf(env));
}

/** A run that was killed: its worker dies when Odoo has the fifth batch, which Odoo then commits. */
async function startAndKill(name: string) {
  const app = await open(name);
  const { url } = sandbox;
  const connectionId = await addConnection(app, {
    url,
    database: 'sandbox',
    login: 'admin',
    secret: 'admin',
  });
  const inputs = { ...(await addSmall(app, join(home, 'small'))), connectionId };
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let loads = 0;
  sandbox.addFault({
    match: ({ method }) => {
      if (method === 'load') loads += 1;
      if (loads === 5) arrived.resolve();
      return method === 'load' && loads === 5;
    },
    action: { kind: 'hold', until: released.promise },
  });
  const runId = unwrap(await app.runs.start(inputs)).id;
  const worker = startWorker({ home, databaseUrl: databaseUrl(adminUrl, name) });
  await arrived.promise;
  expect(await worker.stop(), worker.output()).toBe('SIGKILL');
  released.resolve();
  await app.close();
  return { inputs, runId };
}

/** Works on a database until the run is over, checks it, and runs the same once more. */
async function finishAndRepeat(
  name: string,
  { inputs, runId }: Awaited<ReturnType<typeof startAndKill>>,
  countsBefore: Readonly<Record<string, number>>,
) {
  const pool = openPool(databaseUrl(adminUrl, name), 2);
  await pool.query(`update run_lease set expires_at = clock_timestamp() where expires_at is not null`);
  await pool.query(`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute'`);
  const app = await open(name);
  const stop = new AbortController();
  const working = app.work(stop.signal);
  const check = {
    pool,
    target: readSandbox(sandbox),
    rows: { ...SMALL_ROWS },
    parents: smallParents(),
    countsBefore,
  };
  try {
    const run = await endOfRun(app, runId);
    await checkRun({ ...check, runId });
    const again = await endOfRun(app, unwrap(await app.runs.start(inputs)).id);
    await checkRun({ ...check, runId: again.id });
    return { run, again };
  } finally {
    stop.abort();
    await working;
    await app.close();
    await pool.end();
  }
}

it('our database restored from an older dump: its run is taken up again, and nothing is created twice', async () => {
  const countsBefore = await countRecords(readSandbox(sandbox), SMALL_MODELS);
  const name = await copyOf(template);
  const killed = await startAndKill(name);
  const dump = await copyOf(name);

  const first = await finishAndRepeat(name, killed, countsBefore);
  expect(first.run.status).toBe('completed');
  expect(outcomesOf(first.again)).toEqual(ALL_UNCHANGED);
  const inOdoo = sandbox.state.records('res.partner', ['name', 'city', 'parent_id', 'write_date']);

  const restored = await finishAndRepeat(dump, killed, countsBefore);
  expect(restored.run.status).toBe('completed');
  expect(outcomesOf(restored.again)).toEqual(ALL_UNCHANGED);
  expect(sandbox.state.records('res.partner', ['name', 'city', 'parent_id', 'write_date'])).toEqual(inOdoo);
});
