import { expect, test } from 'vitest';
import type { Answer } from '../load/ports.ts';
import { collect, collectInParallel } from './answers.ts';
import { fault } from './fault.ts';

const failed: Answer<never> = { ok: false, fault: fault('certain', 'rejected', 'no') };

test('calls in parallel keep the order of the items and never exceed the width', async () => {
  let running = 0;
  let most = 0;
  const answer = await collectInParallel([30, 10, 20, 0, 5], 2, async (ms) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < ms; turn += 1) await Promise.resolve();
    running -= 1;
    return { ok: true, value: ms };
  });
  expect(answer).toEqual({ ok: true, value: [30, 10, 20, 0, 5] });
  expect(most).toBe(2);
});

test('after a fault no further call is begun', async () => {
  const asked: number[] = [];
  const answer = await collectInParallel([1, 2, 3, 4, 5], 2, async (item): Promise<Answer<number>> => {
    asked.push(item);
    return item === 2 ? failed : { ok: true, value: item };
  });
  expect(answer).toEqual(failed);
  expect(asked).not.toContain(5);
});

test('parts are joined in order, and the first fault ends them', async () => {
  const asked: number[] = [];
  const twice = async (item: number): Promise<Answer<readonly number[]>> => {
    asked.push(item);
    return item === 3 ? failed : { ok: true, value: [item, item] };
  };
  expect(await collect([1, 2], twice)).toEqual({ ok: true, value: [1, 1, 2, 2] });
  expect(await collect([1, 3, 4], twice)).toEqual(failed);
  expect(asked).toEqual([1, 2, 1, 3]);
});
