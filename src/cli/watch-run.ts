import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../app/app.ts';
import type { RunView } from '../app/run-views.ts';
import { isOver } from '../load/run-store.ts';
import { unwrap } from './command-refused.ts';

/** Nothing more happens to the run by itself. */
export function isResting(run: RunView): boolean {
  return isOver(run.status) || run.status === 'paused';
}

/** A screen redraws no faster than this, however fast the events come. */
const MIN_INTERVAL_MS = 150;
const MAX_WAIT_MS = 2000;

/** The run as it is now and after each change; the last one is at rest, unless `until` ended the watching. */
export async function* watchRun(
  { runs }: Pick<App, 'runs'>,
  id: string,
  until: AbortSignal,
): AsyncGenerator<RunView> {
  let seen = 0;
  for (;;) {
    const run = unwrap(await runs.get(id));
    yield run;
    if (isResting(run) || until.aborted) return;
    await runs.waitForEvent(id, seen, MAX_WAIT_MS, until);
    await delay(MIN_INTERVAL_MS, undefined, { signal: until }).catch(() => undefined);
    seen = await skipEvents({ runs }, id, seen);
  }
}

/** The number of the newest event: what is shown comes from the run itself, the events only tell when to look. */
async function skipEvents({ runs }: Pick<App, 'runs'>, id: string, after: number): Promise<number> {
  const limit = 1000;
  let last = after;
  for (;;) {
    const events = unwrap(await runs.events(id, last, limit));
    last = events.at(-1)?.seq ?? last;
    if (events.length < limit) return last;
  }
}
