import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { newRun, newRunInput, sendNowhere, takeLease } from '../../../test/support/stored-run.ts';
import { Datasets } from '../datasets.ts';
import { Graphs } from '../graphs.ts';
import { openQueue, type RunQueue } from '../queue.ts';
import { createRun } from './create-run.ts';
import { getRun } from './run-views.ts';

let db: TestDatabase;
let queue: RunQueue;
beforeAll(async () => {
  db = await freshDatabase();
  queue = await openQueue(db);
});
afterAll(async () => {
  await queue.stop();
  await db.drop();
});

const count = async (sql: string, values: unknown[] = []) => (await db.pool.query(sql, values)).rows[0].count;
const jobs = () => count('select count(*) from pgboss.job');
const runs = () => count('select count(*) from graph_run');

test('a run, its first event and its queue entry are committed together', async () => {
  const input = await newRunInput(db.pool);
  const result = await createRun(db.pool, (tx, runId) => queue.send(tx, runId), input);
  if (result.kind !== 'created') throw new Error(result.kind);
  const { id, taskId } = result.run;
  const stored = await db.pool.query(
    `select r.status, r.task_id, r.dataset_hash, j.data, j.state from graph_run r join pgboss.job j on j.id::text = r.task_id
     where r.id = $1`,
    [id],
  );
  expect(stored.rows).toEqual([
    {
      status: 'pending',
      task_id: taskId,
      dataset_hash: 'ab'.repeat(32),
      data: { runId: id },
      state: 'created',
    },
  ]);
  expect(await count('select count(*) from run_event where run_id = $1', [id])).toBe(1);
});

test('when the queue refuses, there is no run; when the run is refused, there is no queue entry', async () => {
  const input = await newRunInput(db.pool);
  const before = [await runs(), await jobs()];
  const failing = createRun(
    db.pool,
    async (tx, runId) => {
      await queue.send(tx, runId);
      throw new Error('the line broke');
    },
    input,
  );
  await expect(failing).rejects.toThrow('the line broke');
  expect([await runs(), await jobs()]).toEqual(before);
  await newRun(db.pool, input);
  const second = await createRun(db.pool, (tx, runId) => queue.send(tx, runId), input);
  expect(second.kind).toBe('active_run');
  expect(await jobs()).toBe(before[1]);
});

test('fifty requests with one key at once make one run', async () => {
  const input = { ...(await newRunInput(db.pool)), idempotency: { key: 'click', hash: 'h1' } };
  const results = await Promise.all(
    Array.from({ length: 50 }, () => createRun(db.pool, (tx, runId) => queue.send(tx, runId), input)),
  );
  const ids = new Set(results.map((result) => ('run' in result ? result.run.id : result.kind)));
  expect(ids.size).toBe(1);
  expect(results.filter((result) => result.kind === 'created')).toHaveLength(1);
  const [id] = ids;
  expect(await count('select count(*) from graph_run where id = $1', [id])).toBe(1);
  expect(await count(`select count(*) from pgboss.job where data->>'runId' = $1`, [id])).toBe(1);
});

test('the same key with another request is refused', async () => {
  const input = await newRunInput(db.pool);
  const first = await createRun(db.pool, sendNowhere, { ...input, idempotency: { key: 'k', hash: 'one' } });
  const other = await createRun(db.pool, sendNowhere, { ...input, idempotency: { key: 'k', hash: 'two' } });
  expect(other).toEqual({ kind: 'key_reused', runId: first.kind === 'created' ? first.run.id : '' });
});

test('a graph has one run at a time on a connection, also when requests race', async () => {
  const input = await newRunInput(db.pool);
  const results = await Promise.all(Array.from({ length: 12 }, () => createRun(db.pool, sendNowhere, input)));
  const made = results.flatMap((result) => (result.kind === 'created' ? [result.run.id] : []));
  expect(made).toHaveLength(1);
  expect(results.filter((result) => result.kind === 'active_run')).toHaveLength(11);
  expect(results.find((result) => result.kind === 'active_run')).toEqual({
    kind: 'active_run',
    runId: made[0],
  });
  const lease = await takeLease(db.pool, made[0] ?? '');
  await lease.start([], 'hash');
  await lease.finish({ status: 'completed' });
  expect((await createRun(db.pool, sendNowhere, input)).kind).toBe('created');
});

test('a run of something that is not there is refused by name', async () => {
  const input = await newRunInput(db.pool);
  expect(await createRun(db.pool, sendNowhere, { ...input, connectionId: 'con_x' })).toEqual({
    kind: 'missing',
    what: 'connection',
  });
  await new Datasets(db.pool).remove(input.datasetId);
  expect(await createRun(db.pool, sendNowhere, input)).toEqual({ kind: 'missing', what: 'dataset' });
});

test('a graph under the namespace of another one is refused on its connection, until that one is deleted', async () => {
  const first = await newRunInput(db.pool);
  const runId = await newRun(db.pool, first);
  const second = { ...(await newRunInput(db.pool)), connectionId: first.connectionId };
  const refused = await createRun(db.pool, sendNowhere, second);
  expect(refused).toEqual({ kind: 'namespace_taken', graphId: first.graphId, graphName: 'Shop' });
  expect((await createRun(db.pool, sendNowhere, { ...second, namespace: 'own' })).kind).toBe('created');
  await db.pool.query(`update graph_run set status = 'completed' where id = $1 or graph_id = $2`, [
    runId,
    second.graphId,
  ]);
  await new Graphs(db.pool).remove(first.graphId);
  expect((await createRun(db.pool, sendNowhere, second)).kind).toBe('created');
});

test('a check runs beside a run and beside other checks, and takes no namespace', async () => {
  const input = await newRunInput(db.pool);
  const checking = { ...input, namespace: 'only-checked', kind: 'check', checkDepth: 'offline' } as const;
  expect((await createRun(db.pool, sendNowhere, checking)).kind).toBe('created');
  expect((await createRun(db.pool, sendNowhere, checking)).kind).toBe('created');
  const other = { ...(await newRunInput(db.pool)), connectionId: input.connectionId };
  expect((await createRun(db.pool, sendNowhere, { ...other, namespace: 'only-checked' })).kind).toBe(
    'created',
  );
  expect((await createRun(db.pool, sendNowhere, input)).kind).toBe('created');
});

test('a check is refused under the namespace of another graph, as its run would be', async () => {
  const owner = await newRunInput(db.pool);
  await newRun(db.pool, owner);
  const input = { ...(await newRunInput(db.pool)), connectionId: owner.connectionId };
  const result = await createRun(db.pool, sendNowhere, { ...input, kind: 'check', checkDepth: 'server' });
  expect(result).toEqual({ kind: 'namespace_taken', graphId: owner.graphId, graphName: 'Shop' });
});

test('what a run is: its kind, the depth of a check, the run a retry is of', async () => {
  const input = await newRunInput(db.pool);
  const check = await newRun(db.pool, { ...input, kind: 'check', checkDepth: 'server' });
  const run = await newRun(db.pool, input);
  await db.pool.query(`update graph_run set status = 'completed_with_errors' where id = $1`, [run]);
  const retry = await newRun(db.pool, { ...input, kind: 'retry', ofRun: run });
  const facts = async (id: string) => {
    const view = await getRun(db.pool, id);
    return [view?.kind, view?.checkDepth, view?.ofRun];
  };
  expect(await facts(check)).toEqual(['check', 'server', null]);
  expect(await facts(run)).toEqual(['run', null, null]);
  expect(await facts(retry)).toEqual(['retry', null, run]);
  const { state } = await takeLease(db.pool, retry);
  expect([state.kind, state.checkDepth, state.ofRun]).toEqual(['retry', null, run]);
});
