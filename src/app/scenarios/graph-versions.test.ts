import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProduct, type Product, unwrap } from '../../../test/support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await openProduct({}, { hasWorker: false });
});
afterAll(() => product.close());

const spec = (name: string, column: string) => ({
  name,
  nodes: [
    {
      id: 'contacts',
      type: 'model',
      data: { odooModel: 'res.partner', sheet: 'Contacts', key: ['No'], fields: { name: { column } } },
    },
  ],
});

test('every save is a version that can be seen and compared', async () => {
  const { graphs } = product.app;
  const { id } = unwrap(await graphs.create(spec('Versions', 'A')));
  unwrap(await graphs.update(id, spec('Versions', 'B'), 1));
  unwrap(await graphs.update(id, spec('Renamed', 'C'), 2));
  const first = unwrap(await graphs.versions(id, { limit: 2 }));
  expect(first.items).toMatchObject([
    { version: 3, name: 'Renamed', nodes: 1 },
    { version: 2, name: 'Versions' },
  ]);
  const rest = unwrap(await graphs.versions(id, { limit: 2, cursor: first.nextCursor ?? '' }));
  expect(rest).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
  for (const cursor of ['99999999999', '-99999999999', 'x'])
    expect(unwrap(await graphs.versions(id, { limit: 1, cursor })).items.length).toBeLessThan(2);
  const diff = unwrap(await graphs.diff(id, { from: 1, to: 2 }));
  expect(diff.changes).toEqual([
    {
      what: 'field',
      change: 'changed',
      node: 'contacts',
      field: 'name',
      edge: null,
      property: null,
      before: { column: 'A' },
      after: { column: 'B' },
    },
  ]);
  expect(diff.to.yaml).toContain('column: B');
  expect(unwrap(await graphs.diff(id, { from: 2 })).to.version).toBe(3);
  expect(await graphs.diff(id, { from: 1, to: 9 })).toMatchObject({
    error: { code: 'not_found', message: `Graph ${id} version 9 not found` },
  });
});

test('graphs are found by a part of their name, whatever its case; signs of patterns mean themselves', async () => {
  const { graphs } = product.app;
  for (const name of ['Sales 100%', 'Sales 1000']) unwrap(await graphs.create(spec(name, 'A')));
  const names = async (text: string) =>
    (await graphs.list({ limit: 50, text })).items.map(({ name }) => name);
  expect(await names('sales')).toEqual(['Sales 1000', 'Sales 100%']);
  expect(await names('0%')).toEqual(['Sales 100%']);
});
