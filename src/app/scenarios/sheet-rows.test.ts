import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProduct, type Product, unwrap } from '../../../test/support/product.ts';
import { csv, upload } from '../../../test/support/stage.ts';
import type { SheetRowQuery } from '../dataset-cases.ts';

let product: Product;
let datasetId: string;
beforeAll(async () => {
  product = await openProduct({}, { hasWorker: false });
  datasetId = await upload(
    { app: product.app, product },
    {
      people: csv('Name,Age,-Mark', ['Zoë,9,x', 'Ann,10,', 'ÉLAN,abc,y', ',N/A,z', 'Bob%,2,x']),
      many: csv(
        'No,Text',
        Array.from({ length: 3000 }, (_, no) => `${no},row ${no}`),
      ),
    },
  );
});
afterAll(() => product.close());

async function rows(query: Partial<SheetRowQuery> = {}, sheet = 'people') {
  const found = unwrap(await product.app.datasets.rows(datasetId, sheet, { offset: 0, limit: 10, ...query }));
  return [found.total, ...found.rows.map(({ _row }) => _row)];
}

test('all rows, in the order of the sheet', async () => {
  expect(await rows()).toEqual([5, 2, 3, 4, 5, 6]);
  expect(await rows({ offset: 3, limit: 1 })).toEqual([5, 5]);
});

test('a text in any cell, whatever its case; signs of patterns mean themselves', async () => {
  expect(await rows({ text: 'élan' })).toEqual([1, 4]);
  expect(await rows({ text: 'X' })).toEqual([2, 2, 6]);
  expect(await rows({ text: '%' })).toEqual([1, 6]);
  expect(await rows({ text: "x' OR '1'='1" })).toEqual([0]);
});

test('numbers are ordered before texts, empty cells last in both directions', async () => {
  expect(await rows({ sort: 'Age' })).toEqual([5, 6, 2, 3, 5, 4]);
  expect(await rows({ sort: 'Name' })).toEqual([5, 3, 6, 2, 4, 5]);
  expect(await rows({ sort: '-Name', limit: 2, offset: 2 })).toEqual([5, 6, 3]);
});

test('a header that begins with the sign of the other direction can be sorted by', async () => {
  expect(await rows({ sort: '-Mark' })).toEqual([5, 2, 6, 4, 5, 3]);
  expect(await rows({ sort: '--Mark' })).toEqual([5, 5, 4, 2, 6, 3]);
});

test('a filter takes the rows that a node with it would take', async () => {
  expect(await rows({ filter: [{ column: 'Age', op: 'empty' }] })).toEqual([1, 5]);
  const filter = [
    { column: '-Mark', op: 'in' as const, values: ['x', 'y'] },
    { column: 'Name', op: 'not_equals' as const, value: 'Bob%' },
  ];
  expect(await rows({ filter, sort: 'Name' })).toEqual([2, 2, 4]);
  expect(await rows({ filter, text: 'zo' })).toEqual([1, 2]);
});

test('rows far behind are found as those in front', async () => {
  expect(await rows({ offset: 2998 }, 'many')).toEqual([3000, 3000, 3001]);
  expect(await rows({ offset: 1500, limit: 2, sort: '-No' }, 'many')).toEqual([3000, 1501, 1500]);
});

test.each([
  [{ sort: 'Nam' }, 'Sheet "people" has no column "Nam" to sort by. Did you mean "Name"?'],
  [{ filter: [{ column: 'Agee', op: 'empty' }] }, /^The filter reads column "Agee".*Did you mean "Age"\?/],
  [{ filter: [{ column: 'Age', op: 'matches', value: '(' }] }, /The pattern \(/],
] as const)('%j is refused', async (query, message) => {
  const refused = await product.app.datasets.rows(datasetId, 'people', {
    offset: 0,
    limit: 10,
    ...(query as Partial<SheetRowQuery>),
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid' } });
  if (!refused.ok) expect(refused.error.message).toMatch(message);
});

test('an unknown sheet is told', async () => {
  const refused = await product.app.datasets.rows(datasetId, 'pets', { offset: 0, limit: 1 });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
});
