/**
 * Exponential back-off with full jitter: the n-th wait is a random part of `base · 2ⁿ`, at least a tenth of it, at most `max`.
 * Jitter matters: two calls that collided once collide again when they wait equally long.
 */
export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
}

export const CALL_BACKOFF: Backoff = { baseMs: 500, maxMs: 60_000 };
export const CONFLICT_BACKOFF: Backoff = { baseMs: 100, maxMs: 10_000 };

export function backoffMs(backoff: Backoff, attempt: number, random: () => number): number {
  const ceiling = Math.min(backoff.maxMs, backoff.baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling * (0.1 + 0.9 * random()));
}
