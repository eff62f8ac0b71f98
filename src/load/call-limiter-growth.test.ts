import { expect, test } from 'vitest';
import { inParallel } from '../util/in-parallel.ts';
import { CallLimiter } from './call-limiter.ts';
import type { Clock } from './ports.ts';

/** Time goes on when nobody has anything to do but to wait for it. */
class VirtualClock implements Clock {
  #now = 0;
  readonly #waiting: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#waiting.push({ at: this.#now + ms, wake }));
  }

  async pass(work: Promise<void>): Promise<void> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#waiting.sort((a, b) => a.at - b.at);
      const next = this.#waiting.shift();
      if (next === undefined) continue;
      this.#now = next.at;
      next.wake();
    }
    await over;
  }
}

interface Server {
  readonly workers: number;
  readonly msPerCall: number;
  readonly msPerRow: number;
}

interface Sample {
  readonly calls: number;
  readonly rows: number;
}

interface Conditions {
  readonly most?: number;
  readonly mostRows?: number;
  /** Calls of them come in turn. */
  readonly models?: readonly string[];
  /** Told before each call. */
  readonly limiterIs?: (limiter: CallLimiter, call: number) => void;
}

/** A long load into a server that has so many workers; what the limiter allowed at each call. */
async function loadInto(
  server: Server,
  calls: number,
  { most = 8, mostRows = 2000, models = ['res.partner'], limiterIs }: Conditions = {},
): Promise<readonly Sample[]> {
  const clock = new VirtualClock();
  const limiter = new CallLimiter(2, clock, most);
  const odoo = new CallLimiter(server.workers, clock);
  const samples: Sample[] = [];
  const numbers = Array.from({ length: calls }, (_, n) => n);
  const load = async (n: number): Promise<void> => {
    const model = models[n % models.length] ?? '';
    const rows = limiter.pace.batchRows(model, 500, mostRows);
    samples.push({ calls: limiter.concurrency, rows });
    limiterIs?.(limiter, n);
    await limiter.run(async () => {
      const began = clock.now();
      await limiter.load(() => odoo.run(() => clock.sleep(server.msPerCall + rows * server.msPerRow)));
      limiter.succeeded();
      limiter.loaded(model, rows, rows, clock.now() - began);
    });
  };
  await clock.pass(inParallel(() => limiter.concurrency, numbers, load));
  return samples;
}

function usual(samples: readonly Sample[], what: keyof Sample): number {
  const half = samples.slice(samples.length / 2);
  const [most] = [...Map.groupBy(half, (sample) => sample[what])].sort((a, b) => b[1].length - a[1].length);
  return most?.[0] ?? 0;
}

test.each([2, 3, 4, 6])('finds the %i workers of a server, and asks for no more', async (workers) => {
  const samples = await loadInto({ workers, msPerCall: 20, msPerRow: 1 }, 1500);
  expect(usual(samples, 'calls')).toBe(workers);
  expect(usual(samples, 'rows')).toBe(500);
});

test('never has more calls or larger ones than may be', async () => {
  const samples = await loadInto({ workers: 8, msPerCall: 3000, msPerRow: 1 }, 600, {
    most: 3,
    mostRows: 800,
  });
  expect(Math.max(...samples.map(({ calls }) => calls))).toBe(3);
  expect(Math.max(...samples.map(({ rows }) => rows))).toBe(800);
});

test('where each call costs much, batches get larger', async () => {
  const samples = await loadInto({ workers: 2, msPerCall: 1000, msPerRow: 1 }, 1000);
  expect(usual(samples, 'rows')).toBe(2000);
  expect(usual(samples, 'calls')).toBe(2);
});

test('batches that would take long do not grow', async () => {
  const samples = await loadInto({ workers: 2, msPerCall: 5000, msPerRow: 10 }, 600);
  expect(Math.max(...samples.map(({ rows }) => rows))).toBe(500);
});

test('what the server finds too much is halved, and comes back', async () => {
  const seen: number[] = [];
  const limiterIs = (limiter: CallLimiter, n: number): void => {
    if (n < 300 || limiter.concurrency !== 4 || seen.length > 0) return;
    seen.push(limiter.concurrency);
    limiter.backOff();
    seen.push(limiter.concurrency);
  };
  const samples = await loadInto({ workers: 4, msPerCall: 20, msPerRow: 1 }, 2500, { limiterIs });
  expect(seen).toEqual([4, 2]);
  expect(usual(samples, 'calls')).toBe(4);
});

test('a slow answer takes back what was grown', async () => {
  const seen: number[] = [];
  const limiterIs = (limiter: CallLimiter, n: number): void => {
    if (n < 300 || limiter.concurrency !== 4 || seen.length > 0) return;
    seen.push(limiter.concurrency);
    limiter.loaded('res.partner', 500, 500, 31_000);
    seen.push(limiter.concurrency);
  };
  await loadInto({ workers: 4, msPerCall: 20, msPerRow: 1 }, 900, { limiterIs });
  expect(seen).toEqual([4, 2]);
});

test('two models in turn are not compared', async () => {
  const models = ['res.partner', 'crm.lead'];
  const samples = await loadInto({ workers: 8, msPerCall: 20, msPerRow: 1 }, 400, { models });
  expect(usual(samples, 'calls')).toBe(2);
});
