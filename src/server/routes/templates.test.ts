import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

const URL = '/api/v1/templates';

test('templates are listed in the order in which they are imported, and one is shown with its graph', async () => {
  const { call } = await startTestServer();
  const { items } = (await call({ url: URL })).json<{ items: { id: string }[] }>();
  expect(items.map(({ id }) => id)).toEqual([
    'foundation',
    'contacts',
    'products',
    'crm',
    'sales',
    'projects',
    'hr',
    'accounting',
    'complete-migration',
  ]);
  expect((await call({ url: `${URL}/contacts` })).json()).toMatchObject({
    title: 'Contacts',
    modules: ['contacts'],
    models: ['res.partner', 'res.partner.category'],
    sheets: [{ name: 'tags', columns: ['Tag', 'Parent'], rows: 10 }, {}, {}],
    spec: { nodes: [{ id: 'tags' }, { id: 'companies' }, { id: 'people' }] },
  });
  expect((await call({ url: `${URL}/..%2Fnorthwind` })).json()).toMatchObject({
    status: 404,
    detail: expect.stringContaining('There are foundation, contacts,') as string,
  });
});

test('the sample workbook is downloaded as XLSX', async () => {
  const { call } = await startTestServer();
  const answer = await call({ url: `${URL}/products/workbook` });
  expect(answer.headers['content-disposition']).toBe('attachment; filename="products.xlsx"');
  const { sheets } = await readXlsx(new Uint8Array(answer.rawPayload));
  expect(sheets.map((sheet) => sheet.name)).toContain('style_options');
  const options = sheets.find((sheet) => sheet.name === 'options');
  expect(options?.rows.slice(0, 2)).toEqual([
    ['Attribute', 'Value', 'Order'],
    ['Shirt size', 'S', 1],
  ]);
});

test('a template becomes a graph under a name of its own, once for each name', async () => {
  const { call } = await startTestServer();
  const make = (payload?: object) =>
    call({ method: 'POST', url: `${URL}/contacts/instantiate`, ...(payload ? { payload } : {}) });
  const made = await make();
  expect([made.statusCode, made.headers.location]).toEqual([201, '/api/v1/graphs/gra_1']);
  expect(made.json()).toMatchObject({
    graph: { name: 'Contacts quick start', spec: { metadata: { template: 'contacts' } } },
    dataset: null,
    warnings: [],
  });
  expect((await make()).json()).toMatchObject({
    status: 409,
    detail: expect.stringContaining('gra_1') as string,
  });
  expect((await make({ name: 'Tried out' })).json()).toMatchObject({
    graph: { name: 'Tried out', spec: { namespace: 'tried_out' } },
  });
  expect((await make({ name: 'X', dataset_id: 'dat_1', with_sample: true })).statusCode).toBe(400);
  expect((await make({ name: 'X', sample: true })).statusCode).toBe(400);
});

test('a dataset that does not fit is refused with what it lacks', async () => {
  const { call } = await startTestServer();
  const files = [{ name: 'companies.csv', content: 'Code,Company\nC1,Acme\n' }];
  await call({ method: 'POST', url: '/api/v1/datasets', ...formOf(files) });
  const answer = await call({
    method: 'POST',
    url: `${URL}/contacts/instantiate`,
    payload: { dataset_id: 'dat_1' },
  });
  expect(answer.statusCode).toBe(400);
  const { issues } = answer.json<{ issues: { code: string }[] }>();
  expect(new Set(issues.map(({ code }) => code))).toContain('sheet_unknown');
  expect((await call({ url: '/api/v1/graphs' })).json()).toMatchObject({ items: [] });
});

test('progress is told by step', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: `${URL}/contacts/instantiate`, payload: { name: 'Mine' } });
  const answer = await call({ url: `${URL}/contacts/progress?connection_id=con_1` });
  expect(answer.json()).toEqual({
    template_id: 'contacts',
    percentage: 0,
    steps: ['Tags', 'Companies', 'People'].map((title) => ({ title, state: 'open' })),
    graphs: [{ graph_id: 'gra_1', graph_name: 'Mine', percentage: 0, last_run_id: null }],
  });
});
