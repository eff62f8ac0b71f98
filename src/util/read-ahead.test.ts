import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';
import { actAhead, readAhead } from './read-ahead.ts';

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

test('acts on several side by side and gives what comes of them in order', async () => {
  let underWay = 0;
  let most = 0;
  const act = async (n: number): Promise<string> => {
    underWay += 1;
    most = Math.max(most, underWay);
    for (let wait = n % 3; wait >= 0; wait--) await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return `n${n}`;
  };
  const seen: string[] = [];
  for await (const text of actAhead(numbers([], 9), 3, act)) seen.push(text);
  expect(seen).toEqual(Array.from({ length: 9 }, (_, n) => `n${n}`));
  expect({ most, underWay }).toEqual({ most: 3, underWay: 0 });
});

test('an act that fails is told in its place, and nothing is under way behind it', async () => {
  const ended: number[] = [];
  const act = async (n: number): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, n === 1 ? 1 : 5));
    if (n === 1) throw new Error('no 1');
    ended.push(n);
    return n;
  };
  const seen: number[] = [];
  const all = async (): Promise<void> => {
    for await (const n of actAhead(numbers([], 100), 3, act)) seen.push(n);
  };
  await expect(all()).rejects.toThrow('no 1');
  expect(seen).toEqual([0]);
  const then = ended.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended).toHaveLength(then);
});
