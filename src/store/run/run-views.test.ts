import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import {
  anIssue,
  created,
  inChunks,
  newRun,
  newRunInput,
  preparedRow,
  rejected,
  runAtWork,
  takeLease,
} from '../../../test/support/stored-run.ts';
import type { RowIssue } from '../../load/run-store.ts';
import { KeyMap } from '../key-map.ts';
import { openEventFeed } from './event-feed.ts';
import { groupIssues } from './run-issues.ts';
import { runProgress } from './run-progress.ts';
import { listRows } from './run-rows.ts';
import { getRun, listRuns, runListQuery } from './run-views.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('rows are filtered by node, outcome, issue and text of the key, and paged in order', async () => {
  const lease = await takeLease(db.pool, await newRun(db.pool));
  await lease.start(
    [
      { node: 'customers', index: 0, model: 'res.partner' },
      { node: 'orders', index: 1, model: 'sale.order' },
    ],
    'hash',
  );
  const keys = ['ALFKI', 'caf~C3~A9', 'a~5Fb', 'axb'];
  const rows = keys.map((key, ord) => preparedRow(ord, { key }));
  await lease.savePrepared('customers', inChunks(rows), inChunks<RowIssue>([]));
  await lease.savePrepared('orders', inChunks(rows), inChunks<RowIssue>([]));
  await lease.settle('customers', [created(0), rejected(2, { field: 'name', row: 4, value: '?' })]);
  await lease.settle('orders', [
    { ord: 1, outcome: 'blocked', recordId: null, blockedBy: 'customers:caf~C3~A9' },
  ]);

  const found = async (query: object) =>
    (await listRows(db.pool, lease.runId, { limit: 10, ...query })).items.map(
      (row) => `${row.node} ${row.key}`,
    );
  expect(await found({ node: 'orders', outcome: 'blocked' })).toEqual(['orders caf~C3~A9']);
  expect(await found({ issue: 'odoo_rejected' })).toEqual(['customers a~5Fb']);
  expect(await found({ text: 'alf', node: 'customers' })).toEqual(['customers ALFKI']);
  expect(await found({ text: 'fé', node: 'orders' })).toEqual(['orders caf~C3~A9']);
  expect(await found({ text: 'a_b', node: 'orders' })).toEqual(['orders a~5Fb']);

  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listRows(db.pool, lease.runId, { limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((row) => `${row.node} ${row.ord}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(
    ['customers', 'orders'].flatMap((node) => [0, 1, 2, 3].map((ord) => `${node} ${ord}`)),
  );

  const [row] = (await listRows(db.pool, lease.runId, { limit: 1, outcome: 'rejected' })).items;
  expect(row).toEqual({
    node: 'customers',
    row: 4,
    ord: 2,
    key: 'a~5Fb',
    outcome: 'rejected',
    rule: null,
    recordId: null,
    blockedBy: null,
    undo: null,
    undoReason: null,
    undoDetail: null,
    issues: [anIssue({ field: 'name', row: 4, value: '?' })],
  });
});

test('issues are grouped by their cause, with the first of each', async () => {
  const lease = await runAtWork(db.pool, 20);
  await lease.settle(
    'customers',
    Array.from({ length: 20 }, (_, ord) =>
      rejected(
        ord,
        ord < 12 ? { code: 'date_invalid', field: 'date', column: 'Born', row: ord } : { row: ord },
      ),
    ),
  );
  const groups = await groupIssues(db.pool, lease.runId);
  expect(
    groups.map(({ samples, ...group }) => ({ ...group, rows: samples.map((issue) => issue.row) })),
  ).toEqual([
    {
      node: 'customers',
      severity: 'error',
      code: 'date_invalid',
      field: 'date',
      column: 'Born',
      count: 12,
      rows: [0, 1, 2, 3, 4],
    },
    {
      node: 'customers',
      severity: 'error',
      code: 'odoo_rejected',
      field: null,
      column: null,
      count: 8,
      rows: [12, 13, 14, 15, 16],
    },
  ]);
});

test('progress tells counts, what the run waits for, and an honest rate', async () => {
  const lease = await runAtWork(db.pool, 200);
  await lease.settle(
    'customers',
    Array.from({ length: 50 }, (_, ord) => created(ord)),
  );
  await lease.setWaiting('Odoo (429), next try at 10:00:05');
  const early = await getRun(db.pool, lease.runId);
  expect(early?.progress).toMatchObject({
    currentNode: 'customers',
    currentIndex: 0,
    totalNodes: 1,
    percentage: 25,
    rowsDone: 50,
    rowsTotal: 200,
    rowsPerSecond: null,
    etaSeconds: null,
    waitingFor: 'Odoo (429), next try at 10:00:05',
  });
  await db.pool.query(`update run_event set at = at - interval '10 seconds' where run_id = $1`, [
    lease.runId,
  ]);
  const later = (await getRun(db.pool, lease.runId))?.progress;
  expect(later?.rowsPerSecond).toBeGreaterThan(4);
  expect(later?.rowsPerSecond).toBeLessThanOrEqual(5);
  expect(later?.etaSeconds).toBeGreaterThanOrEqual(30);
});

test('percentage is 0 while rows are being counted and 100 only when the work is done', () => {
  const NONE = { adopted: 0, vanished: 0 };
  const counts = {
    created: 10,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    rejected: 0,
    blocked: 0,
    unknown: 0,
    cancelled: 0,
  };
  const undo = { toUndo: 0, deleted: 0, restored: 0, kept: 0, archived: 0 };
  const node = {
    node: 'a',
    index: 0,
    model: 'm',
    status: 'running',
    rowsTotal: 10,
    counts,
    undo,
    ...NONE,
  } as const;
  const percentage = (...args: Parameters<typeof runProgress>) => runProgress(...args).percentage;
  expect(percentage('running', [node, { ...node, node: 'b', rowsTotal: null }])).toBe(0);
  expect(percentage('running', [node])).toBe(99);
  expect(percentage('completed', [node])).toBe(100);
  expect(percentage('failed', [{ ...node, rowsTotal: 40 }])).toBe(25);
  expect(percentage('pending', [])).toBe(0);
});

test('runs are listed newest first, by graph and status', async () => {
  const input = await newRunInput(db.pool);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    const lease = await takeLease(db.pool, await newRun(db.pool, input));
    await lease.finish({ status: i === 1 ? 'completed_with_errors' : 'completed' });
    ids.unshift(lease.runId);
  }
  const first = await listRuns(db.pool, { limit: 2, graphId: input.graphId });
  expect(first.items.map((run) => run.id)).toEqual(ids.slice(0, 2));
  const cursor = first.nextCursor ?? '';
  const second = await listRuns(db.pool, { limit: 2, graphId: input.graphId, cursor });
  expect(second).toMatchObject({ items: [{ id: ids[2], graphName: 'Shop' }], nextCursor: null });
  const bad = await listRuns(db.pool, { limit: 9, graphId: input.graphId, status: 'completed_with_errors' });
  expect(bad.items.map((run) => run.id)).toEqual([ids[1]]);
});

test('runs are listed by connection and time, with the names of what they were made with', async () => {
  const input = await newRunInput(db.pool);
  const runId = await newRun(db.pool, input);
  const { connectionId, datasetId } = input;
  await db.pool.query(`update graph_run set created_at = '2020-05-05T12:00:00Z' where id = $1`, [runId]);
  const found = async (query: object) =>
    (await listRuns(db.pool, { limit: 9, connectionId, ...query })).items.map((run) => run.id);
  expect(await found({})).toEqual([runId]);
  expect(await found({ datasetId, from: '2020-05-05', to: '2020-05-06' })).toEqual([runId]);
  expect(await found({ from: '2020-05-05T12:00:01Z' })).toEqual([]);
  expect(await found({ to: '2020-05-05T12:00:00Z' })).toEqual([]);
  const run = await getRun(db.pool, runId);
  expect(run).toMatchObject({ graphName: 'Shop', datasetName: 'shop.xlsx' });
  expect(run?.connectionName).toMatch(/^name_/);
});

test('a page of ten thousand runs is read from the end of an index and sorts nothing', async () => {
  const input = await newRunInput(db.pool);
  const runId = await newRun(db.pool, input);
  await db.pool.query(
    `insert into graph_run (id, graph_id, graph_version, dataset_id, dataset_hash, connection_id, namespace, status, created_at)
     select 'run_0' || lpad(n::text, 8, '0'), graph_id, graph_version, dataset_id, dataset_hash, connection_id, namespace,
       'completed', created_at - n * interval '1 minute'
     from graph_run, generate_series(1, 10000) n where id = $1`,
    [runId],
  );
  await db.pool.query('analyze graph_run');
  for (const filter of [
    {},
    { cursor: runId },
    { status: 'completed' },
    { graphId: input.graphId },
  ] as const) {
    const { text, values } = runListQuery({ limit: 50, ...filter });
    const answer = await db.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
    const plan = answer.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan Backward using graph_run_\w+ on graph_run/);
    expect(plan).not.toContain('Sort');
  }
});

test('the key map is paged by node and key', async () => {
  const lease = await runAtWork(db.pool, 5);
  const results = Array.from({ length: 5 }, (_, ord) =>
    created(ord, {
      keyMap: { key: `K${ord}`, externalId: `shop.customers_K${ord}`, byId: null, fieldHashes: {} },
    }),
  );
  await lease.settle('customers', results);
  const place = { connectionId: lease.state.connectionId, namespace: 'shop' };
  const first = await new KeyMap(db.pool).list({ ...place, limit: 3 });
  const rest = await new KeyMap(db.pool).list({ ...place, limit: 3, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...rest.items].map((entry) => entry.key)).toEqual(['K0', 'K1', 'K2', 'K3', 'K4']);
  expect(
    (await new KeyMap(db.pool).list({ ...place, limit: 3, key: 'K4', node: 'customers' })).items,
  ).toMatchObject([{ key: 'K4', recordId: 1004, createdRun: lease.runId }]);
});

test('a reader waiting for events is woken by one, and not made to wait for one that is there', async () => {
  const lease = await runAtWork(db.pool, 2);
  const feed = await openEventFeed(db);
  try {
    const seq = (
      await db.pool.query('select max(seq) as seq from run_event where run_id = $1', [lease.runId])
    ).rows[0].seq;
    await feed.waitForEvent(lease.runId, seq - 1, 60_000);
    const woken = feed.waitForEvent(lease.runId, seq, 60_000);
    await lease.settle('customers', [created(0)]);
    await woken;
    await feed.waitForEvent(lease.runId, seq + 1, 20);
    const stop = new AbortController();
    const stopped = feed.waitForEvent(lease.runId, seq + 1, 60_000, stop.signal);
    stop.abort();
    await stopped;
  } finally {
    await feed.close();
  }
});
