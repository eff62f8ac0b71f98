import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

const field = { model: 'res.partner', name: 'x_tier', label: 'Tier', type: 'char' };
const json = { 'content-type': 'application/json' };

test('proposals in the words of the API', async () => {
  const { call } = await startTestServer();
  const answer = await call({ method: 'POST', url: '/api/v1/datasets/ds_1/custom-fields?graph_id=gr_1' });
  expect(answer.json()).toEqual({
    target: { server_version: '19.0', database: 'ds_1' },
    proposals: [
      {
        sheet: 'Kunden',
        column: 'Tier',
        node: 'kunden',
        field,
        mapping: { column: 'Tier' },
        reason: 'texts',
      },
    ],
    left: [{ sheet: 'Kunden', column: 'Fax', reason: 'it is empty' }],
    graph: { name: 'gr_1', nodes: [] },
  });
});

test('fields are made, and what is no field is refused', async () => {
  const { call } = await startTestServer();
  const post = (fields: unknown) =>
    call({
      method: 'POST',
      url: '/api/v1/connections/con_1/custom-fields',
      headers: json,
      payload: JSON.stringify({ fields }),
    });
  const made = await post([field]);
  expect(made.statusCode).toBe(201);
  expect(made.json()).toEqual({ fields: [{ field, record_id: 1, state: 'created' }] });
  expect((await post([{ ...field, name: 'tier' }])).statusCode).toBe(400);
  expect((await post([field, field])).statusCode).toBe(400);
  expect((await post([])).statusCode).toBe(400);
});

test('a field that is used goes with force only', async () => {
  const { call } = await startTestServer();
  const url = '/api/v1/connections/con_1/custom-fields/res.partner/x_tier';
  expect((await call({ method: 'DELETE', url })).statusCode).toBe(409);
  const removed = await call({ method: 'DELETE', url: `${url}?force=true` });
  expect(removed.json()).toEqual({ model: 'res.partner', name: 'x_tier', filled: 2, uses: ['view "Form"'] });
  expect((await call({ method: 'DELETE', url: url.replace('x_tier', 'name') })).statusCode).toBe(400);
});

test('the module is a zip, the same bytes each time', async () => {
  const { call } = await startTestServer();
  const ask = (more: object) =>
    call({
      method: 'POST',
      url: '/api/v1/custom-fields/module',
      headers: json,
      payload: JSON.stringify({ fields: [field], ...more }),
    });
  const [first, second] = [await ask({ name: 'shop' }), await ask({ name: 'shop' })];
  expect(first.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="shop.zip"',
  });
  expect(first.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
  const unknown = await ask({ fields: [{ ...field, model: 'fleet.vehicle' }] });
  expect(unknown.json()).toMatchObject({ status: 400, detail: expect.stringContaining('fleet.vehicle') });
});
