import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

const URL = '/api/v1/datasets';

test('several files are stored under names of ours and gone once the dataset is made', async () => {
  const { call, app, uploadDir } = await startTestServer();
  const files = [
    { name: '../../etc/Kunden.csv', content: 'Name\r\nÄ\r\n' },
    { name: 'C:\\temp\\orders.csv', content: 'id\n1\n' },
  ];
  const options = JSON.stringify({ '*': { delimiter: ',', header_row: 1, null_tokens: ['-'] } });
  const answer = await call({ method: 'POST', url: URL, ...formOf(files, { options }) });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    id: 'dat_1',
    name: 'Kunden',
    files: [{ name: 'Kunden.csv' }, { name: 'orders.csv' }],
    sheets: [
      { name: 'Kunden', row_count: 7, columns: [{ header: 'Name', empty_cells: 1 }] },
      { name: 'orders' },
    ],
  });
  expect([...app.uploads]).toEqual([
    ['Kunden.csv', 'Name\r\nÄ\r\n'],
    ['orders.csv', 'id\n1\n'],
  ]);
  expect(await readdir(uploadDir)).toEqual([]);
});

test('files larger together than allowed are refused and leave nothing behind', async () => {
  const { call, app, uploadDir } = await startTestServer({ maxUploadBytes: 1000 });
  const files = ['a.csv', 'b.csv'].map((name) => ({ name, content: 'x'.repeat(600) }));
  const answer = await call({ method: 'POST', url: URL, ...formOf(files) });
  expect(answer.json()).toMatchObject({ status: 413, code: 'too_large' });
  const one = await call({
    method: 'POST',
    url: URL,
    ...formOf([{ name: 'a.csv', content: 'x'.repeat(1001) }]),
  });
  expect(one.json()).toMatchObject({ status: 413, code: 'too_large' });
  expect(app.uploads.size).toBe(0);
  expect(await readdir(uploadDir)).toEqual([]);
});

test.each([
  ['JSON', { payload: { name: 'x' } }, 415, 'media_type_unsupported'],
  ['no body', {}, 415, 'media_type_unsupported'],
  ['no file', formOf([], { name: 'x' }), 400, 'files_missing'],
  [
    'options that are not JSON',
    formOf([{ name: 'a.csv', content: 'a' }], { options: '{' }),
    400,
    'request_invalid',
  ],
  [
    'unknown options',
    formOf([{ name: 'a.csv', content: 'a' }], { options: '{"*": {"sep": ";"}}' }),
    400,
    'request_invalid',
  ],
])('an upload with %s is refused', async (_what, request, status, code) => {
  const { call, uploadDir } = await startTestServer();
  const answer = await call({ method: 'POST', url: URL, ...request });
  expect(answer.json()).toMatchObject({ status, code });
  expect(await readdir(uploadDir)).toEqual([]);
});

test('too many uploads in a minute are refused with the time to wait', async () => {
  const { call } = await startTestServer({ uploadsPerMinute: 1 });
  const upload = { method: 'POST', url: URL, ...formOf([{ name: 'a.csv', content: 'a' }]) } as const;
  expect((await call(upload)).statusCode).toBe(201);
  const refused = await call(upload);
  expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('sheets and rows are shown by header, whatever the header is called', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, ...formOf([{ name: 'Über uns.csv', content: 'Name\nA\n' }]) });
  const sheets = (await call({ url: `${URL}/dat_1/sheets` })).json();
  expect(sheets.items.map((s: { name: string }) => s.name)).toEqual(['Über uns']);
  const sheet = encodeURIComponent('Über uns');
  expect((await call({ url: `${URL}/dat_1/sheets/${sheet}` })).json()).toMatchObject({ row_count: 7 });
  const rows = await call({ url: `${URL}/dat_1/sheets/${sheet}/rows?offset=5&limit=1` });
  expect(rows.body).toBe(
    '{"items":[{"_row":2,"Name":"Über uns","__proto__":"kept"}],"total":7,"offset":5,"limit":1}',
  );
  const missing = await call({ url: `${URL}/dat_1/sheets/none` });
  expect(missing.json()).toMatchObject({ detail: 'Sheet "none" not found. The dataset has "Über uns".' });
});

test.each([
  ['offset=-1', 'offset'],
  ['limit=1001', 'limit'],
  ['filter=Country', 'filter'],
  [`filter=${encodeURIComponent('[{"column": "Name", "op": "like"}]')}`, 'filter'],
])('rows with %s are refused', async (query, field) => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, ...formOf([{ name: 'a.csv', content: 'Name\nA\n' }]) });
  const answer = await call({ url: `${URL}/dat_1/sheets/a/rows?${query}` });
  expect(answer.json()).toMatchObject({ status: 400, code: 'request_invalid' });
  expect(answer.json().detail).toContain(field);
});

test('rows are asked for with filter, search and order', async () => {
  const { call, app } = await startTestServer();
  await call({ method: 'POST', url: URL, ...formOf([{ name: 'a.csv', content: 'Name\nA\n' }]) });
  const asked: unknown[] = [];
  const rows: TestApp['datasets']['rows'] = (id, sheet, query) => {
    asked.push(query);
    return createTestApp().datasets.rows(id, sheet, query);
  };
  Object.assign(app.datasets, { rows });
  const filter = [{ column: 'Name', op: 'not_empty' }];
  const query = new URLSearchParams({ q: 'a', sort: '-Name', filter: JSON.stringify(filter) });
  const answer = await call({ url: `${URL}/dat_1/sheets/a/rows?${query.toString()}` });
  expect(answer.statusCode).toBe(404);
  expect(asked).toEqual([{ offset: 0, limit: 100, text: 'a', sort: '-Name', filter }]);
});
