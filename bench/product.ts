import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../src/app/app.ts';
import type { RunView } from '../src/app/run-views.ts';
import { openApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

/** The product as `importgraph serve` has it: embedded database in a home of its own, worker in this process. */
export interface Product extends AsyncDisposable {
  readonly app: App;
  readonly home: string;
}

export async function openProduct(): Promise<Product> {
  const home = await mkdtemp(join(tmpdir(), 'importgraph-bench-'));
  const read = readConfig({ IMPORTGRAPH_HOME: home });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const app = await openApp(read.config);
  const shutdown = new AbortController();
  const worker = app.work(shutdown.signal);
  return {
    app,
    home,
    [Symbol.asyncDispose]: async () => {
      shutdown.abort();
      await worker;
      await app.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Throws the refusal of a use case. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.error)}`);
}

const RESTING: ReadonlySet<string> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'paused',
]);
const LONGEST_WAIT_MS = 2000;

/** Waits, by its events, until the run is over or paused. */
export async function endOfRun({ runs }: App, runId: string): Promise<RunView> {
  let after = 0;
  for (;;) {
    const run = unwrap(await runs.get(runId));
    if (RESTING.has(run.status)) return run;
    await runs.waitForEvent(runId, after, LONGEST_WAIT_MS);
    after = unwrap(await runs.events(runId, after, 1000)).at(-1)?.seq ?? after;
  }
}
