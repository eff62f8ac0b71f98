import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

async function serverWithData() {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/datasets', ...formOf([{ name: 'a.csv', content: 'A\n1\n' }]) });
  return call;
}
const url = '/api/v1/datasets/dat_1/sheets/a/preview';

test('the catalogue of transforms, in the words of the API', async () => {
  const call = await serverWithData();
  const { items } = (await call({ method: 'GET', url: '/api/v1/transforms' })).json();
  expect(items).toHaveLength(22);
  expect(items.find(({ name }: { name: string }) => name === 'concat')).toEqual({
    name: 'concat',
    text: 'Appends other cells of the row; empty ones are left out.',
    is_word: false,
    parameters: [
      {
        name: 'columns',
        type: 'columns',
        required: true,
        default: null,
        choices: [],
        text: 'Headers of the cells that are appended.',
      },
      {
        name: 'separator',
        type: 'text',
        required: false,
        default: ' ',
        choices: [],
        text: 'What stands between them.',
      },
    ],
    example: {
      transform: { name: 'concat', columns: ['Last name'] },
      before: 'Ann',
      after: 'Ann Lee',
      cells: { 'Last name': 'Lee' },
    },
  });
});

test('a mapping is tried on twenty rows, or as is asked for', async () => {
  const call = await serverWithData();
  const mapping = { column: 'A', transforms: ['trim', { name: 'number', decimal: ',' }] };
  const answer = await call({ method: 'POST', url, payload: { mapping } });
  expect(answer.json()).toEqual({
    valid: true,
    issues: [],
    columns: ['rows'],
    rows: [
      {
        row: 20,
        rows: 2,
        cells: ['x'],
        value: null,
        issues: [{ severity: 'error', code: 'number_invalid', message: 'No number.', sheet: 'a' }],
      },
    ],
    total: 1,
  });
  const target = { model: 'res.partner', field: 'name', odoo_version: '14' };
  const more = await call({ method: 'POST', url, payload: { mapping, target, by: 'distinct', limit: 3 } });
  expect(more.json()).toMatchObject({ columns: ['distinct'], rows: [{ row: 3, value: 'name' }] });
});

test.each([
  {},
  { mapping: {} },
  { mapping: { column: 'A', transforms: ['shout'] } },
  { mapping: { column: 'A' }, limit: 201 },
  { mapping: { column: 'A' }, by: 'cells' },
  { mapping: { column: 'A' }, x: 1 },
])('the body %j is refused', async (payload) => {
  const call = await serverWithData();
  expect((await call({ method: 'POST', url, payload })).statusCode).toBe(400);
});

test('for a dataset that is not there it is not found', async () => {
  const call = await serverWithData();
  const payload = { mapping: { column: 'A' } };
  const answer = await call({ method: 'POST', url: '/api/v1/datasets/dat_9/sheets/a/preview', payload });
  expect(answer.statusCode).toBe(404);
});
