import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

test('a number with more decimals than its field has is told, and loaded', async () => {
  const work = await openWorkbench({
    engine,
    sheets: {
      T: [
        ['K', 'Price', 'Other'],
        ['1', '1.3333', '1.3333'],
        ['2', '1.33', '7'],
        ['3', '1.3300', '7'],
        // as a workbook stores 19.99 and 1234567.1
        ['4', '19.989999999999998', '7'],
        ['5', '1234567.1000000001', '7'],
        ['6', '-0.005', '7'],
        ['7', null, '7'],
        ['8', 'x1.3333', '7'],
        ['9', '12', '7'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: { list_price: { column: 'Price' }, volume: { column: 'Other' } },
      },
    ],
    schema: {
      'x.t': { list_price: { type: 'float', digits: [16, 2] }, volume: { type: 'float' } },
    },
  });
  await work.prepare(['t']);
  const issues = await work.issues('t');
  expect(issues.map(({ severity, code, row, column }) => [severity, code, row, column])).toEqual([
    ['warning', 'number_rounded', 2, 'Price'],
    ['warning', 'number_rounded', 7, 'Price'],
    ['error', 'number_invalid', 9, 'Price'],
  ]);
  expect(issues[0]?.message).toBe(
    'Row 2 of "T", column "Price": "1.3333" has more decimals than Odoo keeps: it will hold 1.33. Round it in the source, or give "list_price" more digits in Odoo (Settings, Technical, Decimal Accuracy).',
  );
  expect(issues[1]?.message).toContain('it will hold -0.01.');
  const rows = await work.rows('t');
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'rejected',
    null,
  ]);
  expect(rows[0]?.f0).toBe('1.3333');
});
