import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import { csv, openStage, type Stage, upload } from '../../../test/support/stage.ts';
import type { FieldPreviewQuery } from '../dataset-cases.ts';

let stage: Stage;
let datasetId: string;
beforeAll(async () => {
  stage = await openStage();
  datasetId = await upload(stage, {
    orders: csv('No,Amount,Country,Tags,Type', [
      'A,"1.234,50",UK, vip ; new ; vip,company',
      'B,much,Belgium,,person',
      'C,7,UK,old,company',
      'D,,N/A,new,none of these',
    ]),
  });
});
afterAll(() => stage.close());

type Wanted = Pick<FieldPreviewQuery, 'mapping'> & Partial<FieldPreviewQuery>;

async function preview(wanted: Wanted) {
  const query = { sheet: 'orders', by: 'rows', offset: 0, limit: 20, ...wanted } as const;
  return unwrap(await stage.app.datasets.fieldPreview(datasetId, query));
}

const target = (field: string) => ({ model: 'res.partner', field, shipped: 19 }) as const;

test('cells before and after, with what is wrong in each row', async () => {
  const seen = await preview({
    mapping: { column: 'Amount', transforms: [{ name: 'number', decimal: ',', thousands: '.' }] },
  });
  expect(seen).toMatchObject({ isValid: true, columns: ['Amount'], total: 4 });
  expect(seen.rows.map(({ row, cells, value }) => [row, ...cells, value])).toEqual([
    [2, '1.234,50', '1234.50'],
    [3, 'much', null],
    [4, '7', '7'],
    [5, null, null],
  ]);
  expect(seen.rows[1]?.issues).toMatchObject([
    {
      code: 'number_invalid',
      row: 3,
      column: 'Amount',
      value: 'much',
      message: expect.stringMatching(/^Row 3 of "orders", column "Amount": "much" is not /),
    },
  ]);
});

test('it is what a run makes of the row, type of the field included', async () => {
  const seen = await preview({ mapping: { column: 'Type' }, target: target('company_type') });
  expect(seen.rows.map(({ value }) => value)).toEqual(['company', 'person', 'company', null]);
  expect(seen.rows[3]?.issues).toMatchObject([{ code: 'selection_invalid', row: 5 }]);
});

test('equal cells are one, the most frequent first', async () => {
  const reference = {
    by: 'field',
    match: 'name',
    column: 'Country',
    value_map: { UK: 'United Kingdom' },
  } as const;
  const seen = await preview({ mapping: { reference }, target: target('country_id'), by: 'distinct' });
  expect(seen.rows.map(({ rows, cells, value }) => [rows, cells[0], value])).toEqual([
    [2, 'UK', 'United Kingdom'],
    [1, 'Belgium', 'Belgium'],
    [1, 'N/A', null],
  ]);
  expect(seen.total).toBe(3);
  const second = await preview({ mapping: { reference }, by: 'distinct', offset: 1, limit: 1 });
  expect(second.rows.map(({ cells }) => cells[0])).toEqual(['Belgium']);
});

test('answers that the connection has are put in, behind the value map and as a run does; of no other connection', async () => {
  const answers = {
    'res.country.name': { UK: 'Ireland', Belgium: '' },
    'res.partner.type': { company: 'other' },
  };
  unwrap(await stage.app.values.answer(stage.connectionId, answers));
  const connected = (field: string) => ({
    model: 'res.partner',
    field,
    shipped: 19 as const,
    connectionId: stage.connectionId,
  });
  const reference = { by: 'field', match: 'name', column: 'Country' } as const;
  const values = async (wanted: Wanted) => (await preview(wanted)).rows.map(({ value }) => value);
  const mapping = { reference };
  expect(await values({ mapping, target: connected('country_id') })).toEqual([
    'Ireland',
    null,
    'Ireland',
    null,
  ]);
  expect(await values({ mapping, target: target('country_id') })).toEqual(['UK', 'Belgium', 'UK', null]);
  const mapped = { reference: { ...reference, value_map: { UK: 'France' } } };
  expect(await values({ mapping: mapped, target: connected('country_id'), limit: 1 })).toEqual(['France']);
  const choice = { column: 'Type' };
  expect(await values({ mapping: choice, target: connected('type'), limit: 1 })).toEqual(['other']);
});

test('a cell with several values is taken apart', async () => {
  const reference = {
    by: 'field' as const,
    match: 'name',
    column: 'Tags',
    separator: ';',
    transforms: ['upper' as const],
  };
  const seen = await preview({ mapping: { reference }, target: target('category_id') });
  expect(seen.rows.map(({ value }) => value)).toEqual(['VIP;NEW', null, 'OLD', 'NEW']);
});

test('constants, formulas and keys of other nodes', async () => {
  const constant = await preview({ mapping: { value: 'x' }, by: 'distinct' });
  expect(constant).toMatchObject({ columns: [], rows: [{ rows: 4, cells: [], value: 'x' }], total: 1 });
  const formula = await preview({ mapping: { formula: `"No" || '-' || "Country"` }, limit: 2 });
  expect(formula).toMatchObject({ columns: ['No', 'Country'], total: 4 });
  expect(formula.rows.map(({ value }) => value)).toEqual(['A-UK', 'B-Belgium']);
  const columns = ['No', { column: 'Country', transforms: ['lower'] }] as const;
  const key = await preview({
    mapping: { reference: { node: 'places', columns: [...columns] } } as never,
    limit: 1,
  });
  expect(key.rows[0]?.value).toBe('A / uk');
});

test('a column that a transform reads is shown too', async () => {
  const seen = await preview({
    mapping: { column: 'No', transforms: [{ name: 'concat', columns: ['Country'] }] },
    limit: 1,
  });
  expect(seen).toMatchObject({ columns: ['No', 'Country'], rows: [{ cells: ['A', 'UK'], value: 'A UK' }] });
});

test.each([
  [{ column: 'Amont' }, 'column_unknown', /^The mapping reads column "Amont", .* Did you mean "Amount"\?/],
  [
    { column: 'No', transforms: [{ name: 'regex_extract', pattern: '(' }] },
    'transform_invalid',
    /^The pattern \(/,
  ],
  [{ formula: 'sum("No")' }, 'formula_invalid', /sum/],
] as const)('the mapping %j is told to be wrong', async (mapping, code, message) => {
  const seen = await preview({ mapping: mapping as unknown as FieldPreviewQuery['mapping'] });
  expect(seen).toMatchObject({
    isValid: false,
    rows: [],
    issues: [{ code, message: expect.stringMatching(message) }],
  });
});

test('a field that takes no such mapping is told', async () => {
  const seen = await preview({ mapping: { column: 'Country' }, target: target('country_id') });
  expect(seen.issues).toMatchObject([{ code: 'reference_needed' }]);
  const unknown = await preview({ mapping: { column: 'Country' }, target: target('contry_id') });
  expect(unknown.issues).toMatchObject([{ code: 'field_unknown' }]);
});
