import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CrashStage, openCrashStage, smallContent } from '../support/crash-stage.ts';
import { killAndFinish, killAtPlaces } from '../support/kill-loop.ts';
import { checkRun, judgeRun } from '../support/oracle.ts';
import { outcomesOf } from '../support/product.ts';

/** Without CRASH_FULL one point in so many is tried, the first and the last ones always. */
const EVERY = 7;
const ALL_CREATED = { companies: { created: 15 }, contacts: { created: 15 }, leads: { created: 15 } };

let stage: CrashStage;
let folder: string;
/** The places an undisturbed run passes, in order, and what it leaves in Odoo. */
let places: readonly string[];
let content: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  stage = await openCrashStage();
  folder = await mkdtemp(join(tmpdir(), 'ig-kill-'));
});

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

it('a run by a worker process that nobody disturbs creates every row', async () => {
  const undisturbed = await stage.openCase();
  const trace = join(folder, 'trace');
  const worker = undisturbed.startWorker({ FAILPOINT: '*:1:none', FAILPOINT_TRACE: trace });
  const run = await undisturbed.ended();
  await worker.stop('SIGTERM');
  expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
  await checkRun(undisturbed.check);
  content = await smallContent(undisturbed);
  expect(Object.keys(content)).toHaveLength(45);
  places = (await readFile(trace, 'utf8')).trim().split('\n');
  expect(new Set(places)).toEqual(
    new Set([
      'db:before commit',
      'db:after commit',
      'lease:acquired',
      'odoo:before request',
      'odoo:after answer',
    ]),
  );
  await undisturbed.close();
});

it('a worker killed before or after any operation leaves no wrong row once another has finished the run', async () => {
  await killAtPlaces({
    what: 'a worker killed before or after an operation of a run of three nodes',
    places,
    every: EVERY,
    killAt,
  });
});

async function killAt(hit: number): Promise<readonly string[]> {
  const one = await stage.openCase();
  try {
    const killed = await killAndFinish(one, hit);
    if (killed.run === null) return [`it ended with ${killed.end}: ${killed.output}`];
    const { run } = killed;
    const wrong = (await judgeRun(one.check)).map(({ kind, text }) => `${kind}: ${text}`);
    if (run.status !== 'completed') wrong.push(`status ${run.status}: ${run.errorMessage}`);
    const outcomes = JSON.stringify(outcomesOf(run));
    if (outcomes !== JSON.stringify(ALL_CREATED)) wrong.push(`outcomes ${outcomes}`);
    const there = JSON.stringify(await smallContent(one));
    if (there !== JSON.stringify(content)) wrong.push('the records differ from those of an undisturbed run');
    return wrong;
  } finally {
    await one.close();
  }
}
