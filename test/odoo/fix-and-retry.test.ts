import { afterAll, beforeAll, expect, it } from 'vitest';
import { companyOf, fixAndRetry, noteOf } from '../support/fix-and-retry.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { addConnection, openProduct, type Product } from '../support/product.ts';
import { idOf, type Oracle, openOracle } from '../support/read-odoo.ts';
import { type ServedWorld, serveWorld } from '../support/served-world.ts';

let odoo: FreshOdoo;
let product: Product;
let served: ServedWorld;
let oracle: Oracle;
beforeAll(async () => {
  odoo = await freshOdoo('19');
  product = await openProduct();
  served = await serveWorld(product);
  oracle = await openOracle(odoo);
});
afterAll(async () => {
  await served?.close();
  await product?.close();
  await odoo?.drop();
});

it('rejects corrected in a spreadsheet land in Odoo, each once, with its own parent', async () => {
  const sizes = { companies: 20, people: 40 };
  const { url, database, login, api_key: key, password } = odoo;
  const connectionId = await addConnection(product.app, { url, database, login, secret: key ?? password });
  await fixAndRetry({
    call: (method, path, more) => served.call(method, path, more),
    connectionId,
    namespace: 'fix',
    ...sizes,
  });
  const companies = await oracle.externalIds('fix', 'companies');
  const people = await oracle.externalIds('fix', 'people');
  expect([companies.size, people.size]).toEqual([sizes.companies, sizes.people]);
  const ids = (of: ReadonlyMap<string, number>) => [['id', 'in', [...of.values()]]];
  const made = await oracle.searchRead('res.partner', ids(companies), ['name', 'ref', 'country_id', 'color']);
  expect(made).toHaveLength(sizes.companies);
  const byId = new Map(made.map((record) => [record.id, record]));
  for (const [key, id] of companies) {
    const n = Number(key.slice(1));
    expect(byId.get(id)).toMatchObject({ name: `Company ${n}`, ref: noteOf(n) });
  }
  const persons = new Map(
    (await oracle.searchRead('res.partner', ids(people), ['parent_id'])).map((one) => [one.id, one]),
  );
  for (const [key, id] of people) {
    const parent = companies.get(`C${companyOf(Number(key.slice(1)), sizes)}`);
    expect(idOf(persons.get(id)?.parent_id)).toBe(parent);
  }
});
