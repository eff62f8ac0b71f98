import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CleaningQuery } from '../../src/app/dataset-cases.ts';
import type { CleaningProposal } from '../../src/mapping/cleaning/cleaning.ts';
import { newId } from '../../src/util/new-id.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import {
  addConnection,
  addFolder,
  addGraph,
  openProduct,
  outcomesOf,
  type Product,
  runToEnd,
  unwrap,
} from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';

/** As accounting programs export it: a title, the period, a blank row. */
const SHEET = [
  'Acme Inc.,,,,',
  'Customer Contact List,,,,',
  ',,,,',
  'No,Name,Phone,State,Country',
  '1,Ann,(512) 555-1000,California,United States',
  '2,Bob,(613) 555-1037 x 9,Ontario,Canada',
  '3,Cid,02 9374 4000,N.S.W.,Australia',
  '4,Dee,+32 (0)2 555 12 12,Calif.,USA',
  '5,Eve,512.555.1111,CA,US',
  '6,Fay,512.555.1112,Texas,United States',
];

/** The graph that somebody makes who takes over all that is proposed. */
function graphOf(cleaning: readonly CleaningProposal[]): string {
  const of = (column: string) => cleaning.find((one) => one.column === column);
  const reference = (column: string) => {
    const { matches, valueMap } = of(column) ?? {};
    const within = matches?.within === undefined ? {} : { within: matches.within };
    return { reference: { by: 'field', match: matches?.field, column, value_map: valueMap, ...within } };
  };
  const fields = {
    name: { column: 'Name' },
    phone: { column: 'Phone', transforms: of('Phone')?.transforms },
    country_id: reference('Country'),
    state_id: reference('State'),
  };
  const data = { odooModel: 'res.partner', sheet: 'customers', key: ['No'], fields };
  return JSON.stringify({
    name: 'cleaned',
    namespace: 'cleaned',
    nodes: [{ id: 'customers', type: 'model', data }],
  });
}

describe.each(['19', '14'] as const)('proposed cleaning on Odoo %s', (version) => {
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

  test('loads telephone numbers as E.164 and finds states within their countries', async () => {
    const { app } = product;
    const folder = join(product.home, newId('up'));
    await mkdir(folder);
    await writeFile(join(folder, 'customers.csv'), SHEET.join('\n'));
    const dataset = await addFolder(app, folder);
    const graph = await addGraph(app, graphOf(unwrap(await app.datasets.cleaning(dataset.id))));
    const run = await runToEnd(app, { graphId: graph.id, connectionId, datasetId: dataset.id });
    expect(outcomesOf(run)).toEqual({ customers: { created: 6 } });
    const records = await oracle.searchRead(
      'res.partner',
      [['name', 'in', ['Ann', 'Bob', 'Cid', 'Dee', 'Eve', 'Fay']]],
      ['name', 'phone', 'state_id'],
    );
    const found = records.map(({ name, phone, state_id }) => [
      name,
      phone,
      (state_id as [number, string])[1],
    ]);
    expect(Object.fromEntries(found.map(([name, ...rest]) => [name, rest]))).toEqual({
      Ann: ['+15125551000', 'California (US)'],
      Bob: ['+16135551037 ext. 9', 'Ontario (CA)'],
      Cid: ['+61293744000', 'New South Wales (AU)'],
      Dee: ['+3225551212', 'California (US)'],
      Eve: ['+15125551111', 'California (US)'],
      Fay: ['+15125551112', 'Texas (US)'],
    });
  });

  test('reads telephone numbers without a country as those of the company of the connection', async () => {
    const { app } = product;
    const folder = join(product.home, newId('up'));
    await mkdir(folder);
    await writeFile(join(folder, 'people.csv'), 'No,Phone\n1,(020) 7946 0000\n2,(020) 7946 0001\n');
    const dataset = await addFolder(app, folder);
    const phone = async (query: CleaningQuery) => {
      const [proposal] = unwrap(await app.datasets.cleaning(dataset.id, query));
      return [proposal?.transforms, proposal?.examples[0]?.after];
    };
    expect(await phone({})).toEqual([[], undefined]);
    const [country] = await oracle.searchRead('res.country', [['code', '=', 'GB']], ['id']);
    const [company] = await oracle.searchRead('res.company', [], ['id']);
    await oracle.execute('res.company', 'write', [[company?.id], { country_id: country?.id }]);
    expect(await phone({ connectionId })).toEqual([[{ name: 'phone', country: 'GB' }], '+442079460000']);
    expect((await phone({ connectionId, country: 'IT' }))[0]).toEqual([{ name: 'phone', country: 'IT' }]);
  });
});
