import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import type { Oracle } from '../support/read-odoo.ts';
import { openOracle } from '../support/read-odoo.ts';

const GRAPH = `
name: Bad rows
namespace: bad_rows
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [code]
      fields:
        name: { column: name }
        is_company: { value: true }
        country_id: { reference: { by: field, match: code, column: country } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [code]
      fields:
        name: { column: title }
        partner_id: { reference: { node: companies, columns: [company] } }
        date_deadline: { column: deadline, transforms: [{ name: date, formats: ["%d/%m/%Y"] }] }
`;

const ROWS = 1000;

/** Three bad rows in a thousand, and three leads of the company that is rejected. */
function files(): Record<string, string> {
  const companies = Array.from({ length: ROWS }, (_, i) => {
    if (i === 100) return `C${i},,FR`;
    if (i === 500) return `C${i},Company ${i},QQ`;
    return `C${i},Company ${i},FR`;
  });
  const leads = Array.from({ length: ROWS }, (_, i) => {
    const deadline = i === 700 ? '31/02/2024' : '15/03/2024';
    return `L${i},Lead ${i},C${i % 400},${deadline}`;
  });
  return {
    'companies.csv': ['code,name,country', ...companies].join('\n'),
    'leads.csv': ['code,title,company,deadline', ...leads].join('\n'),
  };
}

describe.each(['19', '14'] as const)('bad rows on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let product: Product;
  let oracle: Oracle;
  let folder: string;

  beforeAll(async () => {
    odoo = await freshOdoo(version);
    oracle = await openOracle({ url: odoo.url, database: odoo.database, login: 'admin', password: 'admin' });
    product = await openProduct();
    folder = await mkdtemp(join(tmpdir(), 'ig-bad-'));
    for (const [name, text] of Object.entries(files())) await writeFile(join(folder, name), text);
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('fail alone: the others land, each bad row is named with its remedy, what refers to it is blocked', async () => {
    const { app } = product;
    const connectionId = await addConnection(app, {
      url: odoo.url,
      database: odoo.database,
      login: 'admin',
      secret: 'admin',
    });
    const graph = await addGraph(app, GRAPH);
    const dataset = await addFolder(app, folder);
    const run = await runToEnd(app, { graphId: graph.id, datasetId: dataset.id, connectionId });

    expect(run.status).toBe('completed_with_errors');
    expect(outcomesOf(run)).toEqual({
      companies: { created: 998, rejected: 2 },
      // L100, L500 and L900 belong to C100, which was rejected
      leads: { created: 996, rejected: 1, blocked: 3 },
    });

    const rejected = unwrap(await app.runs.rows(run.id, { limit: 100, outcome: 'rejected' })).items;
    const issues = rejected.flatMap((row) => row.issues);
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'required_missing',
        sheet: 'companies',
        row: 102,
        column: 'name',
        field: 'name',
      }),
      expect.objectContaining({
        code: 'reference_not_found',
        sheet: 'companies',
        row: 502,
        column: 'country',
        value: 'QQ',
      }),
      expect.objectContaining({
        code: 'date_invalid',
        sheet: 'leads',
        row: 702,
        column: 'deadline',
        value: '31/02/2024',
      }),
    ]);
    for (const issue of issues) expect(issue.message).toMatch(/^Row \d+ of "\w+", column "\w+": .+\. .+/);

    const blocked = unwrap(await app.runs.rows(run.id, { limit: 100, outcome: 'blocked' })).items;
    expect(blocked.map((row) => [row.key, row.blockedBy])).toEqual([
      ['L100', 'companies:C100'],
      ['L500', 'companies:C100'],
      ['L900', 'companies:C100'],
    ]);

    const companies = await oracle.externalIds('bad_rows', 'companies');
    const leads = await oracle.externalIds('bad_rows', 'leads');
    expect([companies.size, leads.size]).toEqual([998, 996]);
    expect([companies.has('C100'), companies.has('C500'), leads.has('L100'), leads.has('L700')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(await oracle.count('res.partner', [['name', '=like', 'Company %']])).toBe(998);
    const progress = run.progress.nodes.map((node) => [
      node.rowsTotal,
      Object.values(node.counts).reduce((a, b) => a + b, 0),
    ]);
    expect(progress).toEqual([
      [ROWS, ROWS],
      [ROWS, ROWS],
    ]);
  });

  it('what only Odoo knows to be wrong is rejected alone too, with what Odoo said', async () => {
    const { app } = product;
    const own = await mkdtemp(join(tmpdir(), 'ig-unique-'));
    const tags = [
      'code,name',
      ...Array.from({ length: 200 }, (_, i) => `T${i},${i === 150 ? 'Tag 20' : `Tag ${i}`}`),
    ];
    await writeFile(join(own, 'tags.csv'), tags.join('\n'));
    const graph = await addGraph(
      app,
      `
name: Tags
namespace: bad_tags
nodes:
  - id: tags
    type: model
    data: { odooModel: crm.tag, sheet: tags, key: [code], fields: { name: { column: name } } }
`,
    );
    const dataset = await addFolder(app, own);
    const [connection] = (await app.connections.list({ limit: 1 })).items;
    const run = await runToEnd(app, {
      graphId: graph.id,
      datasetId: dataset.id,
      connectionId: connection?.id ?? '',
    });
    expect(outcomesOf(run)).toEqual({ tags: { created: 199, rejected: 1 } });
    const [row] = unwrap(await app.runs.rows(run.id, { limit: 10, outcome: 'rejected' })).items;
    expect(row).toMatchObject({ row: 152, key: 'T150' });
    expect(row?.issues[0]?.message).toMatch(/^Row 152 of "tags".*Odoo refused it: .*exist/s);
    expect(await oracle.count('crm.tag', [['name', '=', 'Tag 20']])).toBe(1);
    await rm(own, { recursive: true, force: true });
  });
});
