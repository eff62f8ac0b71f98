import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

test('two at once, the others in their order, failures included', async () => {
  const turnstile = new Turnstile(2);
  const inside = new Set<number>();
  const seen: number[] = [];
  let most = 0;
  const passed = [1, 2, 3, 4, 5].map((n) =>
    turnstile.pass(async () => {
      inside.add(n);
      seen.push(n);
      most = Math.max(most, inside.size);
      await new Promise((resolve) => setImmediate(resolve));
      inside.delete(n);
      if (n === 2) throw new Error('two');
      return n;
    }),
  );
  const results = await Promise.allSettled(passed);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([seen, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  expect(await turnstile.pass(async () => 6)).toBe(6);
});
