import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { type CrashCase, type CrashStage, openCrashStage, smallContent } from '../support/crash-stage.ts';
import { killAndFinish, killAtPlaces } from '../support/kill-loop.ts';
import { checkRun, judgeRun } from '../support/oracle.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { openTestWorker } from '../support/worker-turns.ts';

/** Without CRASH_FULL one point in so many is tried, the first and the last ones always. */
const EVERY = 12;
/** Companies 1, 4 and 9 name no country, lead 2 has no title; contacts and leads of those companies are blocked. */
const BROKEN = [2, 5, 10];
const FIRST = {
  companies: { created: 12, rejected: 3 },
  contacts: { created: 12, blocked: 3 },
  leads: { created: 11, rejected: 1, blocked: 3 },
};
const RETRIED = {
  companies: { created: 3, skipped: 12 },
  contacts: { created: 3, skipped: 12 },
  leads: { created: 4, skipped: 11 },
};

let stage: CrashStage;
let folder: string;
/** The places an undisturbed retry passes, in order, and what it leaves in Odoo. */
let places: readonly string[];
let content: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ig-kill-retry-'));
  stage = await openCrashStage({
    start: async (app, inputs) => {
      const broken = await spoil(app, inputs.datasetId);
      const run = unwrap(await app.runs.start({ ...inputs, datasetId: broken }));
      await mend(app, broken);
      return run.id;
    },
  });
});

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

async function spoil(app: App, datasetId: string): Promise<string> {
  const lands = BROKEN.map((row) => ({ row, column: 'country', value: 'XX' }));
  const one = await correct(app, datasetId, 'companies', lands);
  return await correct(app, one, 'leads', [{ row: 3, column: 'title', value: null }]);
}

/** As `small-graph.ts` had them: companies of odd numbers are French. */
async function mend(app: App, datasetId: string): Promise<void> {
  const lands = BROKEN.map((row) => ({ row, column: 'country', value: row % 2 === 0 ? 'FR' : 'DE' }));
  const one = await correct(app, datasetId, 'companies', lands);
  await correct(app, one, 'leads', [{ row: 3, column: 'title', value: 'Lead 2' }]);
}

async function correct(
  app: App,
  id: string,
  sheet: string,
  cells: readonly { readonly row: number; readonly column: string; readonly value: string | null }[],
): Promise<string> {
  return unwrap(await app.datasets.correct(id, { kind: 'cells', sheet, cells, replace: [] })).dataset.id;
}

/** A case whose first run is over, and a retry of it that waits for a worker. */
async function openRetry(): Promise<{ readonly one: CrashCase; readonly retryId: string }> {
  const one = await stage.openCase();
  const worker = await openTestWorker(one);
  await worker.turn(one.runId);
  await worker.close();
  expect(outcomesOf(unwrap(await one.app.runs.get(one.runId)))).toEqual(FIRST);
  return { one, retryId: unwrap(await one.app.runs.retry({ runId: one.runId })).id };
}

it('a retry by a worker process that nobody disturbs loads what was not loaded', async () => {
  const { one, retryId } = await openRetry();
  const trace = join(folder, 'trace');
  const worker = one.startWorker({ FAILPOINT: '*:1:none', FAILPOINT_TRACE: trace });
  const run = await one.ended(retryId);
  await worker.stop('SIGTERM');
  expect([run.status, outcomesOf(run)]).toEqual(['completed', RETRIED]);
  await checkRun({ ...one.check, runId: retryId });
  content = await smallContent(one);
  expect(Object.keys(content)).toHaveLength(45);
  places = (await readFile(trace, 'utf8')).trim().split('\n');
  await one.close();
});

it('a worker killed before or after any operation of a retry leaves no wrong row once another has finished it', async () => {
  await killAtPlaces({
    what: 'a worker killed before or after an operation of a retry',
    places,
    every: EVERY,
    killAt,
  });
});

async function killAt(hit: number): Promise<readonly string[]> {
  const { one, retryId } = await openRetry();
  try {
    const killed = await killAndFinish(one, hit, retryId);
    if (killed.run === null) return [`it ended with ${killed.end}: ${killed.output}`];
    const { run } = killed;
    const violations = await judgeRun({ ...one.check, runId: retryId });
    const wrong = violations.map(({ kind, text }) => `${kind}: ${text}`);
    if (run.status !== 'completed') wrong.push(`status ${run.status}: ${run.errorMessage}`);
    const outcomes = JSON.stringify(outcomesOf(run));
    if (outcomes !== JSON.stringify(RETRIED)) wrong.push(`outcomes ${outcomes}`);
    const there = JSON.stringify(await smallContent(one));
    if (there !== JSON.stringify(content))
      wrong.push('the records differ from those of an undisturbed retry');
    return wrong;
  } finally {
    await one.close();
  }
}
