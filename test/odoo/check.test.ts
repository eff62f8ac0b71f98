import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunRowView } from '../../src/app/run-views.ts';
import type { CheckDepth } from '../../src/load/run-store.ts';
import { dumpOdoo } from '../support/dump-odoo.ts';
import { expectForeseen, foresee } from '../support/foresight.ts';
import { addNorthwind } from '../support/northwind.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addFolder, addGraph, openProduct, runToEnd } from '../support/product.ts';

/** A probability is checked by the database (SQL CHECK), a badge is unique there, a PIN is checked by Odoo (`_verify_pin`, Python). */
const GRAPH = `
name: Staff and leads
namespace: checked
nodes:
  - id: departments
    type: model
    data: { odooModel: hr.department, sheet: departments, key: [Code], fields: { name: { column: Name } } }
  - id: staff
    type: model
    data:
      odooModel: hr.employee
      sheet: staff
      key: [Code]
      fields:
        name: { column: Name }
        pin: { column: Pin }
        barcode: { column: Badge }
        department_id: { reference: { node: departments, columns: [Department] } }
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        category_id: { reference: { by: field, match: name, column: Tags, separator: ';', on_missing: create } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        probability: { column: Chance, transforms: [number] }
        partner_id: { reference: { node: companies, columns: [Company] } }
`;
type Files = Readonly<Record<string, readonly string[]>>;
const FIRST: Files = {
  departments: ['Code,Name', 'D1,Sales', 'D2,Stock'],
  staff: [
    'Code,Name,Pin,Badge,Department',
    'S1,Ann,1234,B1,D1',
    'S2,Bob,nope,B2,',
    'S3,Cid,,B3,',
    'S4,Dee,4321,,D2',
    'S5,Eve,no,,',
  ],
  companies: ['Code,Name,Tags', 'C1,Acme,Hot', 'C2,Beta,Hot;Cold'],
  leads: [
    'No,Title,Chance,Company',
    'L1,One,10,C1',
    'L2,Two,120,C1',
    'L3,Three,30,',
    'L4,Four,-4,',
    'L5,Five,50,C2',
  ],
};
const SECOND: Files = {
  departments: ['Code,Name', 'D1,Sales and more', 'D2,Stock', 'D3,Fresh'],
  staff: [
    'Code,Name,Pin,Badge,Department',
    'S1,Ann,abcd,B1,D1',
    'S2,Bob,5555,B1,D3',
    'S3,Cid,77,B3,D3',
    'S4,Dee,4321,,D2',
    'S5,Eve,8,B3,',
  ],
  companies: ['Code,Name,Tags', 'C1,Acme,Hot', 'C2,Beta two,Cold;Warm'],
  leads: [
    'No,Title,Chance,Company',
    'L1,One,101,C1',
    'L2,Two,20,C2',
    'L3,Three,30,C1',
    'L4,Four,4,',
    'L5,Five,-1,',
  ],
};

const servers = [
  { name: 'Odoo 19 by JSON-2', version: '19', transport: 'json2', user: 'admin' },
  {
    name: 'Odoo 19 by JSON-RPC as an ordinary user',
    version: '19',
    transport: 'jsonrpc',
    user: 'integration',
  },
  { name: 'Odoo 14 by JSON-RPC', version: '14', transport: 'jsonrpc', user: 'admin' },
] as const;

describe.each(servers)('a check on $name', ({ version, transport, user }) => {
  let odoo: FreshOdoo;
  let product: Product;
  let connectionId: string;
  const folders: string[] = [];

  beforeAll(async () => {
    odoo = await freshOdoo(version);
    product = await openProduct();
    const { login, password, api_key } = user === 'admin' ? odoo : odoo.integration;
    connectionId = await addConnection(product.app, {
      url: odoo.url,
      database: odoo.database,
      login,
      secret: transport === 'json2' ? (api_key ?? '') : password,
      transport,
    });
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  async function datasetOf(files: Files): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'ig-check-'));
    folders.push(folder);
    for (const [name, lines] of Object.entries(files)) {
      await writeFile(join(folder, `${name}.csv`), lines.join('\n'));
    }
    return (await addFolder(product.app, folder)).id;
  }

  async function checkWithoutTrace(
    ids: { readonly graphId: string; readonly datasetId: string },
    depth: CheckDepth,
  ): Promise<readonly RunRowView[]> {
    const before = await dumpOdoo(odoo);
    const rows = await foresee(product.app, { ...ids, connectionId, depth });
    expect(await dumpOdoo(odoo)).toEqual(before);
    return rows;
  }

  const outcomesOf = (rows: readonly RunRowView[], node: string) =>
    Object.fromEntries(rows.filter((row) => row.node === node).map(({ key, outcome }) => [key, outcome]));

  test('what SQL and Python constraints refuse is told before it is sent, and not a row of any table changes', async () => {
    const graphId = (await addGraph(product.app, GRAPH)).id;
    const datasetId = await datasetOf(FIRST);
    const offline = await checkWithoutTrace({ graphId, datasetId }, 'offline');
    expect(new Set(offline.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    const rows = await checkWithoutTrace({ graphId, datasetId }, 'server');
    expect(outcomesOf(rows, 'staff')).toEqual({
      S1: 'created',
      S2: 'rejected',
      S3: 'created',
      S4: 'created',
      S5: 'rejected',
    });
    expect(outcomesOf(rows, 'leads')).toEqual({
      L1: 'created',
      L2: 'rejected',
      L3: 'created',
      L4: 'rejected',
      L5: 'created',
    });
    const inPart = rows.filter(({ issues }) => issues.some(({ code }) => code === 'checked_in_part'));
    expect(inPart.map(({ key }) => key).toSorted()).toEqual(['C1', 'C2', 'L1', 'L5', 'S1', 'S4']);
    const run = await runToEnd(product.app, { graphId, datasetId, connectionId });
    await expectForeseen(product.app, run.id, rows);

    const second = { graphId, datasetId: await datasetOf(SECOND) };
    const again = await checkWithoutTrace(second, 'server');
    expect(outcomesOf(again, 'staff')).toEqual({
      S1: 'rejected',
      S2: 'rejected',
      S3: 'updated',
      S4: 'unchanged',
      S5: 'rejected',
    });
    expect(outcomesOf(again, 'leads')).toEqual({
      L1: 'rejected',
      L2: 'created',
      L3: 'updated',
      L4: 'created',
      L5: 'rejected',
    });
    const secondRun = await runToEnd(product.app, { ...second, connectionId });
    await expectForeseen(product.app, secondRun.id, again);
  });

  // Northwind's orders need rights in accounting, which the ordinary user of the tests has not; one server is enough for its two minutes.
  if (user === 'admin' && version === '19') {
    test('Northwind: a check at server depth says what the run does, and not a row of any table changes', async () => {
      const ids = await addNorthwind(product.app);
      const rows = await checkWithoutTrace(ids, 'server');
      const run = await runToEnd(product.app, { ...ids, connectionId });
      await expectForeseen(product.app, run.id, rows);
      const again = await checkWithoutTrace(ids, 'server');
      expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    });
  }
});
