import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { type CrashCase, type CrashStage, openCrashStage } from '../support/crash-stage.ts';
import { killAndFinish, killAtPlaces } from '../support/kill-loop.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { sandboxContent, undoneRows } from '../support/undo.ts';
import { openTestWorker } from '../support/worker-turns.ts';

/** Without CRASH_FULL one point in so many is tried, the first and the last ones always. */
const EVERY = 30;
/** Companies 1, 4 and 9 name no country in the first run: they, their contacts and leads come with the second. */
const BROKEN = [2, 5, 10];
/** Companies whose city the second run changes. */
const MOVED = [3, 4, 6, 8, 12, 14];
const SECOND = {
  companies: { created: 3, updated: 6, unchanged: 6 },
  contacts: { created: 3, unchanged: 12 },
  leads: { created: 3, unchanged: 12 },
};
const UNDONE = { deleted: 9, restored: 6 };

let stage: CrashStage;
let folder: string;
/** The sheets as they are in the second run. */
let whole: string;
/** The places an undisturbed rollback passes, in order. */
let places: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ig-kill-rollback-'));
  stage = await openCrashStage({
    start: async (app, inputs) => {
      whole = inputs.datasetId;
      return unwrap(await app.runs.start({ ...inputs, datasetId: await olderOf(app, whole) })).id;
    },
  });
});

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

async function olderOf(app: App, datasetId: string): Promise<string> {
  const cells = [
    ...BROKEN.map((row) => ({ row, column: 'country', value: 'XX' })),
    ...MOVED.map((row) => ({ row, column: 'city', value: `Old town ${row}` })),
  ];
  const fix = { kind: 'cells', sheet: 'companies', cells, replace: [] } as const;
  return unwrap(await app.datasets.correct(datasetId, fix)).dataset.id;
}

interface Rollback {
  readonly one: CrashCase;
  readonly runId: string;
  /** In Odoo and in the key map, after the first run. */
  readonly before: unknown;
}

/** Two runs that are over, and a rollback of the second one that waits for a worker. */
async function openRollback(): Promise<Rollback> {
  const one = await stage.openCase();
  const worker = await openTestWorker(one);
  await worker.turn(one.runId);
  const before = await contentOf(one);
  const { graphId, connectionId } = unwrap(await one.app.runs.get(one.runId));
  const run = unwrap(await one.app.runs.start({ graphId, connectionId, datasetId: whole }));
  await worker.turn(run.id);
  await worker.close();
  expect(outcomesOf(unwrap(await one.app.runs.get(run.id)))).toEqual(SECOND);
  unwrap(await one.app.runs.rollback(run.id, {}));
  return { one, runId: run.id, before };
}

/** Without what tells only when something was compared or noted last. */
async function contentOf({ sandbox, pool }: CrashCase): Promise<unknown> {
  const keyMap = await pool.query(
    'select node, key, record_id, field_hashes, held_hashes, created_run, written_run from key_map order by node, key',
  );
  return { odoo: sandboxContent(sandbox), keyMap: keyMap.rows };
}

async function countsOf({ one, runId }: Rollback): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of Object.values(await undoneRows(one, runId))) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

it('a rollback by a worker process that nobody disturbs leaves Odoo as it was before the run', async () => {
  const rollback = await openRollback();
  const { one, runId, before } = rollback;
  const trace = join(folder, 'trace');
  const worker = one.startWorker({ FAILPOINT: '*:1:none', FAILPOINT_TRACE: trace });
  const run = await one.ended(runId);
  await worker.stop('SIGTERM');
  expect([run.status, run.errorMessage]).toEqual(['rolled_back', null]);
  expect(await countsOf(rollback)).toEqual(UNDONE);
  expect(await contentOf(one)).toEqual(before);
  places = (await readFile(trace, 'utf8')).trim().split('\n');
  expect(places).toContain('odoo:before request');
  await one.close();
});

it('a worker killed before or after any operation of a rollback leaves nothing undone or undone twice once another has finished it', async () => {
  await killAtPlaces({
    what: 'a worker killed before or after an operation of a rollback',
    places,
    every: EVERY,
    killAt,
  });
});

async function killAt(hit: number): Promise<readonly string[]> {
  const rollback = await openRollback();
  const { one, runId, before } = rollback;
  try {
    const killed = await killAndFinish(one, hit, runId);
    if (killed.run === null) return [`it ended with ${killed.end}: ${killed.output}`];
    const { run } = killed;
    const wrong: string[] = [];
    if (run.status !== 'rolled_back') wrong.push(`status ${run.status}: ${run.errorMessage}`);
    const counts = await countsOf(rollback);
    if (!isDeepStrictEqual(counts, UNDONE)) wrong.push(`rows ${JSON.stringify(counts)}`);
    if (JSON.stringify(await contentOf(one)) !== JSON.stringify(before))
      wrong.push('Odoo or the key map is not as it was before the run');
    return wrong;
  } finally {
    await one.close();
  }
}
