import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';
import { readAhead } from './read-ahead.ts';

async function* numbers(made: number[], end: number, failsAt = Number.POSITIVE_INFINITY) {
  for (let n = 0; n < end; n++) {
    if (n === failsAt) throw new Error(`no ${n}`);
    made.push(n);
    yield n;
  }
}

test('gives every item once, in order, and makes some ready before', async () => {
  const made: number[] = [];
  const seen: number[] = [];
  for await (const n of readAhead(numbers(made, 10), 3)) {
    if (n === 0) expect(made.length).toBeGreaterThan(0);
    seen.push(n);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('what fails in the source is told after the items before it', async () => {
  const seen: number[] = [];
  const act = async (n: number): Promise<void> => {
    seen.push(n);
  };
  await expect(inParallel(2, readAhead(numbers([], 10, 4), 3), act)).rejects.toThrow('no 4');
  expect(seen).toEqual([0, 1, 2, 3]);
});

test('after a failed act nothing is made any more', async () => {
  const made: number[] = [];
  const act = (n: number): Promise<void> => (n === 2 ? Promise.reject(new Error('no')) : Promise.resolve());
  await expect(inParallel(2, readAhead(numbers(made, 1000), 3), act)).rejects.toThrow('no');
  const then = made.length;
  expect(then).toBeLessThan(20);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(made).toHaveLength(then);
});

test('several take from one source without a double', async () => {
  const seen: number[] = [];
  await inParallel(4, readAhead(numbers([], 100), 2), async (n) => {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(n);
  });
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});
