import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunView } from '../../../src/app/run-views.ts';
import { checkRun, countRecords } from '../../../test/support/oracle.ts';
import { readSandbox } from '../../../test/support/oracle-target.ts';
import { endOfRun, outcomesOf, unwrap } from '../../../test/support/product.ts';
import { smallFiles, smallGraph, smallParents } from '../../../test/support/small-graph.ts';
import type { Stage, StageOptions } from '../../../test/support/stage.ts';
import { csv, graphOf, heard, holdCall, openStage, start } from '../../../test/support/stage.ts';
import { letLeaseExpire } from '../../../test/support/stored-run.ts';
import { openTestWorker } from '../../../test/support/worker-turns.ts';

/** 6 + 6 + 6 rows in calls of 2. */
const ROWS = { companies: 6, contacts: 6, leads: 6 };
const WHOLE = { companies: { created: 6 }, contacts: { created: 6 }, leads: { created: 6 } };
const SHEETS = Object.fromEntries(
  Object.entries(smallFiles(ROWS)).map(([file, text]) => [file.replace(/\.csv$/, ''), text]),
);

async function open(options: StageOptions = {}): Promise<Stage> {
  const stage = await openStage(options);
  onTestFinished(() => stage.close());
  return stage;
}

async function addSmallGraph({ app }: Stage, namespace = 'small'): Promise<string> {
  return unwrap(await app.graphs.importYaml(smallGraph({ namespace, batchSize: 2 }))).id;
}

async function check(
  stage: Stage,
  run: RunView,
  countsBefore?: Readonly<Record<string, number>>,
): Promise<void> {
  await checkRun({
    pool: stage.product.pool,
    target: readSandbox(stage.sandbox),
    runId: run.id,
    rows: ROWS,
    parents: smallParents(ROWS),
    ...(countsBefore ? { countsBefore } : {}),
  });
}

/** Rows of a run by outcome, of all nodes. */
function total(run: RunView, outcome: string): number {
  return Object.values(outcomesOf(run)).reduce((sum, counts) => sum + (counts[outcome] ?? 0), 0);
}

const loads = (stage: Stage) => stage.sandbox.state.calls.filter((call) => call.method === 'load').length;

test('a paused run finishes the call under way and waits; resumed, it completes as if nothing had been', async () => {
  const stage = await open({ concurrency: 1 });
  const counts = await countRecords(readSandbox(stage.sandbox), ['res.partner', 'crm.lead']);
  const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'load', after: 1 });
  const runId = await start(stage, await addSmallGraph(stage), SHEETS);
  await held.arrived;
  unwrap(await stage.app.runs.pause(runId));
  await heard(stage, runId);
  held.release();
  const paused = await endOfRun(stage.app, runId);
  expect([paused.status, paused.pauseReason]).toEqual(['paused', 'requested']);
  expect(total(paused, 'created')).toBe(4);
  await check(stage, paused);
  const calls = loads(stage);
  expect(calls).toBe(2);
  unwrap(await stage.app.runs.resume(runId));
  const done = await endOfRun(stage.app, runId);
  expect([done.status, outcomesOf(done)]).toEqual(['completed', WHOLE]);
  expect(loads(stage)).toBe(9);
  await check(stage, done, counts);
});

test('a cancelled run records the call under way, accounts for every other row, and calls no more', async () => {
  const stage = await open({ concurrency: 1 });
  const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'load', after: 2 });
  const runId = await start(stage, await addSmallGraph(stage), SHEETS);
  await held.arrived;
  unwrap(await stage.app.runs.cancel(runId));
  await heard(stage, runId);
  held.release();
  const run = await endOfRun(stage.app, runId);
  expect([run.status, total(run, 'created'), total(run, 'cancelled')]).toEqual(['cancelled', 6, 12]);
  await check(stage, run);
  const calls = stage.sandbox.state.calls.length;
  const resumed = await stage.app.runs.resume(runId);
  expect(resumed).toMatchObject({ ok: false, error: { code: 'conflict' } });
  const next = await start(stage, run.graphId, SHEETS);
  const done = await endOfRun(stage.app, next);
  expect([total(done, 'unchanged'), total(done, 'created')]).toEqual([6, 12]);
  expect(stage.sandbox.state.calls.length).toBeGreaterThan(calls);
  await check(stage, done);
});

test('a run cancelled before anybody took it makes no call at all', async () => {
  const stage = await open({ hasWorker: false });
  const runId = await start(stage, await addSmallGraph(stage), SHEETS);
  const run = unwrap(await stage.app.runs.cancel(runId));
  expect(run.status).toBe('cancelled');
  const { databaseUrl, home } = stage.product;
  const worker = await openTestWorker({ databaseUrl, home });
  expect(await worker.turn(runId)).toBeNull();
  await worker.close();
  expect(stage.sandbox.state.calls).toEqual([]);
});

test('cancelled while its worker was dead, it stays cancelled, and what Odoo took is found before', async () => {
  const stage = await open({ hasWorker: false, concurrency: 1 });
  const { databaseUrl, home, pool } = stage.product;
  const runId = await start(stage, await addSmallGraph(stage), SHEETS);
  const dead = await openTestWorker({ databaseUrl, home });
  let calls = 0;
  stage.sandbox.addFault({
    match: (call) => {
      if (call.method === 'load' && ++calls === 3) dead.kill();
      return false;
    },
    action: { kind: 'reset_before' },
  });
  expect(await dead.turn(runId)).toBeNull();
  unwrap(await stage.app.runs.cancel(runId));
  await letLeaseExpire(pool, runId);
  const worker = await openTestWorker({ databaseUrl, home });
  expect(await worker.turn(runId)).toEqual({ status: 'cancelled' });
  await Promise.all([dead.close(), worker.close()]);
  const run = unwrap(await stage.app.runs.get(runId));
  // Two calls were recorded; the third was done in Odoo, and its answer never came.
  expect([run.status, total(run, 'created'), total(run, 'cancelled'), total(run, 'unknown')]).toEqual([
    'cancelled',
    6,
    12,
    0,
  ]);
  expect(loads(stage)).toBe(3);
  await check(stage, run);
});

test('at its soft limit a worker hands the run on after the call under way, and others carry on to the end', async () => {
  const stage = await open({ hasWorker: false, concurrency: 1 });
  const counts = await countRecords(readSandbox(stage.sandbox), ['res.partner', 'crm.lead']);
  const { databaseUrl, home } = stage.product;
  const runId = await start(stage, await addSmallGraph(stage), SHEETS);
  const turns: (string | undefined)[] = [];
  let softMs = 1_000;
  for (let turn = 0; turn < 40 && turns.at(-1) !== 'completed'; turn++) {
    // The limit passes while the second load of the turn is under way.
    const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'load', after: 1 });
    const before = loads(stage);
    const worker = await openTestWorker({ databaseUrl, home, softMs });
    const end = worker.turn(runId);
    await Promise.race([
      held.arrived.then(() => vi.waitUntil(() => worker.isStopping(), { timeout: 60_000 })),
      end,
    ]);
    held.release();
    turns.push((await end)?.status);
    await worker.close();
    stage.sandbox.clearFaults();
    // A busy machine that needs the whole limit to get to its first load gets a longer one.
    if (loads(stage) === before) softMs *= 2;
  }
  expect(turns.length).toBeGreaterThan(2);
  expect(new Set(turns.slice(0, -1))).toEqual(new Set(['handed_on']));
  const run = unwrap(await stage.app.runs.get(runId));
  expect([run.status, outcomesOf(run)]).toEqual(['completed', WHOLE]);
  expect(loads(stage)).toBe(9);
  await check(stage, run, counts);
});

test('two graphs run at once on one Odoo, each with its own rows', async () => {
  const stage = await open();
  const [one, two] = [await addSmallGraph(stage, 'one'), await addSmallGraph(stage, 'two')];
  const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'load' });
  const first = await start(stage, one, SHEETS);
  await held.arrived;
  const second = await start(stage, two, SHEETS);
  const refused = await stage.app.runs.start({ graphId: one, connectionId: stage.connectionId });
  expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  const overtaking = await endOfRun(stage.app, second);
  expect(unwrap(await stage.app.runs.get(first)).status).toBe('running');
  held.release();
  const run = await endOfRun(stage.app, first);
  for (const view of [overtaking, run]) {
    expect([view.status, outcomesOf(view)]).toEqual(['completed', WHOLE]);
    await check(stage, view);
  }
});

test('two runs at once that make records for the same values make one of each', async () => {
  const stage = await open();
  const tagged = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Code }
        category_id: { reference: { by: field, match: name, column: Tags, separator: '|' } }
`;
  const [one, two] = [await graphOf(stage, 'tagged_one', tagged), await graphOf(stage, 'tagged_two', tagged)];
  const category = 'res.partner.category';
  const held = holdCall(stage.sandbox, { model: category, method: 'load' });
  const first = await start(stage, one, { people: csv('Code,Tags', ['A,Rare|Odd']) });
  await held.arrived;
  const looked = () =>
    stage.sandbox.state.calls.filter(({ model, method }) => model === category && method === 'search_read')
      .length;
  const before = looked();
  const second = await start(stage, two, { people: csv('Code,Tags', ['B,Odd|Rare']) });
  await expect.poll(looked, { timeout: 20_000 }).toBeGreaterThan(before);
  held.release();
  for (const id of [first, second]) {
    const run = await endOfRun(stage.app, id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', { people: { created: 1 } }]);
  }
  expect(await stage.odoo.count(category, [['name', 'in', ['Rare', 'Odd']]])).toBe(2);
});

test('a change whose answer never came, cancelled as unknown, is not believed by the next run', async () => {
  const stage = await open({ hasWorker: false, concurrency: 1 });
  const { databaseUrl, home, pool } = stage.product;
  const graphId = await addSmallGraph(stage);
  const turn = async (runId: string, dieAtWrite = false) => {
    const worker = await openTestWorker({ databaseUrl, home });
    if (dieAtWrite) {
      stage.sandbox.addFault({
        match: (call) => {
          if (call.method === 'web_save_multi') worker.kill();
          return false;
        },
        action: { kind: 'reset_before' },
      });
    }
    const end = await worker.turn(runId);
    await worker.close();
    stage.sandbox.clearFaults();
    return end;
  };
  const source = (city: string) => ({ ...SHEETS, companies: `code,name,city,country\nC1,One,${city},FR\n` });
  await turn(await start(stage, graphId, source('Aalst')));
  const lost = await start(stage, graphId, source('Bree'));
  expect(await turn(lost, true)).toBeNull();
  unwrap(await stage.app.runs.cancel(lost));
  await letLeaseExpire(pool, lost);
  stage.sandbox.addFault({ times: 100, action: { kind: 'status', status: 503 } });
  expect(await turn(lost)).toEqual({ status: 'cancelled' });
  const cancelled = unwrap(await stage.app.runs.get(lost));
  expect(outcomesOf(cancelled).companies).toEqual({ unknown: 1 });

  const next = await start(stage, graphId, source('Aalst'));
  await turn(next);
  expect(outcomesOf(unwrap(await stage.app.runs.get(next))).companies).toEqual({ updated: 1 });
  const id = stage.sandbox.state.idOf('small.companies_C1');
  const [company] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['city']);
  expect(company?.city).toBe('Aalst');
});
