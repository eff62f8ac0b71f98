import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('more at once, and fewer, as there is room', async () => {
  let room = 1;
  let underWay = 0;
  const most: number[] = [];
  await inParallel(
    () => room,
    Array.from({ length: 60 }, (_, n) => n),
    async (n) => {
      if (n === 20) room = 4;
      if (n === 40) room = 2;
      underWay += 1;
      const third = Math.floor(n / 20);
      most[third] = Math.max(most[third] ?? 0, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    },
  );
  expect(most[0]).toBe(1);
  expect(most[1]).toBe(4);
  expect(underWay).toBe(0);
});

test('every item once, and none after a failure', async () => {
  const seen: number[] = [];
  const act = async (n: number): Promise<void> => {
    seen.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    if (n === 5) throw new Error('no 5');
  };
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  await expect(inParallel(() => 1 + (seen.length % 3), numbers, act)).rejects.toThrow('no 5');
  expect(seen).toEqual(numbers.slice(0, seen.length));
  expect(seen.length).toBeLessThan(12);
});
