import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { letLeaseExpire, runAtWork, takeLease } from '../../../test/support/stored-run.ts';
import type { NewBatch, RunLease } from '../../load/run-store.ts';
import { requestResume } from './run-requests.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db?.drop());

const batchOf = (ords: readonly number[]): NewBatch => ({
  node: 'customers',
  kind: 'create',
  ords,
  columns: ['id', 'name'],
  payloadHash: 'ff',
});

/** The next worker finds the batch open, Odoo has none of its rows, and they are sent again. */
async function diesAndIsFollowed(
  lease: RunLease,
  ords: readonly number[],
): Promise<readonly [RunLease, number]> {
  await letLeaseExpire(db.pool, lease.runId);
  const next = await takeLease(db.pool, lease.runId);
  for (const { no } of await next.openBatches()) await next.settle('customers', [], { no, done: true });
  const { attempts } = await next.takeBatch(batchOf(ords));
  return [next, attempts];
}

test('rows that are sent again after a crash go on counting the workers that died on them', async () => {
  const first = await runAtWork(db.pool, 9);
  expect((await first.takeBatch(batchOf([0, 1, 2]))).attempts).toBe(1);
  expect((await first.takeBatch(batchOf([3, 4, 5]))).attempts).toBe(1);
  await first.settle('customers', [], { no: 2, done: true });
  const [second, attempts] = await diesAndIsFollowed(first, [2, 3]);
  expect(attempts).toBe(2);
  expect((await second.takeBatch(batchOf([4, 5]))).attempts).toBe(1);
  const [third, again] = await diesAndIsFollowed(second, [2, 3]);
  expect(again).toBe(3);
  expect((await third.takeBatch(batchOf([6, 7, 8]))).attempts).toBe(1);
});

test('a run that somebody resumes gives its batches as many tries as new ones', async () => {
  const first = await runAtWork(db.pool, 3);
  await first.takeBatch(batchOf([0, 1, 2]));
  const [second] = await diesAndIsFollowed(first, [0, 1, 2]);
  await second.finish({ status: 'paused', reason: 'batch_crashed', message: 'look' });
  await requestResume(db.pool, async () => null, first.runId);
  const third = await takeLease(db.pool, first.runId);
  expect((await third.openBatches()).map((batch) => batch.attempts)).toEqual([1]);
});

test('rows whose batch a dead worker left are unknown when the run ends before they are sent again: Odoo may still take them', async () => {
  const first = await runAtWork(db.pool, 5);
  await first.takeBatch(batchOf([0, 1, 2]));
  await letLeaseExpire(db.pool, first.runId);
  const second = await takeLease(db.pool, first.runId);
  await second.openBatches();
  await second.settle('customers', [], { no: 1, done: true });
  await second.settleRest('customers', 'cancelled');
  const { rows } = await db.pool.query('select outcome from run_row where run_id = $1 order by ord', [
    first.runId,
  ]);
  expect(rows.map(({ outcome }) => outcome as string)).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'cancelled',
    'cancelled',
  ]);
});

test('a worker that hands the run on in good order has not died on the batch that it leaves open', async () => {
  let lease = await runAtWork(db.pool, 3);
  await lease.takeBatch(batchOf([0, 1, 2]));
  for (let turn = 0; turn < 3; turn += 1) {
    await lease.finish({ status: 'handed_on' });
    lease = await takeLease(db.pool, lease.runId);
    expect((await lease.openBatches()).map(({ attempts }) => attempts)).toEqual([1]);
  }
  await letLeaseExpire(db.pool, lease.runId);
  const next = await takeLease(db.pool, lease.runId);
  expect((await next.openBatches()).map(({ attempts }) => attempts)).toEqual([2]);
});

test('what a batch would have changed is forgotten where it was never sent', async () => {
  const lease = await runAtWork(db.pool, 3);
  const before = [0, 1].map((ord) => ({
    ord,
    recordId: 7 + ord,
    values: { name: 'Old' },
    wanted: { name: 'New' },
  }));
  const { no } = await lease.takeBatch({ ...batchOf([0, 1]), kind: 'update', before });
  const keyMap = { key: 'k0', externalId: 'ns.customers_k0', fieldHashes: {}, byId: null };
  await lease.settle('customers', [{ ord: 0, outcome: 'updated', recordId: 7, keyMap }], { no, done: true });
  await lease.settleRest('customers', 'cancelled');
  const { rows } = await db.pool.query('select ord from run_change where run_id = $1', [lease.runId]);
  expect(rows).toEqual([{ ord: 0 }]);
});
