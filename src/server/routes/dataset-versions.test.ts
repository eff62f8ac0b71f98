import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

/** A server with one dataset, and where its versions are. */
async function start() {
  const server = await startTestServer();
  const form = formOf([{ name: 'people.csv', content: 'Name\nAda\n' }]);
  await server.call({ method: 'POST', url: '/api/v1/datasets', ...form });
  return { ...server, url: '/api/v1/datasets/dat_1/versions' };
}

test('a corrected file is a new version, and its upload is gone', async () => {
  const { call, app, url, uploadDir } = await start();
  const form = formOf([{ name: 'people.csv', content: 'Name,importgraph_row\nAva,2\n' }], {
    partial: 'true',
    sheet: 'people',
    options: '{"*": {"delimiter": ","}}',
  });
  const answer = await call({ method: 'POST', url, ...form });
  expect([answer.statusCode, answer.headers.location]).toEqual([201, '/api/v1/datasets/dat_1_2']);
  expect(answer.json()).toMatchObject({ id: 'dat_1_2', version: 2, parent_id: 'dat_1', corrected: [] });
  expect(app.corrections).toEqual([
    {
      kind: 'files',
      files: [{ name: 'people.csv', path: expect.stringContaining(uploadDir) }],
      sheet: 'people',
      partial: true,
      options: { '*': { delimiter: ',' } },
    },
  ]);
  expect(await readdir(uploadDir)).toEqual([]);
  const list = await call({ url });
  expect(list.json()).toMatchObject({ items: [{ version: 1, parent_id: null }, { version: 2 }] });
});

test('cells and values to be replaced are JSON', async () => {
  const { call, app, url } = await start();
  const payload = {
    sheet: 'people',
    cells: [{ row: 2, column: 'Name', value: 7 }],
    replace: [{ column: 'Name', from: 'UK', to: null }],
  };
  expect((await call({ method: 'POST', url, payload })).statusCode).toBe(201);
  expect(app.corrections).toEqual([
    {
      kind: 'cells',
      sheet: 'people',
      cells: [{ row: 2, column: 'Name', value: '7' }],
      replace: payload.replace,
    },
  ]);
});

test.each([
  [
    'nothing to correct',
    { payload: { sheet: 'people' } },
    400,
    'request_invalid',
    /Give `cells` or `replace`/,
  ],
  [
    'a row that is no number',
    { payload: { sheet: 'x', cells: [{ row: 'two', column: 'a', value: '' }] } },
    400,
    'request_invalid',
    /body\.cells\.0\.row/,
  ],
  ['a form without a file', formOf([], { sheet: 'people' }), 400, 'files_missing', /corrected file/],
])('%s is refused', async (_what, request, status, code, detail) => {
  const { call, url } = await start();
  const answer = await call({ method: 'POST', url, ...request });
  expect(answer.json()).toMatchObject({ status, code, detail: expect.stringMatching(detail) });
});

test('rejects come as files with a name, and a stranger is told', async () => {
  const { call, app } = await start();
  const graph = await app.graphs.create({
    name: 'g',
    nodes: [
      {
        id: 'a',
        type: 'model',
        data: {
          odooModel: 'res.partner',
          sheet: 'people',
          key: ['Name'],
          fields: { name: { column: 'Name' } },
        },
      },
    ],
  });
  if (!graph.ok) throw new Error(graph.error.message);
  await app.runs.start({ graphId: graph.value.id });
  const answer = await call({ url: '/api/v1/runs/run_1/rejects.csv?sheet=Kunden%20%C3%BC&include=blocked' });
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="Kunden _.csv"; filename*=UTF-8''Kunden%20%C3%BC.csv`,
  });
  expect(answer.body).toBe('rejects of run_1 as csv');
  expect((await call({ url: '/api/v1/runs/run_9/rejects.xlsx' })).json()).toMatchObject({ status: 404 });
});
