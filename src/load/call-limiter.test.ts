import { describe, expect, it } from 'vitest';
import { CallLimiter } from './call-limiter.ts';
import type { Clock } from './ports.ts';

function handClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return { slept, now: () => 1000, sleep: async (ms) => void slept.push(ms) };
}

describe('CallLimiter', () => {
  it('never has more calls under way than allowed, and runs them all', async () => {
    const limiter = new CallLimiter(3, handClock());
    let underWay = 0;
    let most = 0;
    let done = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        limiter.run(async () => {
          most = Math.max(most, ++underWay);
          await new Promise((resolve) => setImmediate(resolve));
          underWay -= 1;
          done += 1;
        }),
      ),
    );
    expect({ most, done }).toEqual({ most: 3, done: 20 });
  });

  it('a conflict halves the calls, good calls give them back one by one', () => {
    const limiter = new CallLimiter(4, handClock());
    limiter.backOff();
    expect(limiter.concurrency).toBe(2);
    for (let i = 0; i < 20; i++) limiter.succeeded();
    expect(limiter.concurrency).toBe(3);
  });

  it('a Retry-After holds every call of the connection', async () => {
    const clock = handClock();
    const limiter = new CallLimiter(2, clock);
    limiter.hold(700);
    await limiter.run(async () => undefined);
    expect(clock.slept).toEqual([700]);
  });

  it('a call that is held takes no place, and the one who waits may give up', async () => {
    const limiter = new CallLimiter(1, handClock());
    limiter.hold(700);
    const gone = limiter.run(
      async () => undefined,
      () => Promise.reject(new Error('no longer wanted')),
    );
    await expect(gone).rejects.toThrow('no longer wanted');
    expect(await limiter.run(async () => 'the next one')).toBe('the next one');
  });
});
