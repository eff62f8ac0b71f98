import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine({ computesFormulas: true });
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

const ORDERS = [
  ['No', 'Qty', 'Price', 'Name'],
  ['1', '3', '0.1', 'Ann'],
  ['2', 'many', '2', null],
  ['3', '0', '5', ' Bo '],
  ['4', null, '7', 'N/A'],
] as const;

test('a formula computes from the cells of its row; null tokens and blanks are null', async () => {
  const work = await bench({
    sheets: { T: ORDERS },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['No'],
        fields: {
          name: { formula: `coalesce(upper("Name"), 'no name') || ' ' || "No"` },
          cheap: { formula: `"Price" < 3` },
          none: { formula: `"Name"`, empty: 'clear' },
          filled: { formula: `"Name"`, empty: { default: 'x' } },
        },
      },
    ],
    nullTokens: ['n/a'],
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map(({ f0, f1, f2, f3 }) => [f0, f1, f2, f3])).toEqual([
    ['ANN 1', 'True', 'Ann', 'Ann'],
    ['no name 2', 'True', '', 'x'],
    ['BO 3', 'False', 'Bo', 'Bo'],
    ['no name 4', 'False', '', 'x'],
  ]);
});

test('a row that cannot be computed is an issue of that row alone, also where fields share a part', async () => {
  const work = await bench({
    sheets: { T: ORDERS },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['No'],
        fields: {
          total: { formula: '"Qty" * "Price"' },
          twice: { formula: '"Qty" * "Price" * 2 + "Qty" * "Price"' },
          each: { formula: '"Price" / "Qty"' },
          safe: { formula: 'coalesce(TRY("Price" / "Qty"), 0)' },
        },
      },
    ],
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map(({ outcome, f0, f1, f2, f3 }) => [outcome, f0, f1, f2, f3])).toEqual([
    [null, '0.3', '0.9', '0.0333333333333333', '0.0333333333333333'],
    ['rejected', null, null, null, '0'],
    ['rejected', '0', '0', null, '0'],
    [null, null, null, null, '0'],
  ]);
  const issues = await work.issues('t');
  expect(issues.map(({ code, row, field }) => [code, row, field])).toEqual([
    ['formula_failed', 3, 'each'],
    ['formula_failed', 3, 'total'],
    ['formula_failed', 3, 'twice'],
    ['formula_failed', 4, 'each'],
  ]);
  expect(issues[1]?.message).toBe(
    'Row 3 of "T", columns "Qty", "Price": "many / 2" cannot be computed by the formula "Qty" * "Price": a cell is no number or date, or it divides by zero. Correct the cells, or provide for them in the formula with TRY, TRY_CAST, nullif or CASE.',
  );
});

test('transforms, value map and the type of the field come behind a formula', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['No', 'Amount', 'Date'],
        ['1', '1.005', '31/12/2024'],
        ['2', '2', '01/02/2025'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['No'],
        fields: {
          price: { formula: '"Amount" * 1', transforms: [{ name: 'round', digits: 2 }] },
          day: { formula: `strptime("Date", '%d/%m/%Y')` },
          state: {
            formula: `CASE WHEN "Amount" > 1.5 THEN 'big' ELSE 'small' END`,
            value_map: { big: 'done' },
          },
          count: { formula: '"Amount" * 1' },
        },
      },
    ],
    schema: { 'x.t': { price: { type: 'float' }, day: { type: 'date' }, count: { type: 'integer' } } },
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map(({ f0, f1, f2, f3 }) => [f0, f1, f2, f3])).toEqual([
    ['1.01', '2024-12-31', 'small', null],
    ['2', '2025-02-01', 'done', '2'],
  ]);
  expect((await work.issues('t')).map(({ code, row, field, column }) => [code, row, field, column])).toEqual([
    ['integer_invalid', 2, 'count', 'Amount'],
  ]);
});

test('what the planner could compute before any row is an issue of the rows all the same', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['No', 'Empty'],
        ['1', null],
        ['2', null],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['No'],
        fields: {
          a: {
            formula: `round(TRY_CAST(replace(coalesce("Empty", 'E')::DATE::VARCHAR, '-', '') AS DOUBLE), 2) BETWEEN -1 AND 5`,
          },
          b: { formula: '1 / 0' },
        },
      },
    ],
  });
  await work.prepare(['t']);
  expect((await work.issues('t')).map(({ code, row, field }) => [code, row, field])).toEqual([
    ['formula_failed', 2, 'a'],
    ['formula_failed', 2, 'b'],
    ['formula_failed', 3, 'a'],
    ['formula_failed', 3, 'b'],
  ]);
});

test('headers of any kind are columns of a formula', async () => {
  const headers = ['No', 'a "b"', "it's; --", 'cell_0', 'GRÖSSE (€)', 'rowid'];
  const work = await bench({
    sheets: { T: [headers, ['1', 'A', 'B', 'C', 'D', 'E']] },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['No'],
        fields: {
          all: { formula: `"a ""b""" || "it's; --" || "cell_0" || 'cell_1' || "GRÖSSE (€)" || "rowid"` },
        },
      },
    ],
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map(({ f0 }) => f0)).toEqual(['ABCcell_1DE']);
});

test('parts of a key and of references are computed; one that fails is told once, and no key is made of it', async () => {
  const work = await bench({
    sheets: {
      P: [
        ['Year', 'No', 'Name'],
        ['2024', '7', 'Ann Lee'],
        ['2025', '7', 'Bo Ray'],
        ['next', '8', 'Cy Fox'],
        [null, '9', 'Di Orr'],
      ],
      C: [
        ['Id', 'Parent', 'First', 'Last'],
        ['1', '2025-7', 'ann', 'LEE'],
        ['2', '2024-7', 'CY', 'fox'],
        ['3', null, 'Bo', null],
        ['4', 'x', 'Bo', 'Ray'],
      ],
      J: [
        ['Child', 'Year', 'No'],
        ['1', '2024', '7'],
        ['1', '2025', '7'],
      ],
    },
    nodes: [
      {
        id: 'p',
        sheet: 'P',
        key: [
          { formula: `("Year"::INTEGER - 2000) || '/' || "No"` },
          { formula: `' k '`, transforms: ['upper'] },
        ],
        fields: { name: { column: 'Name' } },
      },
      {
        id: 'c',
        sheet: 'C',
        key: ['Id'],
        fields: {
          by_key: {
            reference: {
              node: 'p',
              columns: [
                {
                  formula: `(split_part("Parent", '-', 1)::INTEGER - 2000) || '/' || split_part("Parent", '-', 2)`,
                },
                { formula: `CASE WHEN "Parent" IS NOT NULL THEN 'K' END` },
              ],
            },
          },
          by_name: {
            reference: {
              node: 'p',
              columns: [{ formula: `lower("First" || ' ' || "Last")` }],
              match: [{ formula: `lower("Name")` }],
            },
          },
          joined: {
            reference: {
              node: 'p',
              columns: ['Id'],
              through: {
                sheet: 'J',
                from: ['Child'],
                to: [{ formula: `("Year"::INTEGER - 2000) || '/' || "No"` }, { formula: `'K'` }],
              },
            },
          },
        },
      },
    ],
  });
  await work.prepare(['p']);
  expect((await work.rows('p')).map(({ key, outcome }) => [key, outcome])).toEqual([
    ['24~2F7~~K', null],
    ['25~2F7~~K', null],
    ['', 'rejected'],
    ['', 'rejected'],
  ]);
  expect((await work.issues('p')).map(({ code, row, column, value }) => [code, row, column, value])).toEqual([
    ['formula_failed', 4, 'Year, No', 'next / 8'],
    ['key_empty', 5, 'Year, No', '9 / '],
  ]);
  await work.prepare(['c']);
  expect((await work.rows('c')).map(({ p0, p1, p2 }) => [p0, p1, p2])).toEqual([
    [['25~2F7~~K'], ['24~2F7~~K'], ['24~2F7~~K', '25~2F7~~K']],
    [['24~2F7~~K'], null, null],
    [null, null, null],
    [null, ['25~2F7~~K'], null],
  ]);
  expect((await work.issues('c')).map(({ code, row, field, value }) => [code, row, field, value])).toEqual([
    ['reference_not_found', 3, 'by_name', 'CY / fox'],
    ['formula_failed', 5, 'by_key', 'x'],
  ]);
});
