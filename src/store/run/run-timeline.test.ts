import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { created, newRun, rejected, runAtWork } from '../../../test/support/stored-run.ts';
import { listBatches, MOST_POINTS, readThroughput, slotOf } from './run-timeline.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('batches are told in order, with what became of their rows', async () => {
  const lease = await runAtWork(db.pool, 6);
  const batch = (ords: number[]) =>
    lease.takeBatch({ node: 'customers', kind: 'create', ords, columns: ['name'], payloadHash: 'h' });
  const first = await batch([0, 1, 2]);
  await lease.settle('customers', [created(0), created(1), rejected(2)], { no: first.no, done: true });
  await batch([3]);
  const { items } = await listBatches(db.pool, lease.runId, { limit: 10 });
  expect(items).toMatchObject([
    {
      batch: 1,
      node: 'customers',
      kind: 'create',
      state: 'settled',
      generation: 0,
      rows: 3,
      workers: 1,
      counts: { created: 2, rejected: 1 },
    },
    { batch: 2, state: 'sending', rows: 1, settledAt: null, counts: null },
  ]);
  const numbers = async (query: object) => {
    const page = await listBatches(db.pool, lease.runId, { limit: 1, ...query });
    return [...page.items.map((one) => one.batch), page.nextCursor];
  };
  expect(await numbers({})).toEqual([1, '1']);
  expect(await numbers({ cursor: '1' })).toEqual([2, null]);
  expect(await numbers({ newestFirst: true })).toEqual([2, '2']);
  expect(await numbers({ newestFirst: true, cursor: '2' })).toEqual([1, null]);
  expect(await numbers({ state: 'sending' })).toEqual([2, null]);
  expect(await numbers({ node: 'orders' })).toEqual([null]);
});

test('throughput is told slot by slot, and adds up to the rows', async () => {
  const lease = await runAtWork(db.pool, 30);
  await lease.settle(
    'customers',
    Array.from({ length: 10 }, (_, ord) => created(ord)),
  );
  await lease.settle(
    'customers',
    Array.from({ length: 20 }, (_, ord) => created(ord + 10)),
  );
  await db.pool.query(
    `update graph_run set started_at = now() - interval '605 seconds', completed_at = now() where id = $1`,
    [lease.runId],
  );
  await db.pool.query(
    `update run_event set at = (select started_at from graph_run where id = $1) + interval '61 seconds'
     where run_id = $1 and rows = 10`,
    [lease.runId],
  );
  const told = await readThroughput(db.pool, lease.runId);
  expect(told?.slotSeconds).toBe(10);
  expect(told?.points).toHaveLength(61);
  expect(told?.points[6]?.rows).toBe(10);
  expect(told?.points.reduce((sum, { rows }) => sum + rows, 0)).toBe(30);
});

test('a run that has not begun has none', async () => {
  expect(await readThroughput(db.pool, await newRun(db.pool))).toBeNull();
});

test.each([0, 1, 119, 121, 3600, 86_400, 30 * 86_400, 1000 * 86_400])(
  'the slots of %i seconds are not too many',
  (seconds) => {
    expect(seconds / slotOf(seconds)).toBeLessThanOrEqual(MOST_POINTS);
  },
);
