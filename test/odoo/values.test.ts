import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/util/new-id.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import {
  addConnection,
  addFolder,
  addGraph,
  openProduct,
  outcomesOf,
  runToEnd,
  unwrap,
} from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';

const GRAPH = `
name: values
namespace: values
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        country_id: { reference: { by: field, match: name, column: Country } }
        category_id: { reference: { by: field, match: name, column: Tags, separator: '|' } }
        type: { column: Kind }
`;
const ROWS = [
  '1,Ann,UK,Values gold,mail',
  '2,Bob,UK,Values gold|Values red,contact',
  '3,Cid,Deutschland,,contact',
];

const WITHIN = `
name: states
namespace: states
nodes:
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        state_id: { reference: { by: field, match: code, column: State, within: { country_id: { match: code, column: Country } } } }
`;

describe.each(['19', '14'] as const)('values on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let product: Product;
  let oracle: Oracle;
  let connectionId: string;
  beforeAll(async () => {
    odoo = await freshOdoo(version);
    const { url, database, login, password, api_key } = odoo;
    product = await openProduct();
    connectionId = await addConnection(product.app, { url, database, login, secret: api_key ?? password });
    oracle = await openOracle({ url, database, login, password });
  });
  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  test('unknown values are listed with the nearest, answered once, and loaded; tags are made', async () => {
    const { app } = product;
    const folder = join(product.home, newId('up'));
    await mkdir(folder);
    await writeFile(join(folder, 'companies.csv'), ['Code,Name,Country,Tags,Kind', ...ROWS].join('\n'));
    const dataset = await addFolder(app, folder);
    const graph = await addGraph(app, GRAPH);
    const against = { datasetId: dataset.id, connectionId };
    const { questions } = unwrap(await app.values.list(graph.id, against));
    const nearest = questions.map(({ place, values }) => [
      place,
      ...values.map(({ value, rows, candidates }) => [value, rows, candidates[0] ?? null]),
    ]);
    expect(nearest).toEqual([
      ['res.country.name', ['UK', 2, 'United Kingdom'], ['Deutschland', 1, 'Germany']],
      ['res.partner.category.name', ['Values gold', 2, null], ['Values red', 1, null]],
      ['res.partner.type', ['mail', 1, null]],
    ]);

    await app.values.answer(connectionId, {
      'res.country.name': { UK: 'United Kingdom', Deutschland: 'Germany' },
      'res.partner.type': { mail: 'invoice' },
    });
    const run = await runToEnd(app, { graphId: graph.id, ...against });
    expect(outcomesOf(run)).toEqual({ companies: { created: 3 } });
    const fields = ['name', 'country_id', 'category_id', 'type'];
    const records = await oracle.searchRead('res.partner', [['name', 'in', ['Ann', 'Bob', 'Cid']]], fields);
    const tags = await oracle.searchRead('res.partner.category', [['name', 'like', 'Values %']], ['name']);
    const tagId = (name: string) => tags.find((tag) => tag.name === name)?.id;
    expect(tags).toHaveLength(2);
    const countryOf = (value: unknown) => (Array.isArray(value) ? value[1] : value);
    expect(
      records
        .map(({ name, country_id: country, category_id, type }) => ({
          name,
          country: countryOf(country),
          category_id,
          type,
        }))
        .sort((a, b) => String(a.name).localeCompare(String(b.name))),
    ).toEqual([
      { name: 'Ann', country: 'United Kingdom', category_id: [tagId('Values gold')], type: 'invoice' },
      {
        name: 'Bob',
        country: 'United Kingdom',
        category_id: expect.arrayContaining([tagId('Values gold'), tagId('Values red')]),
        type: 'contact',
      },
      { name: 'Cid', country: 'Germany', category_id: [], type: 'contact' },
    ]);
  });

  test('states of one code are told apart by their country', async () => {
    const { app } = product;
    const folder = join(product.home, newId('up'));
    await mkdir(folder);
    const rows = ['1,Within US,WA,US', '2,Within AU,WA,AU', '3,Within FR,WA,FR'];
    await writeFile(join(folder, 'people.csv'), ['Code,Name,State,Country', ...rows].join('\n'));
    const dataset = await addFolder(app, folder);
    const graph = await addGraph(app, WITHIN);
    const run = await runToEnd(app, { graphId: graph.id, datasetId: dataset.id, connectionId });
    expect(outcomesOf(run)).toEqual({ people: { created: 2, rejected: 1 } });
    const people = await oracle.searchRead(
      'res.partner',
      [['name', 'like', 'Within %']],
      ['name', 'state_id'],
    );
    const states = await oracle.searchRead('res.country.state', [['code', '=', 'WA']], ['country_id']);
    const countryOf = (state: unknown) => {
      const found = states.find(({ id }) => Array.isArray(state) && state[0] === id)?.country_id;
      return Array.isArray(found) ? found[1] : null;
    };
    expect(Object.fromEntries(people.map(({ name, state_id }) => [name, countryOf(state_id)]))).toEqual({
      'Within US': 'United States',
      'Within AU': 'Australia',
    });
  });
});
