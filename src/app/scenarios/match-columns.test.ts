import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import { correctCells, retryToEnd } from '../../../test/support/retries.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, upload } from '../../../test/support/stage.ts';
import { rollBack, sandboxContent } from '../../../test/support/undo.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 2, checksFirst: 'server' });
});
afterAll(() => stage.close());

const CUSTOMERS = `
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: customers
      key: [No]
      fields:
        name: { column: Name }
        email: { column: Email }
        city: { column: City }
`;
const leads = (reference: string) => `
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [Nr]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: customers, ${reference} } }
`;
const BY_NAME = leads('columns: [Customer], match: [Name]');
const customers = (...rows: readonly string[]) => csv('No,Name,Email,City', rows);
const deals = (...rows: readonly string[]) => csv('Nr,Title,Customer', rows);

/** Title of each lead of a graph → name and city of its partner in the sandbox. */
async function partners(namespace: string): Promise<Record<string, unknown>> {
  const leadIds = await stage.odoo.externalIds(namespace, 'leads');
  const records = await stage.odoo.searchRead(
    'crm.lead',
    [['id', 'in', [...leadIds.values()]]],
    ['name', 'partner_id'],
  );
  const found: Record<string, unknown> = {};
  for (const { name, partner_id: partner } of records) {
    const [record] = Array.isArray(partner)
      ? await stage.odoo.searchRead('res.partner', [['id', '=', partner[0] as number]], ['name', 'city'])
      : [];
    found[String(name)] = record ? `${String(record.name)}, ${String(record.city)}` : null;
  }
  return found;
}

test('rows are linked by the name of their customer, and a doubtful name links none of them', async () => {
  const graphId = await graphOf(stage, 'by_name', CUSTOMERS + BY_NAME);
  const before = sandboxContent(stage.sandbox);
  const run = await play(stage, graphId, {
    customers: customers(
      '1,Acme,,Ghent',
      '2,Bolt,,Bree',
      '3,Bolt,,Lier',
      '4,Crux,no address,Mol',
      ',Dune,,Ypres',
    ),
    leads: deals(
      'a,First,Acme',
      'b,Second,Bolt',
      'c,Third,Nobody',
      'd,Fourth,',
      'e,Fifth,Acme',
      'f,Sixth,Dune',
    ),
  });
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({
    a: 'created',
    b: 'rejected',
    c: 'rejected',
    d: 'created',
    e: 'created',
    f: 'rejected',
  });
  expect(await partners('by_name')).toEqual({ First: 'Acme, Ghent', Fourth: null, Fifth: 'Acme, Ghent' });
  const issues = unwrap(await stage.app.runs.issues(run.id)).filter(({ node }) => node === 'leads');
  expect(
    Object.fromEntries(issues.map(({ code, samples }) => [code, samples.map(({ value }) => value)])),
  ).toEqual({ reference_ambiguous: ['Bolt'], reference_not_found: ['Nobody', 'Dune'] });
  const ambiguous = issues.find(({ code }) => code === 'reference_ambiguous');
  expect(ambiguous?.samples[0]?.candidates).toEqual(['row 3 (key "2")', 'row 4 (key "3")']);

  const second = await play(stage, graphId, {
    customers: customers('1,Acme,,Ghent', '2,Bolt,,Bree', '3,Bolt & Co,,Lier', '4,Crux,,Mol'),
    leads: deals('a,First,Crux', 'b,Second,Bolt', 'd,Fourth,Bolt & Co', 'e,Fifth,Acme'),
  });
  expect(await outcomesByKey(stage, second, 'leads')).toEqual({
    a: 'updated',
    b: 'created',
    d: 'updated',
    e: 'unchanged',
  });
  expect(await partners('by_name')).toEqual({
    First: 'Crux, Mol',
    Second: 'Bolt, Bree',
    Fourth: 'Bolt & Co, Lier',
    Fifth: 'Acme, Ghent',
  });
  await rollBack(stage, second.id);
  await rollBack(stage, run.id);
  expect(sandboxContent(stage.sandbox)).toEqual(before);
});

test('a row whose parent is rejected waits for it, and a retry links what was corrected', async () => {
  const graphId = await graphOf(stage, 'fixed_name', CUSTOMERS + BY_NAME);
  const sheets = {
    customers: customers('1,Acme,,Ghent', '2,Acme,,Bree', '3,Bolt,,Lier', '3,Crux,,Mol'),
    leads: deals('a,First,Acme', 'b,Second,Crux', 'c,Third,Bolt'),
  };
  const run = await play(stage, graphId, sheets);
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({ a: 'rejected', b: 'blocked', c: 'blocked' });
  // one twin was loaded under the old name: what counts is what the data says now
  await correctCells(stage, run, 'customers', [
    [3, 'Name', 'Acme Bree'],
    [5, 'No', '4'],
  ]);
  const retry = await retryToEnd(stage, run, { customers: 4, leads: 3 });
  expect(outcomesOf(retry)).toEqual({ customers: { skipped: 2, created: 2 }, leads: { created: 3 } });
  expect(await partners('fixed_name')).toEqual({
    First: 'Acme, Ghent',
    Second: 'Crux, Mol',
    Third: 'Bolt, Lier',
  });
});

test('two columns tell apart what one does not', async () => {
  const graphId = await graphOf(
    stage,
    'by_two',
    CUSTOMERS +
      leads(
        'columns: [Customer, { column: Town, transforms: [title] }], match: [Name, City], on_missing: empty',
      ),
  );
  const run = await play(stage, graphId, {
    customers: customers('1,Acme,,Ghent', '2,Acme,,Bree', '3,Bolt,,'),
    leads: csv('Nr,Title,Customer,Town', [
      'a,One,Acme,BREE',
      'b,Two,Acme,ghent',
      'c,Three,Acme,Mol',
      'd,Four,,',
    ]),
  });
  expect(outcomesOf(run).leads).toEqual({ created: 4 });
  expect(await partners('by_two')).toEqual({
    One: 'Acme, Bree',
    Two: 'Acme, Ghent',
    Three: null,
    Four: null,
  });
});

test('a row of a sheet names another one of it by name, a circle of them too', async () => {
  const graphId = await graphOf(
    stage,
    'bosses',
    `
  - id: staff
    type: model
    data:
      odooModel: hr.employee
      sheet: staff
      key: [Code]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: staff, columns: [Boss], match: [Name] } }
`,
  );
  const run = await play(stage, graphId, {
    staff: csv('Code,Name,Boss', ['D,Dee,Cid', 'C,Cid,Ann', 'A,Ann,Bob', 'B,Bob,Ann', 'E,Eve,Flo']),
  });
  expect(await outcomesByKey(stage, run, 'staff')).toEqual({
    A: 'created',
    B: 'created',
    C: 'created',
    D: 'created',
    E: 'rejected',
  });
  const ids = await stage.odoo.externalIds('bosses', 'staff');
  const records = await stage.odoo.searchRead(
    'hr.employee',
    [['id', 'in', [...ids.values()]]],
    ['name', 'parent_id'],
  );
  expect(Object.fromEntries(records.map(({ name, parent_id: boss }) => [name, boss]))).toEqual({
    Ann: [ids.get('B'), 'Bob'],
    Bob: [ids.get('A'), 'Ann'],
    Cid: [ids.get('A'), 'Ann'],
    Dee: [ids.get('C'), 'Cid'],
  });
  const row = unwrap(await stage.app.runs.row(run.id, { node: 'staff', ord: 2 }));
  expect(row.prepared?.parents.map(({ key }) => key)).toEqual(['B']);
  expect(row.prepared?.children.items.map(({ key }) => key)).toEqual(['C', 'B']);
});

test('rows of a flat sheet find the parents that stand in it', async () => {
  const graphId = await graphOf(
    stage,
    'flat',
    `
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: orders
      distinct: true
      key: [Customer No]
      fields: { name: { column: Customer }, city: { column: Town } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: orders
      key: [Order]
      fields:
        name: { column: Order }
        partner_id: { reference: { node: customers, columns: [Bill to], match: [Customer] } }
`,
  );
  const run = await play(stage, graphId, {
    orders: csv('Order,Customer No,Customer,Town,Bill to', [
      'O1,7,Acme,Ghent,Bolt',
      'O2,8,Bolt,Bree,Bolt',
      'O3,7,Acme Ltd,Ghent,Acme',
    ]),
  });
  expect(outcomesOf(run)).toEqual({ customers: { created: 2, skipped: 1 }, leads: { created: 3 } });
  expect(await partners('flat')).toEqual({ O1: 'Bolt, Bree', O2: 'Bolt, Bree', O3: 'Acme, Ghent' });
});

test('a column that the other sheet has not is told before the run', async () => {
  const graphId = await graphOf(stage, 'misspelt', CUSTOMERS + leads('columns: [Customer], match: [Nmae]'));
  const datasetId = await upload(stage, { customers: customers('1,Acme,,'), leads: deals('a,First,Acme') });
  const report = unwrap(await stage.app.graphs.validate(graphId, { datasetId }));
  expect(report.errors).toMatchObject([
    { code: 'column_unknown', node: 'leads', field: 'partner_id', sheet: 'customers' },
  ]);
  expect(report.errors[0]?.message).toContain(
    'match reads column "Nmae", which sheet "customers" does not have. Did you mean "Name"?',
  );
});
