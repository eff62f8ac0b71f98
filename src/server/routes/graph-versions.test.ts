import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

async function serve() {
  const { call } = await startTestServer();
  for (const name of ['Leads', 'Orders'])
    await call({ method: 'POST', url: '/api/v1/graphs', payload: { name, nodes: [] } });
  return (url: string) => call({ method: 'GET', url: `/api/v1/graphs${url}` });
}

test('graphs are found by a part of their name', async () => {
  const get = await serve();
  expect((await get('?q=ead')).json().items).toMatchObject([{ name: 'Leads' }]);
});

test('versions, one of them, and what changed, in the words of the API', async () => {
  const get = await serve();
  expect((await get('/gra_1/versions')).json()).toEqual({
    items: [{ version: 1, name: 'Leads', nodes: 0, created_at: '2026-01-02T03:04:05.000Z' }],
    next_cursor: null,
  });
  expect((await get('/gra_1/versions/1')).json()).toMatchObject({
    id: 'gra_1',
    version: 1,
    spec: { nodes: [] },
  });
  expect((await get('/gra_1/versions/1/diff?to=2')).json()).toEqual({
    from: { version: 1, yaml: 'version: 1\n' },
    to: { version: 2, yaml: 'version: 2\n' },
    changes: [
      {
        what: 'node',
        change: 'changed',
        node: 'companies',
        field: null,
        edge: null,
        property: 'sheet',
        before: 'Old',
        after: 'New',
      },
    ],
  });
});

test.each([
  ['/gra_9/versions', 404],
  ['/gra_9/versions/1', 404],
  ['/gra_9/versions/1/diff', 404],
  ['/gra_1/versions/0', 400],
  ['/gra_1/versions/x/diff', 400],
])('%s is refused with %i', async (url, status) => {
  const get = await serve();
  expect((await get(url)).statusCode).toBe(status);
});
