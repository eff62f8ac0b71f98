import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { newRun, newRunInput } from '../../test/support/stored-run.ts';
import { openQueue, type QueuedRun, type RunQueue } from './queue.ts';
import { acquireLease } from './run/acquire-lease.ts';
import { createRun } from './run/create-run.ts';
import { requestPause, requestResume } from './run/run-requests.ts';
import { inTransaction } from './transaction.ts';

let db: TestDatabase;
let queue: RunQueue;
beforeEach(async () => {
  db = await freshDatabase();
  queue = await openQueue(db);
});
afterEach(async () => {
  await queue.stop(1000);
  await db.drop();
});

async function queuedRun(): Promise<{ id: string; taskId: string }> {
  const result = await createRun(db.pool, (tx, id) => queue.send(tx, id), await newRunInput(db.pool));
  if (result.kind !== 'created') throw new Error(result.kind);
  return result.run;
}

/** Collects what a handler is given, and lets a test wait for the n-th of it. */
function collector<T>() {
  const items: T[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    items,
    add(item: T) {
      items.push(item);
      for (const waiter of waiting) if (items.length >= waiter.count) waiter.resolve();
    },
    async until(count: number): Promise<readonly T[]> {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      if (items.length >= count) resolve();
      await promise;
      return items;
    },
  };
}

async function finish(runId: string, status: 'completed' | 'handed_on'): Promise<void> {
  const lease = await acquireLease(db.pool, runId, 'worker');
  if (lease === null) throw new Error(`no lease of ${runId}`);
  await lease.start([], 'hash');
  await lease.finish({ status });
}

test('a run is given to a handler once, under its task id', async () => {
  const taken = collector<QueuedRun>();
  await queue.work(async (run) => {
    await finish(run.runId, 'completed');
    taken.add(run);
  });
  const first = await queuedRun();
  const second = await queuedRun();
  const runs = await taken.until(2);
  const seen = runs
    .map(({ runId, taskId }) => ({ id: runId, taskId }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  expect(seen).toEqual(
    [first, second].map(({ id, taskId }) => ({ id, taskId })).toSorted((a, b) => a.id.localeCompare(b.id)),
  );
});

test('a run waits in the queue at most once', async () => {
  const { id } = await queuedRun();
  expect(await inTransaction(db.pool, (tx) => queue.send(tx, id))).toBeNull();
});

test('a run that is handed on is given out again, until it is over', async () => {
  const taken = collector<string>();
  const { id } = await queuedRun();
  await queue.work(async (run) => {
    await finish(run.runId, taken.items.length < 2 ? 'handed_on' : 'completed');
    taken.add(run.taskId);
  });
  const tasks = await taken.until(3);
  expect(new Set(tasks).size).toBe(3);
  const stored = await db.pool.query('select status, task_id from graph_run where id = $1', [id]);
  expect(stored.rows).toEqual([{ status: 'completed', task_id: tasks[2] }]);
});

test('a run resumed while its worker was just pausing is not forgotten', async () => {
  const taken = collector<string>();
  const { id } = await queuedRun();
  await queue.work(async (run) => {
    if (taken.items.length === 0) {
      const lease = await acquireLease(db.pool, run.runId, 'worker');
      await lease?.start([], 'hash');
      await requestPause(db.pool, id);
      await lease?.finish({ status: 'paused', reason: 'requested', message: 'Paused.' });
      expect(await requestResume(db.pool, (tx, runId) => queue.send(tx, runId), id)).toEqual({
        kind: 'accepted',
      });
    } else {
      await finish(run.runId, 'completed');
    }
    taken.add(run.runId);
  });
  expect(await taken.until(2)).toEqual([id, id]);
});

test('a run whose job was lost is found and sent again', async () => {
  const { id } = await queuedRun();
  await db.pool.query('delete from pgboss.job');
  const taken = collector<string>();
  await queue.work(async (run) => {
    await finish(run.runId, 'completed');
    taken.add(run.runId);
  });
  expect(await taken.until(1)).toEqual([id]);
});

test('a paused run is left alone by the queue', async () => {
  const paused = await newRun(db.pool);
  await requestPause(db.pool, paused);
  const { id } = await queuedRun();
  const taken = collector<string>();
  await queue.work(async (run) => {
    taken.add(run.runId);
    await finish(run.runId, 'completed');
  });
  await taken.until(1);
  await queue.stop();
  expect(taken.items).toEqual([id]);
});

test('stopping aborts the signal of a handler that does not end', async () => {
  await queuedRun();
  const started = collector<AbortSignal>();
  const ended = collector<unknown>();
  await queue.work(async ({ signal }) => {
    started.add(signal);
    await once(signal, 'abort');
    ended.add(signal.reason);
  });
  await started.until(1);
  await queue.stop(100);
  await ended.until(1);
  expect(started.items[0]?.aborted).toBe(true);
});

test('the run of a worker that was killed is taken by another within 60 seconds', async () => {
  const { id } = await queuedRun();
  const worker = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../test/support/silent-worker.ts', import.meta.url)), db.url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  expect(await firstLine(worker)).toBe(id);
  const killedAt = performance.now();
  worker.kill('SIGKILL');
  const taken = collector<number>();
  await queue.work(async (run) => {
    const lease = await acquireLease(db.pool, run.runId, 'worker 2');
    if (lease === null) return;
    expect(lease.epoch).toBe(2);
    await lease.finish({ status: 'completed' });
    taken.add(performance.now() - killedAt);
  });
  const [tookMs] = await taken.until(1);
  expect(tookMs).toBeLessThan(60_000);
}, 90_000);

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout ?? child, 'data');
  return String(chunk).trim();
}
