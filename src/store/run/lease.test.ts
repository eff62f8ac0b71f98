import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  A_BATCH,
  anIssue,
  created,
  inChunks,
  letLeaseExpire,
  newRun,
  PARTNERS,
  preparedRow,
  preparedRows,
  rejected,
  runAtWork,
  takeLease,
} from '../../../test/support/stored-run.ts';
import { OUTCOMES } from '../../issue.ts';
import { LeaseLost, type NewBatch, type RowIssue, type RunLease } from '../../load/run-store.ts';
import { acquireLease } from './acquire-lease.ts';
import { eventsAfter } from './run-events.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const NO_ISSUES = () => inChunks<RowIssue>([]);
async function rowsOf(runId: string) {
  const answer = await db.pool.query(
    'select ord, outcome, record_id, detail from run_row where run_id = $1 order by node_index, ord',
    [runId],
  );
  return answer.rows;
}

/** Counters of the nodes against what the rows themselves say. */
async function expectCountersTrue(runId: string): Promise<void> {
  const sums = OUTCOMES.map((o) => `count(*) filter (where r.outcome = '${o}')::int as ${o}`).join(', ');
  const counted = await db.pool.query(
    `select n.node_index, n.rows_total, ${sums} from run_node n join run_row r using (run_id, node_index)
     where run_id = $1 group by 1, 2 order by 1`,
    [runId],
  );
  const stored = await db.pool.query(
    `select node_index, rows_total, ${OUTCOMES.join(', ')} from run_node where run_id = $1 order by 1`,
    [runId],
  );
  expect(stored.rows).toEqual(counted.rows);
}

async function expectSeqGapless(runId: string): Promise<void> {
  const answer = await db.pool.query(
    'select min(seq) as first, max(seq) as last, count(*) as n from run_event where run_id = $1',
    [runId],
  );
  const { first, last, n } = answer.rows[0];
  expect([first, last]).toEqual([1, n]);
}

test('a lease that is alive keeps other workers out', async () => {
  const runId = await newRun(db.pool);
  const lease = await takeLease(db.pool, runId);
  expect(await acquireLease(db.pool, runId, 'worker 2')).toBeNull();
  expect(await lease.heartbeat()).toBeNull();
});

test('of ten workers that race for a run one gets it', async () => {
  const runId = await newRun(db.pool);
  const leases = await Promise.all(
    Array.from({ length: 10 }, (_, i) => acquireLease(db.pool, runId, `worker ${i}`)),
  );
  expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
  const stored = await db.pool.query('select epoch from graph_run where id = $1', [runId]);
  expect(stored.rows[0].epoch).toBe(1);
});

test('a worker that lost its lease cannot write anything', async () => {
  const old = await runAtWork(db.pool, 3);
  await letLeaseExpire(db.pool, old.runId);
  const now = await takeLease(db.pool, old.runId, 'worker 2');
  expect(now.epoch).toBe(old.epoch + 1);
  const dump = () =>
    db.pool.query(
      `select (select json_agg(r order by ord) from run_row r where run_id = $1) as rows,
        (select json_agg(e order by seq) from run_event e where run_id = $1) as events,
        (select json_agg(n) from run_node n where run_id = $1) as nodes,
        (select json_agg(l) from run_lease l where run_id = $1) as lease,
        (select json_agg(g) from graph_run g where id = $1) as run,
        (select count(*) from run_batch where run_id = $1) as batches,
        (select count(*) from key_map where created_run = $1) as keys`,
      [old.runId],
    );
  const before = (await dump()).rows;
  const keyMap = { key: 'K0', externalId: 'shop.customers_K0', byId: null, fieldHashes: {} };
  const writes: ((lease: RunLease) => Promise<unknown>)[] = [
    (lease) => lease.heartbeat(),
    (lease) => lease.start([PARTNERS], 'other'),
    (lease) => lease.savePrepared('customers', inChunks(preparedRows(1)), NO_ISSUES()),
    (lease) => lease.setNodeStatus('customers', 'completed'),
    (lease) => lease.openBatches(),
    (lease) => lease.takeBatch(A_BATCH),
    (lease) => lease.settle('customers', [created(0, { keyMap })]),
    (lease) => lease.settleRest('customers', 'cancelled'),
    (lease) =>
      lease.saveResolvedValues('customers', 'country_id', [{ value: 'x', answer: '1', candidates: [] }]),
    (lease) => lease.setWaiting('for nothing'),
    (lease) => lease.event({ type: 'waiting', message: 'no' }),
    (lease) => lease.finish({ status: 'completed' }),
  ];
  for (const write of writes) await expect(write(old)).rejects.toBeInstanceOf(LeaseLost);
  expect((await dump()).rows).toEqual(before);
  await now.settle('customers', [created(0, { keyMap })]);
});

test('a heartbeat is not held up by a long transaction of its own worker', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([PARTNERS], 'hash');
  const beats: unknown[] = [];
  async function* slowRows() {
    yield preparedRows(10);
    beats.push(await lease.heartbeat());
  }
  await lease.savePrepared('customers', slowRows(), NO_ISSUES());
  expect(beats).toEqual([null]);
});

test('a run is not taken over in the middle of its worker’s transaction', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([PARTNERS], 'hash');
  async function* rowsOfASlowWorker() {
    yield preparedRows(10);
    await letLeaseExpire(db.pool, lease.runId);
    expect(await acquireLease(db.pool, lease.runId, 'worker 2')).toBeNull();
  }
  await lease.savePrepared('customers', rowsOfASlowWorker(), NO_ISSUES());
  expect(await rowsOf(lease.runId)).toHaveLength(10);
});

test('prepared rows are stored once, with what preparation settled', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([PARTNERS], 'hash');
  const rows = [
    preparedRow(0),
    preparedRow(1, { outcome: 'rejected', key: '' }),
    preparedRow(2, { outcome: 'skipped', rule: 'filter', generation: 3 }),
  ];
  const issues: RowIssue[] = [
    { ord: 1, issue: anIssue({ code: 'key_empty', candidates: ['a"b\\', '{x,y}'] }) },
  ];
  await lease.savePrepared('customers', inChunks(rows), inChunks(issues));
  await lease.savePrepared('customers', inChunks(preparedRows(99)), inChunks(issues));
  expect(await rowsOf(lease.runId)).toEqual([
    { ord: 0, outcome: null, record_id: null, detail: null },
    { ord: 1, outcome: 'rejected', record_id: null, detail: null },
    { ord: 2, outcome: 'skipped', record_id: null, detail: 'filter' },
  ]);
  const [node] = await lease.nodes();
  expect(node).toMatchObject({ rowsTotal: 3, counts: { rejected: 1, skipped: 1, created: 0 } });
  const stored = await db.pool.query('select ord, code, candidates from run_issue where run_id = $1', [
    lease.runId,
  ]);
  expect(stored.rows).toEqual([{ ord: 1, code: 'key_empty', candidates: ['a"b\\', '{x,y}'] }]);
  await expectCountersTrue(lease.runId);
});

test('prepared rows with a number missing or doubled are refused whole', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([PARTNERS], 'hash');
  const gap = [preparedRow(0), preparedRow(2)];
  await expect(lease.savePrepared('customers', inChunks(gap), NO_ISSUES())).rejects.toThrow(
    /highest number is 2/,
  );
  const twice = [preparedRow(0), preparedRow(0)];
  await expect(lease.savePrepared('customers', inChunks(twice), NO_ISSUES())).rejects.toThrow(
    /duplicate key/,
  );
  async function* broken() {
    yield preparedRows(5);
    throw new Error('the engine died');
  }
  await expect(lease.savePrepared('customers', broken(), NO_ISSUES())).rejects.toThrow('the engine died');
  expect(await rowsOf(lease.runId)).toEqual([]);
  expect((await lease.nodes())[0]?.rowsTotal).toBeNull();
});

test('100,000 prepared rows are stored and settled without losing one', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start([PARTNERS], 'hash');
  await lease.savePrepared('customers', inChunks(preparedRows(100_000)), NO_ISSUES());
  let seen = 0;
  expect(await lease.settleRest('customers', 'cancelled')).toBe(100_000);
  for await (const chunk of lease.settledRows('customers')) seen += chunk.length;
  expect(seen).toBe(100_000);
  await expectCountersTrue(lease.runId);
});

test('a settled row is never changed by a second settle', async () => {
  const lease = await runAtWork(db.pool, 3);
  await lease.settle('customers', [created(0), rejected(1)]);
  await lease.settle('customers', [rejected(0), created(1), created(2)]);
  expect((await rowsOf(lease.runId)).map((row) => [row.outcome, row.record_id])).toEqual([
    ['created', 1000],
    ['rejected', null],
    ['created', 1002],
  ]);
  const issues = await db.pool.query('select ord from run_issue where run_id = $1', [lease.runId]);
  expect(issues.rows).toEqual([{ ord: 1 }]);
  await expectCountersTrue(lease.runId);
});

test('an unknown row may become certain, and the counters move with it', async () => {
  const lease = await runAtWork(db.pool, 2);
  await lease.settle('customers', [
    { ord: 0, outcome: 'unknown', recordId: null },
    { ord: 1, outcome: 'unknown', recordId: null },
  ]);
  await lease.settle('customers', [created(0), { ord: 1, outcome: 'unknown', recordId: 5 }]);
  await lease.settle('customers', [{ ord: 0, outcome: 'unknown', recordId: null }]);
  const [node] = await lease.nodes();
  expect(node?.counts).toMatchObject({ created: 1, unknown: 1 });
  await expectCountersTrue(lease.runId);
});

test('settling a row that does not exist, or one row twice in a call, is a bug and changes nothing', async () => {
  const lease = await runAtWork(db.pool, 2);
  await expect(lease.settle('customers', [created(0), created(7)])).rejects.toThrow('has no row 7');
  await expect(lease.settle('customers', [created(0), rejected(0)])).rejects.toThrow('settled twice');
  await expect(lease.settle('orders', [])).rejects.toThrow('has no node "orders"');
  expect((await rowsOf(lease.runId)).every((row) => row.outcome === null)).toBe(true);
});

test('issues with NUL and lone surrogates are kept, with a replacement character', async () => {
  const lease = await runAtWork(db.pool, 1);
  await lease.settle('customers', [
    rejected(0, { value: 'a\0b', message: 'x\ud800y\tz\\N\n', candidates: ['\0', '\\', '"'] }),
  ]);
  const answer = await db.pool.query('select value, message, candidates from run_issue where run_id = $1', [
    lease.runId,
  ]);
  expect(answer.rows).toEqual([
    { value: 'a\uFFFDb', message: 'x\uFFFDy\tz\\N\n', candidates: ['\uFFFD', '\\', '"'] },
  ]);
  await lease.setWaiting('for \0 nobody');
  await lease.event({ type: 'waiting', message: '\0\ud800' });
  expect((await eventsAfter(db.pool, lease.runId, 0, 100)).at(-1)?.event).toEqual({
    type: 'waiting',
    message: '\0\ud800',
  });
});

test('counters add up when two calls of a worker settle at the same time', async () => {
  const lease = await runAtWork(db.pool, 600);
  const results = Array.from({ length: 600 }, (_, ord) => (ord % 7 === 0 ? rejected(ord) : created(ord)));
  const parts = Array.from({ length: 30 }, (_, i) => results.slice(i * 15, i * 15 + 40));
  await Promise.all(parts.map((part) => lease.settle('customers', part)));
  await expectCountersTrue(lease.runId);
  await expectSeqGapless(lease.runId);
});

test('batches draw different numbers and are found open by the next lease, one attempt each', async () => {
  const first = await runAtWork(db.pool, 9);
  const batches = await Promise.all(
    [0, 3, 6].map((at) => first.takeBatch({ ...A_BATCH, ords: [at, at + 1, at + 2] })),
  );
  expect(batches.map((batch) => batch.no).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  expect(await first.openBatches()).toEqual([]);
  await first.settle('customers', [created(0), created(1), created(2)], {
    no: batches[0]?.no ?? 0,
    done: true,
  });
  await letLeaseExpire(db.pool, first.runId);
  const second = await takeLease(db.pool, first.runId, 'worker 2');
  await second.openBatches();
  const open = await second.openBatches();
  expect(new Map(open.map((batch) => [batch.ords[0], [batch.ords, batch.attempts]]))).toEqual(
    new Map([
      [3, [[3, 4, 5], 2]],
      [6, [[6, 7, 8], 2]],
    ]),
  );
  expect(open[0]).toMatchObject({
    node: 'customers',
    kind: 'create',
    columns: ['id', 'name'],
    payloadHash: 'ff',
  });
});

test('the first image of a record before an update stays', async () => {
  const lease = await runAtWork(db.pool, 1);
  const update = (name: string): NewBatch => ({
    ...A_BATCH,
    kind: 'update',
    ords: [0],
    before: [{ ord: 0, recordId: 7, values: { name, note: '\0' }, wanted: { name: `${name}, changed` } }],
  });
  await lease.takeBatch(update('as it was'));
  await lease.takeBatch(update('as we left it'));
  const answer = await db.pool.query('select record_id, before, wanted from run_change where run_id = $1', [
    lease.runId,
  ]);
  expect(answer.rows).toEqual([
    {
      record_id: 7,
      before: { name: 'as it was', note: '\0' },
      wanted: { name: 'as it was, changed' },
    },
  ]);
});

test('rows of a batch without an answer are called unknown when the rest is cancelled', async () => {
  const lease = await runAtWork(db.pool, 5);
  await lease.takeBatch(A_BATCH);
  expect(await lease.settleRest('customers', 'cancelled')).toBe(5);
  expect((await rowsOf(lease.runId)).map((row) => row.outcome)).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'cancelled',
    'cancelled',
  ]);
  await expectCountersTrue(lease.runId);
});

test('a run with a row that has no outcome is never called complete', async () => {
  const lease = await runAtWork(db.pool, 2);
  await lease.settle('customers', [created(0)]);
  await expect(lease.finish({ status: 'completed' })).rejects.toThrow('rows of "customers" have no outcome');
  await lease.settle('customers', [created(1)]);
  await lease.finish({ status: 'completed' });
  await expect(lease.heartbeat()).rejects.toBeInstanceOf(LeaseLost);
  expect(await acquireLease(db.pool, lease.runId, 'worker 2')).toBeNull();
});

test('a run that fails leaves no row without an outcome', async () => {
  const lease = await runAtWork(db.pool, 3);
  await lease.settle('customers', [created(0)]);
  await lease.finish({ status: 'failed', message: 'It broke.' });
  expect((await rowsOf(lease.runId)).map((row) => row.outcome)).toEqual([
    'created',
    'cancelled',
    'cancelled',
  ]);
  await expectCountersTrue(lease.runId);
});

test('a run handed on goes to the next worker as it is', async () => {
  const first = await runAtWork(db.pool, 2);
  await first.settle('customers', [created(0)]);
  await first.finish({ status: 'handed_on' });
  const second = await takeLease(db.pool, first.runId, 'worker 2');
  expect(second.state).toMatchObject({ status: 'running', snapshotHash: 'hash' });
  await second.start([PARTNERS], 'hash');
  expect((await second.nodes())[0]).toMatchObject({
    status: 'running',
    rowsTotal: 2,
    counts: { created: 1 },
  });
  await second.settle('customers', [created(1)]);
  await second.setNodeStatus('customers', 'completed');
  await second.finish({ status: 'completed' });
  const events = await eventsAfter(db.pool, first.runId, 0, 100);
  expect(events.map(({ seq, event }) => `${seq} ${event.type}`)).toEqual([
    '1 run_queued',
    '2 run_started',
    '3 node_prepared',
    '4 node_started',
    '5 rows_settled',
    '6 run_handed_on',
    '7 run_resumed',
    '8 rows_settled',
    '9 node_finished',
    '10 run_finished',
  ]);
});
