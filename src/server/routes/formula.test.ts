import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

async function serverWithData() {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/datasets', ...formOf([{ name: 'a.csv', content: 'A\n1\n' }]) });
  return call;
}
const url = '/api/v1/datasets/dat_1/sheets/a/formula';

test('what may stand in a formula, in the words of the API', async () => {
  const call = await serverWithData();
  const answer = await call({ method: 'GET', url });
  expect(answer.json()).toEqual({
    columns: [{ column: 'a "b', written: '"a ""b"' }],
    functions: [
      {
        name: 'lower',
        signature: 'lower(text)',
        text: 'Small letters.',
        example: { formula: "lower('A')", gives: 'a' },
      },
    ],
    constructs: [],
  });
});

test('a preview of ten rows, or as many as are asked for', async () => {
  const call = await serverWithData();
  const answer = await call({ method: 'POST', url, payload: { formula: '"A" * 2' } });
  expect(answer.json()).toEqual({
    valid: true,
    issues: [],
    type: 'DOUBLE',
    columns: ['A', 'B'],
    rows: [{ row: 10, cells: ['1', null], value: '"A" * 2', error: null }],
  });
  const more = await call({ method: 'POST', url, payload: { formula: '1', limit: 3 } });
  expect(more.json()).toMatchObject({ rows: [{ row: 3 }] });
});

test.each([
  {},
  { formula: 1 },
  { formula: '1', limit: 0 },
  { formula: '1', limit: 101 },
  { formula: '1', x: 1 },
])('the body %j is refused', async (payload) => {
  const call = await serverWithData();
  expect((await call({ method: 'POST', url, payload })).statusCode).toBe(400);
});

test.each(['GET', 'POST'] as const)('%s for a dataset that is not there is not found', async (method) => {
  const call = await serverWithData();
  const payload = method === 'POST' ? { payload: { formula: '1' } } : {};
  const answer = await call({ method, url: '/api/v1/datasets/dat_9/sheets/a/formula', ...payload });
  expect(answer.statusCode).toBe(404);
});
