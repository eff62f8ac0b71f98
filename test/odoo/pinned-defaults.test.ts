import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addGraph, openProduct, runToEnd, unwrap } from '../support/product.ts';
import type { Oracle, OracleRecord } from '../support/read-odoo.ts';
import { openOracle } from '../support/read-odoo.ts';
import { csv, upload } from '../support/stage.ts';

const servers = [
  { name: 'Odoo 19 by JSON-2', version: '19', transport: 'json2' },
  { name: 'Odoo 14 by JSON-RPC', version: '14', transport: 'jsonrpc' },
] as const;

const ROWS = 450;
const graph = (namespace: string, mode: string): string => `
name: ${namespace}
namespace: ${namespace}
nodes:
  - id: customers
    type: model
    data: { odooModel: res.partner, sheet: customers, key: [Code], fields: { name: { column: Name }, email: { column: Mail } } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      batch_size: 100
      pinned_defaults: ${mode}
      fields:
        name: { column: Title }
        email_from: { column: Mail }
        partner_id: { reference: { node: customers, columns: [Customer] } }
        expected_revenue: { column: Revenue }
        priority: { column: Priority }
        country_id: { reference: { by: field, match: code, column: Country } }
`;
const sheets = {
  customers: csv(
    'Code,Name,Mail',
    Array.from({ length: 20 }, (_, i) => `C${i},Customer ${i},c${i}@x.example`),
  ),
  leads: csv(
    'No,Title,Mail,Customer,Revenue,Priority,Country',
    Array.from(
      { length: ROWS },
      (_, i) =>
        `${i},Lead ${i},c${i % 20}@x.example,C${i % 20},${i * 3},${i % 4},${['BE', 'FR', 'DE'][i % 3]}`,
    ),
  ),
};

/** What no two records can share, or says when a record was made. */
const OWN =
  /^(id|display_name|create_date|write_date|__last_update|partner_id|commercial_partner_id|date_.*|day_.*)$/;

interface World {
  readonly odoo: FreshOdoo;
  readonly oracle: Oracle;
  readonly connectionId: string;
}

describe.each(servers)('defaults that are sent along, $name', ({ version, transport }) => {
  let product: Product;
  // Two databases: Odoo guesses the probability of a lead from the leads that are there.
  let plain: World;
  let pinned: World;
  beforeAll(async () => {
    product = await openProduct();
    plain = await openWorld('plain');
    pinned = await openWorld('pinned');
  });
  afterAll(async () => {
    await product.close();
    await plain.odoo.drop();
    await pinned.odoo.drop();
  });

  async function openWorld(name: string): Promise<World> {
    const odoo = await freshOdoo(version);
    const { url, database, login, password, api_key: apiKey } = odoo;
    const secret = transport === 'json2' ? (apiKey ?? '') : password;
    const access = { url, database, login, secret, transport };
    return {
      odoo,
      oracle: await openOracle(odoo),
      connectionId: await addConnection(product.app, { name, ...access }),
    };
  }

  async function load({ connectionId }: World, namespace: string, mode: string) {
    const { app } = product;
    const graphId = (await addGraph(app, graph(namespace, mode))).id;
    const datasetId = await upload({ app, product }, sheets);
    const run = await runToEnd(app, { graphId, connectionId, datasetId });
    expect(run.status).toBe('completed');
    return unwrap(await app.runs.report(run.id)).nodes.find(({ node }) => node === 'leads')?.defaults;
  }

  /** Every stored field of every lead that a user may read, by key of its row. */
  async function leadsOf(
    { oracle }: World,
    namespace: string,
  ): Promise<ReadonlyMap<string, Partial<OracleRecord>>> {
    const described = await oracle.execute<Record<string, { store: boolean; type: string }>>(
      'crm.lead',
      'fields_get',
      [[], ['store', 'type']],
    );
    const fields = Object.keys(described).filter(
      (name) => described[name]?.store && described[name].type !== 'one2many' && !OWN.test(name),
    );
    expect(fields.length).toBeGreaterThan(40);
    const ids = await oracle.externalIds(namespace, 'leads');
    const found = await oracle.searchRead('crm.lead', [['id', 'in', [...ids.values()]]], fields);
    const byId = new Map(found.map(({ id, ...record }) => [id, record]));
    return new Map([...ids].map(([key, id]) => [key, byId.get(id) ?? {}]));
  }

  test('give the same records as Odoo computes them, in every field', async () => {
    expect(await load(plain, 'same', 'off')).toEqual([]);
    const defaults = await load(pinned, 'same', 'auto');
    const fields = defaults?.map(({ field, state }) => [field, state]);
    expect(fields).toContainEqual(['team_id', 'pinned']);
    expect(fields).toContainEqual(['stage_id', 'pinned']);
    const leads = await leadsOf(pinned, 'same');
    expect(leads.size).toBe(ROWS);
    expect(leads).toEqual(await leadsOf(plain, 'same'));
  });

  test('are only told without the setting', async () => {
    const told = await load(plain, 'told', 'suggest');
    expect(told?.map(({ field, state }) => [field, state])).toContainEqual(['stage_id', 'proposed']);
    expect(told?.find(({ field }) => field === 'stage_id')?.name).toBe('New');
  });
});
