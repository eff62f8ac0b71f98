import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { created, newRun, rejected, runAtWork } from '../../../test/support/stored-run.ts';
import { measureRuns } from './measure-runs.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('runs by status, rows by outcome, what waits', async () => {
  expect(await measureRuns(db.pool)).toMatchObject({
    runs: [],
    rows: { created: 0 },
    oldestPendingSeconds: 0,
  });
  const lease = await runAtWork(db.pool, 5);
  await lease.settle('customers', [created(0), created(1), rejected(2)]);
  await lease.setWaiting('Odoo (429), next try at 10:00:05');
  const waiting = await newRun(db.pool);
  await db.pool.query(`update graph_run set created_at = created_at - interval '1 hour' where id = $1`, [
    waiting,
  ]);
  const measured = await measureRuns(db.pool);
  expect(measured.runs).toEqual([
    { status: 'pending', kind: 'run', runs: 1 },
    { status: 'running', kind: 'run', runs: 1 },
  ]);
  expect(measured.rows).toMatchObject({ created: 2, rejected: 1, updated: 0 });
  expect(measured.waiting).toBe(1);
  expect(measured.oldestPendingSeconds).toBeGreaterThan(3_599);
});
