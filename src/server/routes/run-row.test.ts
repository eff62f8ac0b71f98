import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

test('a row is found by node and position; what is no row is a problem', async () => {
  const { app, call } = await startTestServer();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  await app.graphs.create({ id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] });
  await app.runs.start({ graphId: 'crm' });
  const get = (row: string) => call({ url: `/api/v1/runs/run_1/rows/${row}` });
  const found = await get('companies:12');
  expect(found.json()).toMatchObject({
    node: 'companies',
    ord: 12,
    row: 14,
    sheet: 'Companies',
    prepared: null,
  });
  expect((await get('companies:12/children')).json()).toEqual({ items: [], next_cursor: null });
  for (const [row, status] of [
    ['companies:99', 404],
    ['companies', 400],
    ['companies:x', 400],
  ] as const)
    expect([row, (await get(row)).statusCode]).toEqual([row, status]);
});
