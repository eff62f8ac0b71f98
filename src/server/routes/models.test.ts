import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

async function serve() {
  const { call } = await startTestServer();
  const connection = { name: 'prod', url: 'https://odoo.example', database: 'prod', secret: 'x' };
  await call({ method: 'POST', url: '/api/v1/connections', payload: connection });
  return (url: string, method: 'GET' | 'POST' = 'GET') => call({ method, url: `/api/v1${url}` });
}

test.each(['/models', '/connections/con_1/models'])('%s finds models by label and by name', async (url) => {
  const get = await serve();
  const byLabel = (await get(`${url}?q=sales order&limit=1`)).json();
  expect(byLabel).toMatchObject({
    target: { server_version: '19.0', database: 'Odoo 19 as shipped', is_shipped: true },
    taken_at: null,
    items: [{ model: 'sale.order', label: 'Sales Order', is_read: true }],
  });
  expect(byLabel.total).toBeGreaterThan(1);
  expect((await get(`${url}?q=crm.lead`)).json().items[0]).toMatchObject({ model: 'crm.lead' });
  expect((await get(`${url}?q=nothing of it`)).json()).toMatchObject({ items: [], total: 0 });
});

test('the fields of a model, in the words of the API', async () => {
  const get = await serve();
  const model = (await get('/connections/con_1/models/res.partner?odoo_version=14')).json();
  expect(model).toMatchObject({ model: 'res.partner', label: 'Contact', target: { server_version: '14.0' } });
  const field = (name: string) => model.fields.find((one: { name: string }) => one.name === name);
  expect(field('country_id')).toEqual({
    name: 'country_id',
    label: 'Country',
    type: 'many2one',
    required: false,
    has_default: false,
    readonly: false,
    stored: true,
    computed: false,
    relation: 'res.country',
    selection: null,
    selection_total: null,
    size: null,
    translated: false,
    help: null,
  });
  const zones = field('tz');
  expect(zones.selection).toHaveLength(200);
  expect(zones.selection_total).toBeGreaterThan(200);
});

test('a name that is none is refused with the nearest one', async () => {
  const get = await serve();
  expect((await get('/models/res.partnr')).json()).toMatchObject({
    status: 404,
    detail: 'Odoo 19 as shipped has no model res.partnr. Did you mean "res.partner"?',
  });
});

test('models are asked for anew', async () => {
  const get = await serve();
  expect((await get('/connections/con_1/snapshot', 'POST')).json()).toMatchObject({ models: 53 });
});

test.each([
  ['/connections/con_9/models', 404],
  ['/connections/con_9/models/res.partner', 404],
  ['/models?limit=501', 400],
  ['/models?odoo_version=12', 400],
])('%s is refused with %i', async (url, status) => {
  const get = await serve();
  expect((await get(url)).statusCode).toBe(status);
});
