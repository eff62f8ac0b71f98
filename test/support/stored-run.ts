import type pg from 'pg';
import type { Issue } from '../../src/issue.ts';
import type { NewBatch, PreparedRow, RowIssue, RowResult, RunLease } from '../../src/load/run-store.ts';
import { Connections } from '../../src/store/connections.ts';
import { Datasets } from '../../src/store/datasets.ts';
import { Graphs } from '../../src/store/graphs.ts';
import { acquireLease } from '../../src/store/run/acquire-lease.ts';
import { createRun, type NewRun, type SendRun } from '../../src/store/run/create-run.ts';
import { secretKey } from '../../src/store/secret-box.ts';
import { newId } from '../../src/util/new-id.ts';

export const TEST_KEY = secretKey(Buffer.from('0123456789abcdef0123456789ABCDEF'));

/** For tests that need no queue: every run is taken. */
export const sendNowhere: SendRun = async () => newId('task');

/** A graph, a dataset and a connection of their own, as a run needs them. */
export async function newRunInput(pool: pg.Pool): Promise<NewRun> {
  const graph = await new Graphs(pool).create({ name: 'Shop', nodes: [] });
  const dataset = await new Datasets(pool).create({
    id: newId('ds'),
    name: 'shop.xlsx',
    hash: 'ab'.repeat(32),
    createdAt: '2026-11-22T10:00:00.000Z',
    files: [],
    sheets: [],
    issues: [],
  });
  const made = await new Connections(pool, TEST_KEY).create({
    name: newId('name'),
    url: 'https://odoo.example',
    database: 'shop',
    secret: 'hunter2',
  });
  if (made.kind !== 'saved') throw new Error(made.kind);
  return {
    graphId: graph.id,
    graphVersion: graph.version,
    datasetId: dataset.id,
    connectionId: made.connection.id,
    namespace: 'shop',
    failureMode: null,
  };
}

export async function newRun(pool: pg.Pool, input?: NewRun): Promise<string> {
  const result = await createRun(pool, sendNowhere, input ?? (await newRunInput(pool)));
  if (result.kind !== 'created') throw new Error(result.kind);
  return result.run.id;
}

export const PARTNERS = { node: 'customers', index: 0, model: 'res.partner' };

/** A run at work: node `customers` with so many rows that wait, keys `K0`, `K1`, … */
export async function runAtWork(pool: pg.Pool, rows: number): Promise<RunLease> {
  const lease = await takeLease(pool, await newRun(pool));
  await lease.start([PARTNERS], 'hash');
  await lease.savePrepared('customers', inChunks(preparedRows(rows)), inChunks<RowIssue>([]));
  await lease.setNodeStatus('customers', 'running');
  return lease;
}

export async function takeLease(pool: pg.Pool, runId: string, worker = 'worker 1'): Promise<RunLease> {
  const lease = await acquireLease(pool, runId, worker);
  if (lease === null) throw new Error(`${worker} did not get the lease of ${runId}`);
  return lease;
}

/** As if the worker had been silent for longer than its lease lasts. */
export async function letLeaseExpire(pool: pg.Pool, runId: string): Promise<void> {
  await pool.query(
    `update run_lease set expires_at = clock_timestamp() - interval '1 second' where run_id = $1`,
    [runId],
  );
}

export function preparedRows(count: number): PreparedRow[] {
  return Array.from({ length: count }, (_, ord) => preparedRow(ord));
}

export function preparedRow(ord: number, change: Partial<PreparedRow> = {}): PreparedRow {
  return {
    ord,
    srcRow: ord + 2,
    key: `K${ord}`,
    generation: 0,
    outcome: null,
    rule: null,
    recordId: null,
    ...change,
  };
}

/** The first three rows of `PARTNERS`, sent. */
export const A_BATCH: NewBatch = {
  node: 'customers',
  kind: 'create',
  ords: [0, 1, 2],
  columns: ['id', 'name'],
  payloadHash: 'ff',
};

export function created(ord: number, change: Partial<RowResult> = {}): RowResult {
  return { ord, outcome: 'created', recordId: 1000 + ord, ...change };
}

export function rejected(ord: number, issue: Partial<Issue> = {}): RowResult {
  return { ord, outcome: 'rejected', recordId: null, issues: [anIssue(issue)] };
}

export function anIssue(change: Partial<Issue> = {}): Issue {
  return {
    severity: 'error',
    code: 'odoo_rejected',
    message: 'Odoo refused it.',
    node: 'customers',
    ...change,
  };
}

export async function* inChunks<T>(items: readonly T[], size = 2000): AsyncIterable<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
