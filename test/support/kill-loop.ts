import { performance } from 'node:perf_hooks';
import { expect } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { inParallel } from '../../src/util/in-parallel.ts';
import type { CrashCase } from './crash-stage.ts';
import { tellFigures } from './figures.ts';

const AT_ONCE = 4;

export interface KillLoop {
  /** For the table: what a worker was killed at. */
  readonly what: string;
  /** The places that an undisturbed worker passes, in order. */
  readonly places: readonly string[];
  /** Without CRASH_FULL one place in so many is tried, the first and the last ones always. CRASH_FROM goes on at a place. */
  readonly every: number;
  /** What is wrong after a worker was killed at the n-th place, from 1, and another one has finished. */
  readonly killAt: (hit: number) => Promise<readonly string[]>;
}

/** Kills a worker at one place after another, and tells how often that went well. */
export async function killAtPlaces({ what, places, every, killAt }: KillLoop): Promise<void> {
  const hits = chosenHits(places.length, every);
  const wrong: string[] = [];
  let failed = 0;
  const started = performance.now();
  await inParallel(AT_ONCE, hits, async (hit) => {
    const found = await killAt(hit);
    if (found.length > 0) failed += 1;
    wrong.push(...found.map((text) => `killed at ${hit} of ${places.length} (${places[hit - 1]}): ${text}`));
  });
  tellFigures({
    kind: 'kills',
    what,
    tried: hits.length,
    failed,
    seconds: Math.round((performance.now() - started) / 1000),
    note: `of ${places.length} places`,
  });
  expect(wrong).toEqual([]);
}

function chosenHits(count: number, every: number): readonly number[] {
  const from = Number(process.env.CRASH_FROM ?? 1);
  const all = Array.from({ length: count }, (_, i) => i + 1).filter((hit) => hit >= from);
  if (process.env.CRASH_FULL === '1') return all;
  return all.filter((hit) => hit % every === 1 || hit > count - 3);
}

export type Killed =
  | { readonly run: RunView }
  /** The worker ended in another way. */
  | { readonly run: null; readonly end: string; readonly output: string };

/** A worker process killed at the n-th place that it passes; then another one finishes the run. */
export async function killAndFinish(one: CrashCase, hit: number, runId = one.runId): Promise<Killed> {
  const worker = one.startWorker({ FAILPOINT: `*:${hit}:kill` });
  // calls at once and heartbeats make the order differ a little: a run may be over before it has passed as many places
  const over = one.ended(runId).then(() => worker.stop());
  const end = await Promise.race([worker.ended, over]);
  if (end !== 'SIGKILL') return { run: null, end: String(end), output: worker.output() };
  await one.passTime();
  return { run: await one.finish(runId) };
}
