import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addGraph, openProduct, runToEnd, unwrap } from '../support/product.ts';
import type { Oracle } from '../support/read-odoo.ts';
import { openOracle } from '../support/read-odoo.ts';
import { csv, type Sheets, upload } from '../support/stage.ts';

const servers = [
  { name: 'Odoo 19 by JSON-2', version: '19', transport: 'json2' },
  { name: 'Odoo 14 by JSON-RPC', version: '14', transport: 'jsonrpc' },
] as const;

/** Values of every kind, some of which Odoo keeps in another form than it gets them. */
const graph = (namespace: string, policy: string): string => `
name: ${namespace}
namespace: ${namespace}
nodes:
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], fields: { name: { column: Name } } }
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      conflict_policy: ${policy}
      fields:
        name: { column: Name }
        is_company: { column: Company }
        website: { column: Web }
        comment: { column: Note }
        color: { column: Colour }
        partner_latitude: { column: Latitude }
        country_id: { reference: { by: field, match: code, column: Country } }
        category_id: { reference: { node: tags, columns: [Tags], separator: ';' } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: partners, columns: [Partner] } }
        description: { column: Text }
        expected_revenue: { column: Revenue }
        probability: { column: Chance }
        priority: { column: Priority }
        date_deadline: { column: Deadline }
        date_conversion: { column: Opened }
  - id: products
    type: model
    data:
      odooModel: product.template
      sheet: products
      key: [Code]
      fields: { name: { column: Name }, list_price: { column: Price }, weight: { column: Weight } }
`;

const PARTNERS = csv('Code,Name,Company,Web,Note,Colour,Latitude,Country,Tags', [
  'A,Ånn & Co,yes,example.com,one & <b>two</b>,3,50.123456789,BE,T2;T1',
  'B," Bob, with spaces ",no,,"<p>three</p>",,-0.5,,',
  'C,Cid,no,http://cid.test/x,,0,0,FR,T1',
]);
const LEADS = csv('No,Title,Partner,Text,Revenue,Chance,Priority,Deadline,Opened', [
  '1,First,A,plain text,10.005,33.333,High,2024-02-29,2024-02-29 23:59:59',
  '2,Second,B,"line one\nline two",1234567.8,0,0,,2024-06-30T12:00:00+02:00',
  ...Array.from({ length: 30 }, (_, i) => `${i + 3},Lead ${i},C,,5,10,1,2024-03-01,`),
]);
const PRODUCTS = csv('Code,Name,Price,Weight', ['P,Pen,2.675,0.125', 'Q,Quill,1e2,']);
const FIRST: Sheets = {
  tags: csv('Code,Name', ['T1,Tag one', 'T2,Tag two']),
  partners: PARTNERS,
  leads: LEADS,
  products: PRODUCTS,
};
const TABLES = ['res_partner_category', 'res_partner', 'crm_lead', 'product_template', 'product_product'];

/** What Odoo keeps of 50.123456789 and 1.23456785 in `partner_latitude`, (16, 5) on 14, (10, 7) on 19: a half goes up. */
const LATITUDES = {
  '14': { first: 50.12346, changed: 1.23457 },
  '19': { first: 50.1234568, changed: 1.2345679 },
} as const;

describe.each(servers)('writing again to $name', ({ version, transport }) => {
  const latitudes = LATITUDES[version];
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let sql: pg.Client;
  let product: Product;
  let connectionId: string;

  const connect = ({ app }: Product): Promise<string> =>
    addConnection(app, {
      url: odoo.url,
      database: odoo.database,
      login: odoo.login,
      secret: transport === 'json2' ? (odoo.api_key ?? '') : odoo.password,
      transport,
    });

  beforeAll(async () => {
    odoo = await freshOdoo(version);
    oracle = await openOracle({ url: odoo.url, database: odoo.database, login: 'admin', password: 'admin' });
    const script = new URL('../../scripts/odoo', import.meta.url).pathname;
    const env = JSON.parse(execFileSync(script, ['env', version], { encoding: 'utf8' })) as {
      pg: pg.ClientConfig;
    };
    sql = new pg.Client({ ...env.pg, database: odoo.database });
    await sql.connect();
    product = await openProduct();
    connectionId = await connect(product);
  });
  afterAll(async () => {
    await product?.close();
    await sql?.end();
    await odoo?.drop();
  });

  const run = async (graphId: string, sheets: Sheets, on = product, connection = connectionId) => {
    const datasetId = await upload({ app: on.app, product: on }, sheets);
    return runToEnd(on.app, { graphId, datasetId, connectionId: connection });
  };
  const begin = async (namespace: string, policy = 'source') => {
    const graphId = (await addGraph(product.app, graph(namespace, policy))).id;
    const first = await run(graphId, FIRST);
    expect(countsOf(first)).toEqual({ created: 39 });
    return graphId;
  };
  /** The transaction that wrote each row last: nothing at all was written where it stays. */
  const lastWrites = async () => {
    const found = await Promise.all(
      TABLES.map((table) =>
        sql.query(`select '${table}' as table, id, xmin::text from ${table} order by id`),
      ),
    );
    return found.flatMap((answer) => answer.rows);
  };
  const held = async (namespace: string, node: string, model: string, key: string, fields: string[]) => {
    const id = (await oracle.externalIds(namespace, node)).get(key);
    const [record] = await oracle.searchRead(model, [['id', '=', id]], fields);
    return Object.fromEntries(fields.map((field) => [field, record?.[field]]));
  };
  const edit = async (namespace: string, key: string, values: object) => {
    const id = (await oracle.externalIds(namespace, 'partners')).get(key);
    await oracle.execute('res.partner', 'write', [[id], values]);
  };
  const rowsOf = async (view: RunView, node: string) =>
    unwrap(await product.app.runs.rows(view.id, { limit: 100, node, changes: true })).items;

  test('the same data send no write at all, although Odoo keeps some values in its own form', async () => {
    const graphId = await begin('same');
    expect(await held('same', 'partners', 'res.partner', 'A', ['website', 'partner_latitude'])).toEqual({
      website: 'http://example.com',
      partner_latitude: latitudes.first,
    });
    const before = await lastWrites();
    expect(countsOf(await run(graphId, FIRST))).toEqual({ unchanged: 39 });
    expect(await lastWrites()).toEqual(before);
  });

  test('without a memory of what was written, values are compared as Odoo means them', async () => {
    await begin('forgotten');
    const before = await lastWrites();
    const other = await openProduct();
    try {
      const graphId = (await addGraph(other.app, graph('forgotten', 'source'))).id;
      const sheets = { ...FIRST, partners: PARTNERS.replace('example.com', 'http://example.com') };
      const again = await run(graphId, sheets, other, await connect(other));
      const rows = unwrap(
        await other.app.runs.rows(again.id, { limit: 100, outcome: 'updated', changes: true }),
      );
      expect(rows.items.map((row) => [row.key, row.changes])).toEqual([]);
      expect(countsOf(again)).toEqual({ unchanged: 39 });
    } finally {
      await other.close();
    }
    expect(await lastWrites()).toEqual(before);
  });

  test('changed rows get their changed fields, in Odoo’s terms, and a bad one is refused alone', async () => {
    const graphId = await begin('changed');
    const sheets = {
      ...FIRST,
      partners: csv('Code,Name,Company,Web,Note,Colour,Latitude,Country,Tags', [
        'A,Ånn & Co,no,example.org,four & <b>five</b>,4,1.23456785,FR,T2',
        'B," Bob, with spaces ",no,,"<p>three</p>",,-0.5,DE,T1;T2',
        'C,Cid,no,http://cid.test/x,,0,0,FR,T1',
      ]),
      leads: LEADS.replaceAll(',C,,5,10,1,', ',A,,7,10,2,').replace('Lead 9,A,,7,10,', 'Lead 9,A,,7,150,'),
    };
    const changed = await run(graphId, sheets);
    const refused = (await rowsOf(changed, 'leads')).filter((row) => row.outcome === 'rejected');
    expect(refused.map((row) => [row.key, row.issues.map((issue) => issue.code)])).toEqual([
      ['12', ['odoo_rejected']],
    ]);
    expect(countsOf(changed)).toEqual({ updated: 31, unchanged: 7, rejected: 1 });
    const a = await held('changed', 'partners', 'res.partner', 'A', [
      'is_company',
      'website',
      'color',
      'partner_latitude',
      'category_id',
    ]);
    const tags = await oracle.externalIds('changed', 'tags');
    expect(a).toEqual({
      is_company: false,
      website: 'http://example.org',
      color: 4,
      partner_latitude: latitudes.changed,
      category_id: [tags.get('T2')],
    });
    const leads = await oracle.searchRead(
      'crm.lead',
      [['id', 'in', [...(await oracle.externalIds('changed', 'leads')).values()]]],
      ['expected_revenue', 'priority'],
    );
    expect(leads.filter((lead) => lead.expected_revenue === 7 && lead.priority === '2')).toHaveLength(29);
    const fixed = { ...sheets, leads: sheets.leads.replace(',150,', ',15,') };
    expect(countsOf(await run(graphId, fixed))).toEqual({ updated: 1, unchanged: 38 });
    const before = await lastWrites();
    expect(countsOf(await run(graphId, fixed))).toEqual({ unchanged: 39 });
    expect(await lastWrites()).toEqual(before);
  });

  test('what Odoo held before and after an update is kept, and when it was written', async () => {
    const graphId = await begin('kept');
    const sheets = { ...FIRST, partners: PARTNERS.replace('example.com', 'example.org') };
    const { id } = await run(graphId, sheets);
    const stored = await product.pool.query(
      `select c.before, c.wanted, c.after, n.last_write_date from run_change c
       join run_node n using (run_id, node_index) where run_id = $1`,
      [id],
    );
    const a = await held('kept', 'partners', 'res.partner', 'A', ['write_date']);
    expect(stored.rows).toEqual([
      {
        before: { website: 'http://example.com' },
        wanted: { website: 'example.org' },
        after: { website: 'http://example.org' },
        last_write_date: a.write_date,
      },
    ]);
  });

  test.for([
    ['source', 'updated', 'http://example.net', 'warning'],
    ['odoo', 'unchanged', 'http://edited.test', 'warning'],
    ['reject', 'rejected', 'http://edited.test', 'error'],
  ] as const)(
    'conflict_policy %s, where source and Odoo both changed',
    async ([policy, outcome, website, severity]) => {
      const namespace = `policy_${policy}`;
      const graphId = await begin(namespace, policy);
      await edit(namespace, 'A', { website: 'http://edited.test' });
      await edit(namespace, 'B', { name: 'Edited' });
      await edit(namespace, 'C', { website: 'http://edited.test' });
      const sheets = {
        ...FIRST,
        partners: PARTNERS.replace('example.com', 'example.net').replace(
          ',no,,"<p>three</p>"',
          ',no,bob.test,"<p>three</p>"',
        ),
      };
      const rows = await rowsOf(await run(graphId, sheets), 'partners');
      expect(rows.map((row) => [row.key, row.outcome, row.issues.map((i) => [i.severity, i.code])])).toEqual([
        // its latitude has more decimals than the field
        [
          'A',
          outcome,
          [
            ['warning', 'number_rounded'],
            [severity, 'conflict'],
          ],
        ],
        ['B', 'updated', []],
        ['C', 'unchanged', []],
      ]);
      const now = (key: string) => held(namespace, 'partners', 'res.partner', key, ['name', 'website']);
      expect(await now('A')).toEqual({ name: 'Ånn & Co', website });
      expect(await now('B')).toEqual({ name: 'Edited', website: 'http://bob.test' });
      expect(await now('C')).toEqual({ name: 'Cid', website: 'http://edited.test' });
    },
  );
});

/** Over all nodes, without the zeros. */
function countsOf(view: RunView): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of view.progress.nodes) {
    for (const [outcome, n] of Object.entries(counts)) if (n > 0) sums[outcome] = (sums[outcome] ?? 0) + n;
  }
  return sums;
}
