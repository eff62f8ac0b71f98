import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

async function serve() {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/graphs', payload: { name: 'Leads', nodes: [] } });
  const connection = { name: 'prod', url: 'https://odoo.example', database: 'prod', secret: 'x' };
  await call({ method: 'POST', url: '/api/v1/connections', payload: connection });
  return (url: string) => call({ method: 'GET', url: `/api/v1${url}` });
}

test('readiness of a connection, in the words of the API', async () => {
  const get = await serve();
  const answer = await get('/connections/con_1/readiness?graph_id=gra_1');
  expect(answer.json()).toEqual({
    ready: false,
    target: { server_version: '19.0', database: 'prod', is_shipped: false },
    findings: [
      {
        severity: 'blocker',
        code: 'right_missing',
        message: 'Node "leads": may not create.',
        node: 'leads',
        model: 'crm.lead',
        field: null,
      },
    ],
    models: [
      {
        model: 'crm.lead',
        nodes: ['leads'],
        exists: true,
        module: 'crm',
        needs: ['read', 'create'],
        missing: ['create'],
      },
    ],
  });
});

test('without a connection a shipped schema is looked at', async () => {
  const get = await serve();
  const answer = await get('/graphs/gra_1/readiness?odoo_version=14');
  expect(answer.json()).toMatchObject({ target: { is_shipped: true, database: 'Odoo 14 as shipped' } });
});

test.each([
  ['/connections/con_1/readiness', 400, 'request_invalid'],
  ['/connections/con_9/readiness?graph_id=gra_1', 404, 'not_found'],
  ['/connections/con_1/readiness?graph_id=gra_9', 404, 'not_found'],
  ['/graphs/gra_1/readiness?odoo_version=12', 400, 'request_invalid'],
])('%s is refused with %i', async (url, status, code) => {
  const get = await serve();
  expect((await get(url)).json()).toMatchObject({ status, code });
});
