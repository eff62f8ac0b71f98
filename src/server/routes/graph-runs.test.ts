import { expect, test } from 'vitest';
import { AT } from '../../../test/support/test-app/world.ts';
import { startTestServer, type TestServer } from '../../../test/support/test-server.ts';

const node = {
  id: 'companies',
  type: 'model',
  data: { odooModel: 'res.partner', key: ['Name'], fields: { name: { column: 'Name' } } },
};

async function withGraph(): Promise<TestServer> {
  const started = await startTestServer();
  await started.call({
    method: 'POST',
    url: '/api/v1/graphs',
    payload: { id: 'crm', name: 'CRM', nodes: [node] },
  });
  return started;
}

test('a run is started as the original contract says', async () => {
  const { call } = await withGraph();
  const answer = await call({ method: 'POST', url: '/api/v1/graphs/crm/run?dataset_id=dat_7' });
  expect(answer.statusCode).toBe(202);
  expect(answer.headers.location).toBe('/api/v1/runs/run_1');
  expect(answer.json()).toEqual({
    id: 'run_1',
    status: 'pending',
    task_id: 'task_of_run_1',
    message: 'Graph execution started',
  });
  expect((await call({ url: '/api/v1/runs/run_1' })).json()).toMatchObject({ dataset_id: 'dat_7' });
});

test('the body says what the query may say, and wins', async () => {
  const { call } = await withGraph();
  const url = '/api/v1/graphs/crm/run?dataset_id=dat_query';
  await call({ method: 'POST', url, payload: { dataset_id: 'dat_body', failure_mode: 'stop' } });
  expect((await call({ url: '/api/v1/runs/run_1' })).json()).toMatchObject({ dataset_id: 'dat_body' });
});

test('an empty body that calls itself JSON is no body', async () => {
  const { call } = await withGraph();
  const headers = { 'content-type': 'application/json' };
  expect((await call({ method: 'POST', url: '/api/v1/graphs/crm/run', headers })).statusCode).toBe(202);
});

test('the idempotency key reaches the use case', async () => {
  const { call } = await withGraph();
  const headers = { 'idempotency-key': 'monday' };
  expect((await call({ method: 'POST', url: '/api/v1/graphs/crm/run', headers })).json().id).toBe(
    'run_monday',
  );
});

test('a second run of a graph that is running is 409', async () => {
  const { call, app } = await withGraph();
  await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  app.setStatus('run_1', 'running');
  const answer = await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  expect(answer.json()).toMatchObject({ status: 409, code: 'conflict' });
});

test('a run of an invalid graph is 400 with every error', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/graphs', payload: { id: 'empty', name: 'E', nodes: [] } });
  const problem = (await call({ method: 'POST', url: '/api/v1/graphs/empty/run' })).json();
  expect(problem).toMatchObject({ status: 400, detail: expect.stringMatching(/^Graph validation failed: /) });
  expect(problem.issues).toHaveLength(2);
});

test.each([
  ['run', { dry_run: true, dataset_id: 'dat_body' }],
  ['check', { dataset_id: 'dat_body' }],
])('a check is started by /%s and read like a run', async (path, payload) => {
  const { call } = await withGraph();
  const answer = await call({ method: 'POST', url: `/api/v1/graphs/crm/${path}`, payload });
  expect([answer.statusCode, answer.headers.location]).toEqual([202, '/api/v1/runs/run_1']);
  expect(answer.json()).toMatchObject({ id: 'run_1', status: 'pending', message: 'Graph check started' });
  expect((await call({ url: '/api/v1/runs/run_1' })).json()).toMatchObject({
    kind: 'check',
    check_depth: 'offline',
    dataset_id: 'dat_body',
  });
  await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  const ids = async (kind: string) =>
    (await call({ url: `/api/v1/runs?kind=${kind}` })).json().items.map((run: { id: string }) => run.id);
  expect([await ids('check'), await ids('run')]).toEqual([['run_1'], ['run_2']]);
});

test('progress has the fields of the original contract and ours', async () => {
  const { call } = await withGraph();
  await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  const answer = await call({ url: '/api/v1/graph-runs/run_1/progress' });
  const leads = {
    created: 1,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    rejected: 2,
    blocked: 3,
    unknown: 0,
    cancelled: 0,
  };
  const companies = { ...leads, created: 2, updated: 1, unchanged: 4, rejected: 0, blocked: 0 };
  const undo = { to_undo: 0, deleted: 0, restored: 0, kept: 0, archived: 0 };
  expect(answer.json()).toEqual({
    id: 'run_1',
    kind: 'run',
    check_depth: null,
    of_run: null,
    status: 'pending',
    progress: {
      current_node: 'leads',
      current_index: 1,
      total_nodes: 2,
      percentage: 61,
      rows_done: 13,
      rows_total: 20,
      rows_per_second: 12.5,
      eta_seconds: null,
      waiting_for: 'Odoo (429), next try at 14:03:07',
      nodes: [
        {
          node_id: 'companies',
          model: 'res.partner',
          status: 'completed',
          rows_total: 7,
          undo,
          adopted: 1,
          vanished: 2,
          ...companies,
        },
        {
          node_id: 'leads',
          model: 'crm.lead',
          status: 'running',
          rows_total: 13,
          undo,
          adopted: 0,
          vanished: 0,
          ...leads,
        },
      ],
    },
    stats: {
      nodes_executed: 1,
      nodes_failed: 0,
      total_records: 4,
      node_results: {
        companies: { status: 'completed', records_imported: 3, ...companies },
        leads: {
          status: 'running',
          records_imported: 1,
          ...leads,
          error: 'Not loaded: 2 rejected, 3 blocked, 0 of unknown outcome',
        },
      },
    },
    error_message: null,
    pause_reason: null,
    started_at: null,
    completed_at: null,
    rolled_back_at: null,
    created_at: AT,
    graph_id: 'crm',
    graph_name: 'CRM',
    graph_version: 1,
    dataset_id: 'dat_newest',
    dataset_name: 'data',
    dataset_hash: 'abc',
    connection_id: 'con_1',
    connection_name: 'prod',
    counts: { ...leads, created: 3, updated: 1, unchanged: 4 },
    task_id: 'task_of_run_1',
  });
  expect((await call({ url: '/api/v1/runs/run_1' })).json()).toEqual(answer.json());
});

test('progress of an unknown run is 404 in the words of the original contract', async () => {
  const { call } = await startTestServer();
  const answer = await call({ url: '/api/v1/graph-runs/none/progress' });
  expect(answer.json()).toMatchObject({ status: 404, detail: 'GraphRun none not found' });
});
