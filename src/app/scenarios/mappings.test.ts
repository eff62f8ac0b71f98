import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OracleTarget } from '../../../test/support/oracle-target.ts';
import { readSandbox } from '../../../test/support/oracle-target.ts';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play } from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 3, checksFirst: 'offline' });
});
afterAll(() => stage.close());

const TAGS = `
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], fields: { name: { column: Name } } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        category_id: { reference: { node: tags, columns: [Tags], separator: '|' } }
`;
const NO_TAGS = csv('Code,Name', ['R,Red', 'G,Green', 'B,Blue']);

/** Record of a row, by its external ID. */
async function held(externalId: string, model: string, fields: readonly string[]) {
  const id = stage.sandbox.state.idOf(externalId);
  const [record] = await stage.odoo.searchRead(model, [['id', '=', id]], fields);
  const { id: _, ...values } = record ?? { id: 0 };
  return values;
}
const idOf = (externalId: string): number => stage.sandbox.state.idOf(externalId) ?? -1;

test('a cell of several keys links every one of them, and a second run with one less takes that one away', async () => {
  const graphId = await graphOf(stage, 'many', TAGS);
  const people = csv('Code,Name,Tags', ['1,Ann,R|B', '2,Bob, G | R ', '3,Cid,', '4,Dee,R|X']);
  const run = await play(stage, graphId, { tags: NO_TAGS, people });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({
    1: 'created',
    2: 'created',
    3: 'created',
    4: 'rejected',
  });
  const [red, green, blue] = ['R', 'G', 'B'].map((key) => idOf(`many.tags_${key}`));
  const tagsOf = async (key: string) =>
    (await held(`many.people_${key}`, 'res.partner', ['category_id'])).category_id;
  expect([await tagsOf('1'), await tagsOf('2'), await tagsOf('3')]).toEqual([[red, blue], [red, green], []]);

  const less = csv('Code,Name,Tags', ['1,Ann,B', '2,Bob,R|G', '3,Cid,']);
  const again = await play(stage, graphId, { tags: NO_TAGS, people: less });
  expect(await outcomesByKey(stage, again, 'people')).toEqual({
    1: 'updated',
    2: 'unchanged',
    3: 'unchanged',
  });
  expect(await tagsOf('1')).toEqual([blue]);
});

const FLAT = `
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: orders
      distinct: true
      key: [Customer]
      fields: { name: { column: Customer }, city: { column: City } }
  - id: orders
    type: model
    data:
      odooModel: crm.lead
      sheet: orders
      key: [Year, No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: customers, columns: [Customer] } }
  - id: remarks
    type: model
    data:
      odooModel: crm.lead
      sheet: remarks
      key: [Year, No, Line]
      fields:
        name: { column: Text }
        partner_id: { reference: { node: customers, columns: [Customer] } }
        referred: { column: Line }
`;

test('parents taken out of a flat sheet are made once each, and rows with a key of several columns never collide', async () => {
  const graphId = await graphOf(stage, 'flat', FLAT);
  const orders = csv('Year,No,Title,Customer,City', [
    '2024,1,One,Acme,Aalst',
    '2024,11,Two,Beta,Bree',
    '20241,1,Three,Acme,Other',
    '2025,1,Four,Acme_1,Cork',
    '2025,2,Five,acme,Dublin',
  ]);
  const remarks = csv('Year,No,Line,Text,Customer', ['2024,1,1,First,Acme', '2024,1,2,Second,Beta']);
  const run = await play(stage, graphId, { orders, remarks });
  expect(outcomesOf(run)).toEqual({
    customers: { created: 4, skipped: 1 },
    orders: { created: 5 },
    remarks: { created: 2 },
  });
  const customers = await stage.odoo.externalIds('flat', 'customers');
  expect([...customers.keys()].toSorted()).toEqual(['Acme', 'Acme~5F1', 'Beta', 'acme']);
  const three = await held('flat.orders_20241~~1', 'crm.lead', ['name', 'partner_id']);
  expect(three).toEqual({ name: 'Three', partner_id: [customers.get('Acme'), expect.any(String)] });
  expect(await held('flat.customers_Acme', 'res.partner', ['city'])).toEqual({ city: 'Aalst' });
  const again = await play(stage, graphId, { orders, remarks });
  expect(outcomesOf(again)).toEqual({
    customers: { unchanged: 4, skipped: 1 },
    orders: { unchanged: 5 },
    remarks: { unchanged: 2 },
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
        country_id: { reference: { by: field, match: name, column: Country, value_map: { UK: United Kingdom, USA: United States } } }
        category_id: { reference: { by: field, match: name, column: Tags, separator: ';', on_missing: create } }
`;

test('a value map says what a country is called, and records made on the way are made once, over runs too', async () => {
  const graphId = await graphOf(stage, 'maps', COUNTRIES);
  const before = await stage.odoo.count('res.partner.category', []);
  const people = csv('Code,Name,Country,Tags', [
    '1,Ann,UK,New;Old',
    '2,Bob,USA,Old',
    '3,Cid,Belgium,New',
    '4,Dee,Utopia,New',
  ]);
  const run = await play(stage, graphId, { people });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({
    1: 'created',
    2: 'created',
    3: 'created',
    4: 'rejected',
  });
  const countries = await Promise.all(
    ['1', '2', '3'].map((key) => held(`maps.people_${key}`, 'res.partner', ['country_id'])),
  );
  expect(countries.map(({ country_id: of }) => (of as readonly unknown[])[1])).toEqual([
    'United Kingdom',
    'United States',
    'Belgium',
  ]);
  expect(await stage.odoo.count('res.partner.category', [])).toBe(before + 2);
  const more = csv('Code,Name,Country,Tags', ['1,Ann,UK,New;Old', '5,Eve,,Old;Fresh']);
  const again = await play(stage, graphId, { people: more });
  expect(await outcomesByKey(stage, again, 'people')).toEqual({ 1: 'unchanged', 5: 'created' });
  expect(await stage.odoo.count('res.partner.category', [])).toBe(before + 3);
});

const OWN_IDS = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      external_id_column: External
      fields: { name: { column: Name } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: people, columns: [Person] } }
`;

/** External IDs of the other namespace too. */
function withLegacy(target: OracleTarget): OracleTarget {
  const externalIds = async (namespace: string) => [
    ...(await target.externalIds(namespace)),
    ...(await target.externalIds('legacy')),
  ];
  return { ...target, externalIds };
}

test('external IDs of a column are taken as they are, references find them, and one that stands on two rows is refused on both', async () => {
  const graphId = await graphOf(stage, 'own_ids', OWN_IDS);
  const people = csv('Code,Name,External', ['1,Ann,legacy.ann', '2,Bob,bob', '3,Cid,', '4,Dee,bob']);
  const leads = csv('No,Title,Person', ['1,To Ann,1', '2,To Bob,2', '3,To Cid,3']);
  const own: Readonly<Record<string, string>> = { 'people 1': 'legacy.ann', 'people 2': 'own_ids.bob' };
  const check = {
    externalIdOf: (node: string, key: string) => own[`${node} ${key}`] ?? `own_ids.${node}_${key}`,
    target: withLegacy(readSandbox(stage.sandbox)),
  };
  const run = await play(stage, graphId, { people, leads }, { check });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({
    1: 'created',
    2: 'rejected',
    3: 'created',
    4: 'rejected',
  });
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({ 1: 'created', 2: 'blocked', 3: 'created' });
  const [ann, cid] = [idOf('legacy.ann'), idOf('own_ids.people_3')];
  expect(await held('own_ids.leads_1', 'crm.lead', ['partner_id'])).toMatchObject({
    partner_id: [ann, 'Ann'],
  });
  expect(cid).toBeGreaterThan(0);
  const again = await play(stage, graphId, { people, leads }, { check });
  expect(outcomesOf(again)).toEqual({
    people: { unchanged: 2, rejected: 2 },
    leads: { unchanged: 2, blocked: 1 },
  });
});

const EMPTY = (empty: string): string => `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        city: { column: City, empty: ${empty} }
        country_id: { reference: { by: field, match: code, column: Country }, empty: ${empty === 'clear' ? 'clear' : 'leave'} }
`;

test.each([
  ['leave', { city: 'Aalst', country_id: [expect.any(Number), 'Belgium'] }, 'unchanged'],
  ['clear', { city: false, country_id: false }, 'updated'],
  ['{ default: Nowhere }', { city: 'Nowhere', country_id: [expect.any(Number), 'Belgium'] }, 'updated'],
])('a cell that became empty, under "%s"', async (policy, expected, outcome) => {
  const namespace = `empty_${policy.replace(/\W/g, '').toLowerCase()}`;
  const graphId = await graphOf(stage, namespace, EMPTY(policy));
  await play(stage, graphId, { people: csv('Code,Name,City,Country', ['1,Ann,Aalst,BE', '2,Bob,,']) });
  const run = await play(stage, graphId, { people: csv('Code,Name,City,Country', ['1,Ann,,', '2,Bob,,']) });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({ 1: outcome, 2: 'unchanged' });
  expect(await held(`${namespace}.people_1`, 'res.partner', ['city', 'country_id'])).toEqual(expected);
});

test('a warning in an answer of Odoo is told with its row, and the row is loaded', async () => {
  const graphId = await graphOf(
    stage,
    'warned',
    `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields: { name: { column: Name } }
`,
  );
  stage.sandbox.addFault({
    match: { model: 'res.partner', method: 'load' },
    action: {
      kind: 'status',
      status: 200,
      body: {
        ids: [70_001, 70_002],
        messages: [{ type: 'warning', record: 1, rows: { from: 1, to: 1 }, message: 'Bob looks odd' }],
        nextrow: 0,
      },
    },
  });
  // Odoo's answer is made up, so there are no such records.
  const sheets = { people: csv('Code,Name', ['1,Ann', '2,Bob']) };
  const run = await play(stage, graphId, sheets, { check: false });
  expect([run.status, outcomesOf(run)]).toEqual(['completed', { people: { created: 2 } }]);
  const rows = unwrap(await stage.app.runs.rows(run.id, { limit: 5 })).items;
  expect(rows.map((row) => row.issues.map((issue) => [issue.code, issue.severity, issue.message]))).toEqual([
    [],
    [['odoo_warning', 'warning', 'Row 3 of "people": Odoo says: Bob looks odd']],
  ]);
});
