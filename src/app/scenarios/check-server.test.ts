import { afterAll, beforeAll, expect, test } from 'vitest';
import { foresee } from '../../../test/support/foresight.ts';
import { outcomesOf } from '../../../test/support/product.ts';
import type { Sheets, Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, STAFF, upload } from '../../../test/support/stage.ts';
import type { RunRowView } from '../run-views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 4, checksFirst: 'server' });
});
afterAll(() => stage.close());

async function checkOf(graphId: string, sheets: Sheets): Promise<readonly RunRowView[]> {
  const { app, connectionId } = stage;
  return foresee(app, { graphId, datasetId: await upload(stage, sheets), connectionId, depth: 'server' });
}

/** Code and field of every issue, by node and key. */
function issuesByKey(rows: readonly RunRowView[]): Record<string, readonly string[]> {
  const told = rows.filter(({ issues }) => issues.length > 0);
  return Object.fromEntries(
    told.map((row) => [
      `${row.node} ${row.key}`,
      row.issues.map(({ code, field }) => `${code} ${field ?? ''}`.trim()),
    ]),
  );
}

const LEADS = `
  - id: companies
    type: model
    data: { odooModel: res.partner, sheet: companies, key: [Code], fields: { name: { column: Name } } }
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
const COMPANIES = csv('Code,Name', ['A,Acme', 'B,Beta']);
const leads = (...rows: readonly string[]) => csv('No,Title,Chance,Company', rows);

test('rows that only Odoo can refuse are rejected, as creations and as updates, and nothing is written', async () => {
  const graphId = await graphOf(stage, 'chances', LEADS);
  const first = leads('1,One,10,', '2,Two,20,', '3,Three,101,', '4,Four,40,', '5,Five,-1,', '6,Six,60,');
  const before = ['crm.lead', 'res.partner', 'ir.model.data'].map((model) =>
    stage.sandbox.state.records(model),
  );
  const rows = await checkOf(graphId, { companies: COMPANIES, leads: first });
  expect(
    ['crm.lead', 'res.partner', 'ir.model.data'].map((model) => stage.sandbox.state.records(model)),
  ).toEqual(before);
  expect(issuesByKey(rows)).toEqual({
    'leads 3': ['odoo_rejected probability'],
    'leads 5': ['odoo_rejected probability'],
  });
  const run = await play(stage, graphId, { companies: COMPANIES, leads: first });
  expect(outcomesOf(run)).toEqual({ companies: { created: 2 }, leads: { created: 4, rejected: 2 } });

  const second = leads('1,One,10,', '2,Two,200,', '3,Three,30,', '4,Quattro,41,A', '6,Six,666,B');
  const again = await play(stage, graphId, { companies: COMPANIES, leads: second });
  expect(await outcomesByKey(stage, again, 'leads')).toEqual({
    1: 'unchanged',
    2: 'rejected',
    3: 'created',
    4: 'updated',
    6: 'rejected',
  });
});

test('a reference to a record that is not there yet is left out, and that is said of the row and the field', async () => {
  const graphId = await graphOf(stage, 'fresh', LEADS);
  const sheets = { companies: COMPANIES, leads: leads('1,One,10,A', '2,Two,20,', '3,Three,30,B') };
  const rows = await checkOf(graphId, sheets);
  expect(issuesByKey(rows)).toEqual({
    'leads 1': ['checked_in_part partner_id'],
    'leads 3': ['checked_in_part partner_id'],
  });
  const [issue] = rows.find(({ key }) => key === '3')?.issues ?? [];
  expect(issue).toMatchObject({ severity: 'warning', row: 4, column: 'Company' });
  expect(issue?.message).toBe(
    'Row 4 of "leads", column "Company": the record it refers to is not in Odoo yet, so Odoo tried the row without it.',
  );
  await play(stage, graphId, sheets);
});

test('what is refused without the reference and with another record in its place, in the same words, is rejected', async () => {
  const graphId = await graphOf(stage, 'same_words', LEADS);
  const sheets = { companies: COMPANIES, leads: leads('1,One,110,A', '2,Two,20,A') };
  const run = await play(stage, graphId, sheets);
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({ 1: 'rejected', 2: 'created' });
});

const PROJECTS = `
  - id: projects
    type: model
    data: { odooModel: project.project, sheet: projects, key: [Code], fields: { name: { column: Name } } }
  - id: tasks
    type: model
    data:
      odooModel: project.task
      sheet: tasks
      key: [No]
      fields:
        name: { column: Title }
        project_id: { reference: { node: projects, columns: [Project] } }
        parent_id: { reference: { node: tasks, columns: [Part of] } }
        recurring_task: { column: Repeats, transforms: [boolean] }
metadata: { filled_by_odoo: [project.project.alias_model_id] }
`;

test('a reference that a constraint needs although its field does not is tried with another record in its place', async () => {
  const graphId = await graphOf(stage, 'projects', PROJECTS);
  const header = 'No,Title,Project,Part of,Repeats';
  await play(stage, graphId, {
    projects: csv('Code,Name', ['P,Past']),
    tasks: csv(header, ['1,One,P,,no']),
  });
  const sheets = {
    projects: csv('Code,Name', ['P,Past', 'F,Future']),
    // Without its project, Odoo calls a task private, and those have no parent.
    tasks: csv(header, ['1,One,P,,no', '2,Two,F,1,no', '3,Three,F,1,yes', '4,Four,F,2,no']),
  };
  const rows = await checkOf(graphId, sheets);
  expect(issuesByKey(rows)).toEqual({
    'tasks 2': ['checked_in_part project_id'],
    'tasks 3': ['odoo_rejected'],
    'tasks 4': ['checked_in_part project_id', 'checked_in_part parent_id'],
  });
  const said = rows.find(({ key }) => key === '2')?.issues[0]?.message;
  expect(said).toMatch(/Odoo tried the row with project\.project \d+ in its place\.$/);
  await play(stage, graphId, sheets);
});

const DEPARTMENTS = `
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
        department_id: { reference: { node: departments, columns: [Department] } }
`;

test('what is refused without a reference, when nothing can stand in for it, is not called rejected', async () => {
  const bare = stage.sandbox.state.records('hr.department').map(({ id }) => id);
  await stage.odoo.execute('hr.department', 'unlink', [bare]);
  const graphId = await graphOf(stage, 'departments', DEPARTMENTS);
  const sheets = {
    departments: csv('Code,Name', ['D,Design']),
    // Odoo's metadata do not say that an employee needs a name.
    staff: csv('Code,Name,Department', ['A,Ann,D', 'B,,D', 'C,,']),
  };
  const rows = await checkOf(graphId, sheets);
  expect(issuesByKey(rows)).toEqual({
    'staff A': ['checked_in_part department_id'],
    'staff B': ['not_checkable department_id'],
    'staff C': ['odoo_rejected name'],
  });
  expect(rows.find(({ key }) => key === 'B')).toMatchObject({ outcome: 'created' });
});

const ORDERS = `
  - id: customers
    type: model
    data: { odooModel: res.partner, sheet: customers, key: [Code], fields: { name: { column: Name } } }
  - id: orders
    type: model
    data:
      odooModel: sale.order
      sheet: orders
      key: [No]
      fields:
        partner_id: { reference: { node: customers, columns: [Customer] } }
        client_order_ref: { column: No }
  - id: lines
    type: model
    data:
      odooModel: sale.order.line
      sheet: lines
      key: [Order, Line]
      fields:
        order_id: { reference: { node: orders, columns: [Order] } }
        name: { column: Text }
        display_type: { value: line_note }
        product_uom_qty: { column: Quantity, transforms: [number] }
`;

test('where Odoo requires the reference another record stands in, and what it refuses then is not called rejected', async () => {
  const graphId = await graphOf(stage, 'orders', ORDERS);
  const customers = csv('Code,Name', ['A,Acme']);
  const none = {
    customers,
    orders: csv('No,Customer', ['1,A']),
    lines: csv('Order,Line,Text,Quantity', ['1,1,Note,0']),
  };
  expect(issuesByKey(await checkOf(graphId, none))).toEqual({
    'orders 1': ['checked_in_part partner_id'],
    'lines 1~~1': ['not_checkable order_id'],
  });
  await play(stage, graphId, none);
  const more = {
    customers,
    orders: csv('No,Customer', ['1,A', '2,A']),
    // A note has no quantity: Odoo refuses it with any order.
    lines: csv('Order,Line,Text,Quantity', ['1,1,Note,0', '2,1,Note,0', '2,2,Bad,5']),
  };
  const rows = await checkOf(graphId, more);
  expect(issuesByKey(rows)).toEqual({
    'lines 2~~1': ['checked_in_part order_id'],
    'lines 2~~2': ['not_checkable order_id'],
  });
  expect(rows.find(({ key }) => key === '2~~2')).toMatchObject({ outcome: 'created' });
  const run = await play(stage, graphId, more, { foreseen: null });
  expect(await outcomesByKey(stage, run, 'lines')).toEqual({
    '1~~1': 'unchanged',
    '2~~1': 'created',
    '2~~2': 'rejected',
  });
});

const COUNTRIES = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        country_id: { reference: { by: field, match: name, column: Country, on_missing: create } }
        category_id: { reference: { by: field, match: name, column: Tags, separator: ';', on_missing: create } }
`;

test('records to be created on the way are tried too: what Odoo refuses to create rejects the rows that name it', async () => {
  const graphId = await graphOf(stage, 'ways', COUNTRIES);
  const sheets = {
    people: csv('Code,Name,Country,Tags', ['1,Ann,Utopia,', '2,Bob,Belgium,New;Old', '3,Cid,,New']),
  };
  const before = stage.sandbox.state.records('res.partner.category');
  const rows = await checkOf(graphId, sheets);
  expect(issuesByKey(rows)).toEqual({
    'people 1': ['odoo_create_refused country_id'],
    'people 2': ['checked_in_part category_id'],
    'people 3': ['checked_in_part category_id'],
  });
  expect(stage.sandbox.state.records('res.partner.category')).toEqual(before);
  await play(stage, graphId, sheets);
});

test('a field that closes a circle of rows is called not checkable, and a row that Odoo refuses rejects what refers to it', async () => {
  const graphId = await graphOf(stage, 'staff', STAFF);
  const sheets = { staff: csv('Code,Name,Boss', ['A,Ann,B', 'B,Bob,A', 'C,,', 'D,Dee,C']) };
  const rows = await checkOf(graphId, sheets);
  expect(issuesByKey(rows)).toMatchObject({ 'staff C': ['odoo_rejected name'] });
  expect(rows.find(({ key }) => key === 'D')).toMatchObject({ outcome: 'blocked', blockedBy: 'staff:C' });
  const waiting = rows.filter(({ issues }) => issues.some(({ code }) => code === 'not_checkable'));
  expect(waiting.map(({ key, outcome }) => [key, outcome])).toEqual([['B', 'created']]);
  await play(stage, graphId, sheets);
});
