import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  created,
  inChunks,
  letLeaseExpire,
  newRun,
  preparedRows,
  runAtWork,
  sendNowhere,
  takeLease,
} from '../../../test/support/stored-run.ts';
import { LeaseLost } from '../../load/run-store.ts';
import { acquireLease } from './acquire-lease.ts';
import { requestCancel, requestPause, requestResume } from './run-requests.ts';
import { getRun } from './run-views.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const PAUSED = { status: 'paused', reason: 'requested', message: 'Paused by a user.' } as const;
const AWAY = { status: 'paused', reason: 'odoo_unavailable', message: 'Odoo is away.' } as const;

test('a worker hears of a pause with its heartbeat, and a resumed run goes on', async () => {
  const lease = await runAtWork(db.pool, 2);
  expect(await requestPause(db.pool, lease.runId)).toEqual({ kind: 'accepted' });
  expect(await lease.heartbeat()).toBe('pause');
  await lease.finish(PAUSED);
  expect(await acquireLease(db.pool, lease.runId, 'worker 2')).toBeNull();
  expect(await getRun(db.pool, lease.runId)).toMatchObject({ status: 'paused', pauseReason: 'requested' });
  expect(await requestResume(db.pool, sendNowhere, lease.runId)).toEqual({ kind: 'accepted' });
  const next = await takeLease(db.pool, lease.runId, 'worker 2');
  expect(await next.heartbeat()).toBeNull();
});

test('a resume that comes while the worker is pausing is not lost: the run goes on', async () => {
  const lease = await runAtWork(db.pool, 2);
  await requestPause(db.pool, lease.runId);
  expect(await lease.heartbeat()).toBe('pause');
  expect(await requestResume(db.pool, sendNowhere, lease.runId)).toEqual({ kind: 'accepted' });
  await lease.finish(PAUSED);
  expect(await getRun(db.pool, lease.runId)).toMatchObject({ status: 'running', pauseReason: null });
  expect((await takeLease(db.pool, lease.runId, 'worker 2')).epoch).toBeGreaterThan(lease.epoch);
});

test('a run that waits is paused and cancelled at once', async () => {
  const runId = await newRun(db.pool);
  await requestPause(db.pool, runId);
  expect((await getRun(db.pool, runId))?.status).toBe('paused');
  await requestCancel(db.pool, runId);
  expect((await getRun(db.pool, runId))?.status).toBe('cancelled');
  expect(await acquireLease(db.pool, runId, 'worker 1')).toBeNull();
  expect(await requestResume(db.pool, sendNowhere, runId)).toEqual({ kind: 'refused', status: 'cancelled' });
});

test.each(['pause', 'cancel'] as const)(
  'a worker that stood still before it started the run cannot take it back after a %s',
  async (what) => {
    const runId = await newRun(db.pool);
    const late = await takeLease(db.pool, runId);
    await letLeaseExpire(db.pool, runId);
    await (what === 'pause' ? requestPause : requestCancel)(db.pool, runId);
    await expect(late.heartbeat()).rejects.toThrow(LeaseLost);
    await expect(late.start([], 'hash')).rejects.toThrow(LeaseLost);
    expect((await getRun(db.pool, runId))?.status).toBe(what === 'pause' ? 'paused' : 'cancelled');
    const lease = await db.pool.query('select worker, expires_at from run_lease where run_id = $1', [runId]);
    expect(lease.rows).toEqual([{ worker: null, expires_at: null }]);
  },
);

test('a paused run that is cancelled accounts for every row', async () => {
  const lease = await runAtWork(db.pool, 6);
  await lease.settle('customers', [created(0)]);
  await lease.takeBatch({
    node: 'customers',
    kind: 'create',
    ords: [1, 2],
    columns: ['id'],
    payloadHash: 'x',
  });
  await lease.finish({ status: 'paused', reason: 'odoo_unavailable', message: 'Odoo is away.' });
  await requestCancel(db.pool, lease.runId);
  const run = await getRun(db.pool, lease.runId);
  expect(run).toMatchObject({ status: 'cancelled', errorMessage: null });
  expect(run?.progress.nodes[0]).toMatchObject({
    status: 'cancelled',
    counts: { created: 1, unknown: 2, cancelled: 3 },
  });
});

test('a cancel that comes while the run pauses by itself is not lost', async () => {
  const lease = await runAtWork(db.pool, 2);
  await requestCancel(db.pool, lease.runId);
  await lease.finish({ status: 'paused', reason: 'credentials', message: 'The key has expired.' });
  expect((await getRun(db.pool, lease.runId))?.status).toBe('cancelled');
});

test('cancels that race with a worker’s end are either heard or come too late', async () => {
  const outcomes = new Set<string>();
  for (let i = 0; i < 12; i++) {
    const lease = await runAtWork(db.pool, 1);
    await Promise.all([requestCancel(db.pool, lease.runId), lease.finish(AWAY)]);
    outcomes.add((await getRun(db.pool, lease.runId))?.status ?? 'none');
    const left = await db.pool.query('select requested from run_lease where run_id = $1', [lease.runId]);
    expect(left.rows).toEqual([{ requested: null }]);
  }
  expect([...outcomes]).toEqual(['cancelled']);
});

test('a cancelled run stays cancelled when its worker dies before it heard of it', async () => {
  const lease = await runAtWork(db.pool, 2);
  await requestCancel(db.pool, lease.runId);
  await requestPause(db.pool, lease.runId);
  await db.pool.query('update run_lease set expires_at = clock_timestamp() where run_id = $1', [lease.runId]);
  const next = await takeLease(db.pool, lease.runId, 'worker 2');
  expect(await next.heartbeat()).toBe('cancel');
});

test('a request is heard in the middle of a long transaction of the worker', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([{ node: 'customers', index: 0, model: 'res.partner' }], 'hash');
  async function* rowsWhileCancelled() {
    yield preparedRows(3);
    expect(await requestCancel(db.pool, lease.runId)).toEqual({ kind: 'accepted' });
    expect(await lease.heartbeat()).toBe('cancel');
  }
  await lease.savePrepared('customers', rowsWhileCancelled(), inChunks([]));
});

test('a request to a run that is over or unknown says so', async () => {
  const lease = await runAtWork(db.pool, 1);
  await lease.settle('customers', [created(0)]);
  await lease.finish({ status: 'completed' });
  expect(await requestCancel(db.pool, lease.runId)).toEqual({ kind: 'refused', status: 'completed' });
  expect(await requestPause(db.pool, 'run_x')).toEqual({ kind: 'not_found' });
});
