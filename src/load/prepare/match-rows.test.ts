import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type TestNode, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import type { NodeReference } from '../../mapping/field-mapping.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { childPlaces, findChildren, inspectRow } from './inspect-row.ts';
import { NO_MEMORY, type PrepareContext } from './prepare-context.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

const customers: TestNode = {
  id: 'customers',
  sheet: 'Customers',
  key: ['No'],
  fields: { name: { column: 'Name' } },
};
const invoices = (
  reference: NodeReference,
  data: TestNode['data'] = {},
  empty?: 'clear' | { default: string },
): TestNode => ({
  id: 'invoices',
  sheet: 'Invoices',
  key: ['No'],
  fields: { partner_id: { reference, ...(empty ? { empty } : {}) } },
  data,
});
const byName: NodeReference = { node: 'customers', columns: ['Customer'], match: ['Name'] };

test('a row is found by another column: exactly, but for blanks around it', async () => {
  const work = await bench({
    sheets: {
      Customers: [
        ['No', 'Name'],
        ['C_1', ' Acme & Sons '],
        ['C_2', 'Bolt'],
      ],
      Invoices: [
        ['No', 'Customer'],
        ['1', 'Acme & Sons'],
        ['2', '  Bolt'],
        ['3', 'bolt'],
        ['4', null],
        ['5', 'C_1'],
      ],
    },
    nodes: [customers, invoices(byName)],
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices']);
  expect(await work.rows('invoices')).toMatchObject([
    { f0: 'shop.customers_C~5F1', p0: ['C~5F1'], outcome: null },
    { f0: 'shop.customers_C~5F2', p0: ['C~5F2'], outcome: null },
    { f0: null, outcome: 'rejected' },
    { f0: null, p0: null, outcome: null },
    { f0: null, outcome: 'rejected' },
  ]);
  expect(await work.issues('invoices')).toMatchObject([
    {
      code: 'reference_not_found',
      field: 'partner_id',
      row: 4,
      column: 'Customer',
      value: 'bolt',
      message:
        'Row 4 of "Invoices", column "Customer": no row of "customers" has "bolt" in column "Name" of sheet "Customers". Add it there or fix the cell.',
    },
    { code: 'reference_not_found', row: 6, value: 'C_1' },
  ]);
});

test('several rows with the value are refused with their rows and keys, whatever becomes of them', async () => {
  const work = await bench({
    sheets: {
      Customers: [
        ['No', 'Name', 'Rank'],
        ['1', 'Acme', '1'],
        ['2', 'Acme', 'not a number'],
        ['3', 'Bolt', '1'],
        [null, 'Bolt', '1'],
        [null, 'Crux', '1'],
        ['6', 'Dune', '1'],
        ['6', 'Dune', '2'],
      ],
      Invoices: [
        ['No', 'Customer'],
        ['1', 'Acme'],
        ['2', 'Bolt'],
        ['3', 'Crux'],
        ['4', 'Dune'],
      ],
    },
    nodes: [
      { ...customers, fields: { ...customers.fields, rank: { column: 'Rank' } } },
      // an empty reference is no way out of a doubt
      invoices({ ...byName, on_missing: 'empty' }),
    ],
    schema: { 'x.customers': { name: {}, rank: { type: 'integer' } } },
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices']);
  expect(await work.rows('invoices')).toMatchObject([
    { f0: null, outcome: 'rejected' },
    { f0: null, outcome: 'rejected' },
    { f0: null, outcome: 'rejected' },
    // both rows of the key are rejected: the invoice is blocked when it is loaded
    { p0: ['6'], outcome: null },
  ]);
  expect(await work.issues('invoices')).toMatchObject([
    {
      code: 'reference_ambiguous',
      candidates: ['row 2 (key "1")', 'row 3 (key "2")'],
      message:
        'Row 2 of "Invoices", column "Customer": "Acme" stands in several rows of "customers" (column "Name" of sheet "Customers"): row 2 (key "1"), row 3 (key "2"). Make them differ there, or refer by a column that tells them apart.',
    },
    { code: 'reference_ambiguous', candidates: ['row 4 (key "3")', 'row 5 (without a key)'] },
    {
      code: 'reference_not_found',
      message:
        'Row 4 of "Invoices", column "Customer": the row of "customers" with "Crux" in column "Name" of sheet "Customers" has no key: row 6 (without a key). Fill in its key.',
    },
  ]);
});

test('of twelve rows ten are named', async () => {
  const numbers = Array.from({ length: 12 }, (_, i) => String(i + 1));
  const work = await bench({
    sheets: {
      Customers: [['No', 'Name'], ...numbers.map((no) => [no, 'Acme'])],
      Invoices: [
        ['No', 'Customer'],
        ['1', 'Acme'],
      ],
    },
    nodes: [customers, invoices(byName)],
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices']);
  const [issue] = await work.issues('invoices');
  expect(issue?.candidates).toHaveLength(10);
  expect(issue?.message).toContain('row 11 (key "10") and 2 more. Make them differ');
});

test('of a node that takes the first row of each key, or leaves rows out, only the rows it takes are compared', async () => {
  const work = await bench({
    sheets: {
      Customers: [
        ['No', 'Name', 'Use'],
        ['1', 'Acme', 'y'],
        ['1', 'Acme Ltd', 'y'],
        ['2', 'Bolt', 'y'],
        ['3', 'Bolt', 'n'],
        ['1', 'Bolt', 'y'],
      ],
      Invoices: [
        ['No', 'Customer'],
        ['1', 'Acme'],
        ['2', 'Bolt'],
        ['3', 'Acme Ltd'],
      ],
    },
    nodes: [
      { ...customers, data: { distinct: true, filter: [{ column: 'Use', op: 'equals', value: 'y' }] } },
      invoices({ ...byName, on_missing: 'empty' }),
    ],
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices']);
  expect((await work.rows('invoices')).map(({ f0, outcome }) => [f0, outcome])).toEqual([
    ['shop.customers_1', null],
    ['shop.customers_2', null],
    [null, null],
  ]);
});

test('several columns against several, of a node with a composite key and given external IDs', async () => {
  const work = await bench({
    sheets: {
      Customers: [
        ['Country', 'No', 'Name', 'City', 'Xid'],
        ['BE', '1', 'acme', 'Ghent', 'old.acme'],
        ['BE', '2', 'acme', 'Liège', null],
      ],
      Invoices: [
        ['No', 'Customer', 'Town'],
        ['1', 'ACME', 'Liège'],
        ['2', 'Acme', 'Ghent'],
        ['3', 'Acme', null],
        ['4', 'N/A', 'Gent'],
      ],
    },
    nodes: [
      { ...customers, key: ['Country', 'No'], data: { external_id_column: 'Xid' } },
      invoices(
        {
          node: 'customers',
          columns: [{ column: 'Customer', transforms: ['upper'] }, 'Town'],
          match: [{ column: 'Name', transforms: ['upper'] }, 'City'],
          value_map: { Gent: 'Ghent', 'N/A': 'ACME' },
        },
        {},
        'clear',
      ),
    ],
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices']);
  expect(await work.rows('invoices')).toMatchObject([
    { f0: 'shop.customers_BE~~2', p0: ['BE~~2'] },
    { f0: 'old.acme', p0: ['BE~~1'] },
    { outcome: 'rejected' },
    { f0: 'old.acme' },
  ]);
  expect(await work.issues('invoices')).toMatchObject([
    { code: 'reference_not_found', row: 4, column: 'Customer, Town', value: 'Acme' },
  ]);
});

test('several names in a cell, and names in a junction sheet', async () => {
  const sheets = {
    Customers: [
      ['No', 'Name'],
      ['1', 'Red'],
      ['2', 'Blue'],
      ['3', 'Grey'],
      ['4', 'Grey'],
    ],
    Invoices: [
      ['No', 'Customer'],
      ['a', 'Blue; Red;Blue'],
      ['b', 'Red; Grey; Pink'],
      ['c', null],
    ],
    Links: [
      ['Invoice', 'Colour'],
      ['a', 'Blue'],
      ['b', 'Grey'],
      ['c', 'Pink'],
      ['c', 'Red'],
    ],
  };
  const listed = await bench({ sheets, nodes: [customers, invoices({ ...byName, separator: ';' })] });
  await listed.prepare(['customers']);
  await listed.prepare(['invoices']);
  expect(await listed.rows('invoices')).toMatchObject([
    { f0: 'shop.customers_2,shop.customers_1', p0: ['2', '1'] },
    { outcome: 'rejected' },
    { f0: null, outcome: null },
  ]);
  expect((await listed.issues('invoices')).map(({ code, value }) => [code, value])).toEqual([
    ['reference_ambiguous', 'Grey'],
    ['reference_not_found', 'Pink'],
  ]);

  const joined = await bench({
    sheets,
    nodes: [
      customers,
      invoices({
        ...byName,
        columns: ['No'],
        through: { sheet: 'Links', from: ['Invoice'], to: ['Colour'] },
      }),
    ],
  });
  await joined.prepare(['customers']);
  await joined.prepare(['invoices']);
  expect(await joined.rows('invoices')).toMatchObject([
    { f0: 'shop.customers_2' },
    { outcome: 'rejected' },
    { outcome: 'rejected' },
  ]);
  expect((await joined.issues('invoices')).map(({ message }) => message)).toEqual([
    'Row 3 of "Invoices", column "Colour": row 3 of "Links" names "Grey", but "Grey" stands in several rows of "customers" (column "Name" of sheet "Customers"): row 4 (key "3"), row 5 (key "4"). Make them differ there, or refer by a column that tells them apart.',
    'Row 4 of "Invoices", column "Colour": row 4 of "Links" names "Pink", but no row of "customers" has "Pink" in column "Name" of sheet "Customers". Add it there or fix the cell.',
  ]);
});

const staff: TestNode = {
  id: 'staff',
  sheet: 'Staff',
  key: ['No'],
  component: 0,
  fields: { parent_id: { reference: { node: 'staff', columns: ['Boss'], match: ['Name'] } } },
  references: [{ field: 'parent_id', node: 'staff', required: false, inComponent: true }],
};
const staffSheet = {
  Staff: [
    ['No', 'Name', 'Boss'],
    ['1', 'Ann', 'Bob'],
    ['2', 'Bob', 'Cid'],
    ['3', 'Cid', null],
    ['4', 'Dee', 'Eve'],
    ['5', 'Eve', 'Dee'],
    ['6', 'Flo', 'Nobody'],
  ],
};

test('rows that name rows of their own node are layered, and a circle is closed by a second write', async () => {
  const work = await bench({ sheets: staffSheet, nodes: [staff] });
  await work.prepare(['staff']);
  const rows = await work.rows('staff');
  expect(rows.map(({ gen }) => gen)).toEqual([2, 1, 0, 1, 0, 0]);
  expect(rows.map(({ f0 }) => f0)).toEqual([
    'shop.staff_2',
    'shop.staff_3',
    null,
    'shop.staff_5',
    null,
    null,
  ]);
  expect(
    await engine.rows('SELECT ord, value, parents FROM deferred_values WHERE step = 0 ORDER BY ord'),
  ).toEqual([{ ord: 4, value: 'shop.staff_4', parents: ['4'] }]);
  expect(await work.issues('staff')).toMatchObject([{ code: 'reference_not_found', row: 7 }]);
});

test('a single row is shown with the same parents and children', async () => {
  const alone = await bench({ sheets: staffSheet, nodes: [staff] });
  const context: PrepareContext = {
    engine,
    recipes: alone.recipes,
    target: null,
    memory: NO_MEMORY,
    creates: { foretold: new Map(), trial: null },
  };
  const [recipe] = alone.recipes.values();
  if (!recipe) throw new Error('no recipe');
  expect((await inspectRow(context, recipe, 0))?.parents).toEqual([
    { field: 'parent_id', node: 'staff', key: '2', ord: 1 },
  ]);
  const [place] = childPlaces([recipe], 'staff');
  if (!place) throw new Error('no place');
  expect(await findChildren(engine, place, { key: '3', after: -1, limit: 5 })).toEqual([1]);
});

test('rows that an earlier run loaded and this dataset has no more are not found: only their keys are kept', async () => {
  const work = await bench({
    sheets: {
      Customers: [['No', 'Name']],
      Invoices: [
        ['No', 'Customer'],
        ['1', 'Acme'],
      ],
    },
    nodes: [customers, invoices(byName)],
  });
  await work.prepare(['customers']);
  await work.prepare(['invoices'], {
    memory: { ...NO_MEMORY, knownKeys: () => Promise.resolve(new Map([['Acme', 'shop.customers_Acme']])) },
  });
  expect(await work.rows('invoices')).toMatchObject([{ f0: null, outcome: 'rejected' }]);
});
