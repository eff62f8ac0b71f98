import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

test('the profile of a dataset and of a sheet, in the words of the API', async () => {
  const { call } = await startTestServer();
  const files = [{ name: 'Kunden.csv', content: 'Since\n31/01/2024\n' }];
  await call({ method: 'POST', url: '/api/v1/datasets', ...formOf(files) });
  const whole = await call({ method: 'GET', url: '/api/v1/datasets/dat_1/profile' });
  expect(whole.json()).toEqual({
    sheets: [
      {
        sheet: 'Kunden',
        rows: 3,
        hidden: false,
        columns: [
          {
            name: 'Since',
            type: 'date',
            type_share: 0.666667,
            filled: 3,
            nulls: 0,
            distinct: 3,
            min: '2024-01-31',
            max: '2024-02-01',
            min_length: 3,
            max_length: 10,
            formats: [{ format: 'DD/MM/YYYY', share: 0.666667, example: '31/01/2024' }],
            patterns: [{ pattern: '9+/9+/9+', share: 0.666667, example: '31/01/2024' }],
            samples: ['31/01/2024', 'now', '01/02/2024'],
            values: [{ value: 'now', rows: 1 }],
            outliers: [{ row: 3, value: 'now', reason: 'no date' }],
            flaws: [{ flaw: 'outer_spaces', rows: 1, samples: [' now'] }],
            date_order: 'day_first',
          },
        ],
        keys: [{ columns: ['Since'], unique_share: 1 }],
        duplicate_rows: 0,
        duplicates: [],
        header_problems: [],
      },
    ],
    references: [
      {
        from: { sheet: 'Kunden', column: 'Since' },
        to: { sheet: 'Jahre', column: 'Tag' },
        containment: 0.95,
      },
    ],
  });
  const sheet = await call({ method: 'GET', url: '/api/v1/datasets/dat_1/sheets/Kunden/profile' });
  expect(sheet.json()).toEqual(whole.json().sheets[0]);
});

test.each(['/datasets/dat_9/profile', '/datasets/dat_1/sheets/Nope/profile'])(
  '%s is not found',
  async (path) => {
    const { call } = await startTestServer();
    await call({ method: 'POST', url: '/api/v1/datasets', ...formOf([{ name: 'a.csv', content: 'a\n' }]) });
    const answer = await call({ method: 'GET', url: `/api/v1${path}` });
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' });
  },
);

test('proposed cleaning, in the words of the API', async () => {
  const { call } = await startTestServer();
  await call({
    method: 'POST',
    url: '/api/v1/datasets',
    ...formOf([{ name: 'Kunden.csv', content: 'a\n' }]),
  });
  const answer = await call({ method: 'GET', url: '/api/v1/datasets/dat_1/cleaning?sheet=Kunden' });
  expect(answer.json()).toEqual({
    items: [
      {
        sheet: 'Kunden',
        column: 'Since',
        null_tokens: ['-'],
        transforms: ['trim', { name: 'date', formats: ['%d/%m/%Y'] }],
        value_map: {},
        matches: null,
        steps: [{ kind: 'date', reason: 'Written as DD/MM/YYYY.', share: 0.666667 }],
        examples: [{ before: '31/01/2024', after: '2024-01-31', issue: null }],
      },
    ],
  });
});
