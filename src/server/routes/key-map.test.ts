import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

const node = {
  id: 'companies',
  type: 'model',
  data: { odooModel: 'res.partner', key: ['Name'], fields: { name: { column: 'Name' } } },
};

async function server() {
  const { app, call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/graphs', payload: { id: 'crm', name: 'CRM', nodes: [node] } });
  await app.runs.start({ graphId: 'crm' });
  return call;
}

const ENTRY = {
  node: 'companies',
  key: 'ACME',
  model: 'res.partner',
  record_id: 12,
  external_id: 'crm.companies_ACME',
  by_id: null,
  created_run: 'run_1',
  written_run: 'run_1',
  vanished_run: null,
  updated_at: '2026-01-02T03:04:05.000Z',
};

test('the key map of a graph is listed, by node and key', async () => {
  const call = await server();
  const all = await call({ url: '/api/v1/key-map?graph_id=crm' });
  expect(all.json()).toEqual({ items: [ENTRY], next_cursor: null });
  const none = await call({ url: '/api/v1/key-map?graph_id=crm&node=companies&key=NONE' });
  expect(none.json()).toEqual({ items: [], next_cursor: null });
  expect((await call({ url: '/api/v1/key-map' })).statusCode).toBe(400);
  expect((await call({ url: '/api/v1/key-map?graph_id=other' })).statusCode).toBe(404);
});

test('a key is renamed', async () => {
  const call = await server();
  const rename = (payload: object) => call({ method: 'PATCH', url: '/api/v1/key-map', payload });
  const body = { graph_id: 'crm', node: 'companies', key: 'ACME', new_key: 'ACME-2' };
  const renamed = await rename(body);
  expect([renamed.statusCode, renamed.json()]).toEqual([200, { ...ENTRY, key: 'ACME-2', by_id: 'renamed' }]);
  expect((await rename({ ...body, key: 'NONE' })).statusCode).toBe(404);
  expect((await rename({ ...body, new_key: '' })).statusCode).toBe(400);
});

test('vanished rows of a run are listed', async () => {
  const call = await server();
  const answer = await call({ url: '/api/v1/runs/run_1/vanished?state=withheld' });
  expect(answer.json()).toEqual({
    items: [
      {
        node: 'companies',
        key: 'OLD',
        model: 'res.partner',
        record_id: 12,
        external_id: 'crm.companies_OLD',
        action: 'archive',
        state: 'withheld',
        reason: 'more_than_half',
        detail: null,
        renamed_to: null,
      },
    ],
    next_cursor: null,
  });
});
