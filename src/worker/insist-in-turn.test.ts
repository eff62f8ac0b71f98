import { expect, test } from 'vitest';
import { CallLimiter } from '../load/call-limiter.ts';
import type { Answer } from '../load/ports.ts';
import { RunControl } from '../load/run-control.ts';
import { insistInTurn } from './insist-in-turn.ts';

/** Waits pass at once, and the time of the clock with them. */
function turnAt(start: number) {
  let now = start;
  const shown: (string | null)[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const limiter = new CallLimiter(2, clock);
  const lease = {
    setWaiting: async (what: string | null) => {
      shown.push(what);
    },
  };
  const turn = { lease, limiter, clock, control: new RunControl(), signal: new AbortController().signal };
  return { turn, shown, limiter, clock };
}
const START = Date.parse('2026-01-31T08:00:00Z');

test('what the server asked of another run is waited for, and shown', async () => {
  const { turn, shown, limiter, clock } = turnAt(START);
  limiter.hold(30_000);
  const asked = await insistInTurn(turn, async () => ({ ok: true, value: clock.now() }));
  expect(asked).toBe(START + 30_000);
  expect(shown).toEqual(['Odoo (asked for a pause), next try at 2026-01-31T08:00:30.000Z', null]);
});

test('what the server asks of this one holds for all calls of the connection', async () => {
  const { turn, shown, limiter, clock } = turnAt(START);
  const message = 'Too many requests.';
  const answers: Answer<string>[] = [
    { ok: false, fault: { kind: 'transient', reason: 'rate_limited', message, retryAfterMs: 120_000 } },
    { ok: true, value: 'there' },
  ];
  let askedAt = 0;
  const answer = await insistInTurn(turn, async () => {
    askedAt = clock.now();
    return answers.shift() ?? { ok: true, value: '' };
  });
  expect(answer).toBe('there');
  expect([askedAt, limiter.heldMs]).toEqual([START + 120_000, 0]);
  expect(shown).toEqual([message, null]);
});
