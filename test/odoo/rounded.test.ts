import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectedProduct } from '../support/connected-product.ts';
import { addFolder, outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';

const GRAPH = {
  name: 'Rounded',
  nodes: [
    {
      id: 'products',
      type: 'model',
      data: {
        odooModel: 'product.template',
        sheet: 'products',
        key: ['Code'],
        fields: { name: { column: 'Name' }, weight: { column: 'Weight' }, list_price: { column: 'Price' } },
      },
    },
  ],
};

/** What a product's price of 1.335 becomes. Odoo 19 shows two decimals of it and keeps all (`min_display_digits`). */
const PRICES = [
  ['14', 1.34],
  ['19', 1.335],
] as const;

test.each(PRICES)('Odoo %s rounds what has too many decimals, and the rows say so', async (version, kept) => {
  const { odoo, app, home, connectionId } = await connectedProduct(version);
  const folder = join(home, 'data');
  await mkdir(folder);
  const lines = [
    'Code,Name,Weight,Price',
    'A,Rounded Ann,0.12345,1.3',
    'B,Rounded Bob,0.12,1.335',
    'C,Rounded Cai,2.5,1.33',
  ];
  await writeFile(join(folder, 'products.csv'), lines.join('\n'));
  const dataset = await addFolder(app, folder);
  const graph = unwrap(await app.graphs.create(GRAPH));
  const run = await runToEnd(app, { graphId: graph.id, connectionId, datasetId: dataset.id });
  expect(outcomesOf(run)).toEqual({ products: { created: 3 } });
  const { items } = unwrap(await app.runs.rows(run.id, { limit: 10 }));
  expect(
    items.map(({ key, issues }) => [
      key,
      issues.map(({ code, field, message }) => [code, field, message.match(/will hold (\S+)\./)?.[1]]),
    ]),
  ).toEqual([
    ['A', [['number_rounded', 'weight', '0.12']]],
    ['B', kept === 1.335 ? [] : [['number_rounded', 'list_price', String(kept)]]],
    ['C', []],
  ]);
  const records = await (await openOracle(odoo)).searchRead(
    'product.template',
    [['name', 'like', 'Rounded ']],
    ['name', 'weight', 'list_price'],
  );
  const held = records.map(({ name, weight, list_price: price }) => [name, { weight, price }]);
  expect(Object.fromEntries(held)).toEqual({
    'Rounded Ann': { weight: 0.12, price: 1.3 },
    'Rounded Bob': { weight: 0.12, price: kept },
    'Rounded Cai': { weight: 2.5, price: 1.33 },
  });
});
