import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

async function withRun() {
  const { call, app } = await startTestServer();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  const payload = { id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] };
  await call({ method: 'POST', url: '/api/v1/graphs', payload });
  await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  return { app, get: (url: string) => call({ url: `/api/v1/runs${url}` }) };
}

test('the calls of a run, in the words of the API', async () => {
  const { get } = await withRun();
  expect((await get('/run_1/batches?limit=5')).json()).toEqual({
    items: [
      {
        batch: 1,
        node: 'companies',
        kind: 'create',
        state: 'settled',
        generation: 0,
        rows: 3,
        attempts: 1,
        started_at: '2026-01-02T03:04:05.000Z',
        finished_at: '2026-01-02T03:04:05.000Z',
        counts: { created: 2, rejected: 1 },
      },
    ],
    next_cursor: null,
  });
  expect((await get('/run_1/batches?order=desc&node=x')).json()).toMatchObject({
    items: [{ batch: 9, node: 'x' }],
  });
});

test('rows per time slot; none before the run began', async () => {
  const { app, get } = await withRun();
  expect((await get('/run_1/throughput')).json()).toEqual({ slot_seconds: null, points: [] });
  app.setStatus('run_1', 'completed');
  expect((await get('/run_1/throughput')).json()).toEqual({
    slot_seconds: 5,
    points: [{ at: '2026-01-02T03:04:05.000Z', rows: 7 }],
  });
});

test('runs are listed by connection and by when they were made, with names and counts', async () => {
  const { get } = await withRun();
  const ids = async (query: string) =>
    (await get(`?${query}`)).json().items.map(({ id }: { id: string }) => id);
  expect(await ids('connection_id=con_1&from=2026-01-02&to=2026-01-03T00:00:00Z')).toEqual(['run_1']);
  expect(await ids('connection_id=con_2')).toEqual([]);
  expect(await ids('from=2026-01-03')).toEqual([]);
  expect((await get('')).json().items[0]).toMatchObject({
    graph_name: 'CRM',
    dataset_name: 'data',
    connection_name: 'prod',
    counts: { created: 3, updated: 1, unchanged: 4, rejected: 2, blocked: 3, cancelled: 0 },
  });
});

test.each([
  ['/run_9/batches', 404],
  ['/run_9/throughput', 404],
  ['/run_1/batches?state=lost', 400],
  ['?from=yesterday', 400],
])('%s is refused with %i', async (url, status) => {
  const { get } = await withRun();
  expect((await get(url)).statusCode).toBe(status);
});
