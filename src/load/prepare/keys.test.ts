import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

test('every row of a repeated key is rejected and names the others', async () => {
  const rows = Array.from({ length: 12 }, () => ['A', 'x']);
  const work = await bench({
    sheets: { Items: [['Code', 'Name'], ...rows, ['B', 'y']] },
    nodes: [{ id: 'items', sheet: 'Items', key: ['Code'], fields: { name: { column: 'Name' } } }],
  });
  const [counts] = await work.prepare(['items']);
  expect(counts).toMatchObject({ rows: 13, rejected: 12 });
  const issues = await work.issues('items');
  expect(issues).toHaveLength(12);
  expect(issues[3]).toEqual({
    severity: 'error',
    code: 'key_duplicate',
    node: 'items',
    sheet: 'Items',
    row: 5,
    column: 'Code',
    value: 'A',
    message:
      'Row 5 of "Items", column "Code": the key "A" stands on rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more. Give each row a key of its own, add a column to the key, or set "distinct" to take the first row of each.',
  });
});

test('keys that differ in blanks only are the same key', async () => {
  const work = await bench({
    sheets: { Items: [['Code'], [' A\t'], ['A\u00a0'], ['a']] },
    nodes: [{ id: 'items', sheet: 'Items', key: ['Code'], fields: {} }],
  });
  await work.prepare(['items']);
  expect((await work.rows('items')).map((row) => row.outcome)).toEqual(['rejected', 'rejected', null]);
});

test('distinct takes the first row of each key and skips the rest with their issues', async () => {
  const work = await bench({
    sheets: {
      Flat: [
        ['Customer', 'Since'],
        ['A', '2024-01-01'],
        ['B', '2024-01-02'],
        ['A', 'never'],
        ['A', null],
      ],
    },
    nodes: [
      {
        id: 'c',
        sheet: 'Flat',
        key: ['Customer'],
        fields: { since: { column: 'Since' } },
        data: { distinct: true },
      },
    ],
    schema: { 'x.c': { since: { type: 'date' } } },
  });
  const [counts] = await work.prepare(['c']);
  expect(counts).toMatchObject({ rows: 4, rejected: 0, skipped: 2 });
  expect(await work.rows('c')).toMatchObject([
    { key: 'A', outcome: null, f0: '2024-01-01' },
    { key: 'B', outcome: null },
    { key: 'A', outcome: 'skipped', rule: 'distinct' },
    { key: 'A', outcome: 'skipped', rule: 'distinct' },
  ]);
  expect(await work.issues('c')).toEqual([]);
});

test('a key of several parts is empty when one part is, null tokens included', async () => {
  const work = await bench({
    sheets: {
      Lines: [
        ['Order', 'No'],
        ['1', 'a'],
        ['1', 'N/A'],
        [null, 'b'],
        ['1~', '~a'],
      ],
    },
    nodes: [
      { id: 'lines', sheet: 'Lines', key: ['Order', { column: 'No', transforms: ['upper'] }], fields: {} },
    ],
    nullTokens: ['n/a'],
  });
  await work.prepare(['lines']);
  expect((await work.rows('lines')).map((row) => row.key)).toEqual(['1~~A', '', '', '1~7E~~~7EA']);
  expect(await work.issues('lines')).toMatchObject([
    { code: 'key_empty', sheet: 'Lines', row: 3, column: 'Order, No', value: '1 / N/A' },
    { code: 'key_empty', sheet: 'Lines', row: 4, column: 'Order, No', value: 'b' },
  ]);
});

test('a key part that a transform refuses is one issue, not two', async () => {
  const work = await bench({
    sheets: { Items: [['Code'], ['No. 7'], ['seven']] },
    nodes: [
      {
        id: 'items',
        sheet: 'Items',
        key: [
          { column: 'Code', transforms: [{ name: 'regex_extract', pattern: '\\d+', on_no_match: 'reject' }] },
        ],
        fields: {},
      },
    ],
  });
  await work.prepare(['items']);
  expect(await work.rows('items')).toMatchObject([{ key: '7' }, { key: '', outcome: 'rejected' }]);
  expect(await work.issues('items')).toMatchObject([
    { code: 'pattern_no_match', row: 3, column: 'Code', value: 'seven' },
  ]);
});

test('letters that look alike are one key, however they are written', async () => {
  const composed = 'CAF\u00c9';
  const apart = 'CAFE\u0301';
  const work = await bench({
    sheets: {
      Items: [['Code'], [composed], ['x'], [apart]],
      Lines: [
        ['No', 'Item'],
        ['1', apart],
      ],
      Alone: [['Code'], [composed]],
    },
    nodes: [
      { id: 'items', sheet: 'Items', key: ['Code'], fields: {} },
      { id: 'alone', sheet: 'Alone', key: ['Code'], fields: {} },
      {
        id: 'lines',
        sheet: 'Lines',
        key: ['No'],
        fields: { item_id: { reference: { node: 'alone', columns: ['Item'] } } },
      },
    ],
  });
  await work.prepare(['items']);
  expect(await work.issues('items')).toMatchObject([
    { code: 'key_duplicate', row: 2, message: expect.stringContaining('stands on rows 2, 4') },
    { code: 'key_duplicate', row: 4 },
  ]);
  await work.prepare(['alone']);
  await work.prepare(['lines']);
  expect(await work.issues('lines')).toEqual([]);
  expect(await work.rows('lines')).toMatchObject([{ outcome: null, f0: 'shop.alone_CAF~C3~89' }]);
});

test('given external IDs are taken, and refused where they cannot be one', async () => {
  const work = await bench({
    sheets: {
      Items: [
        ['Code', 'Xid'],
        ['1', 'acme.one'],
        ['2', 'two'],
        ['3', 'th ree'],
        ['4', 'a,b'],
        ['5', null],
        ['6', 'same'],
        ['7', 'shop.same'],
      ],
    },
    nodes: [{ id: 'items', sheet: 'Items', key: ['Code'], fields: {}, data: { external_id_column: 'Xid' } }],
  });
  await work.prepare(['items']);
  expect((await work.rows('items')).map(({ xid, outcome }) => (outcome === null ? xid : outcome))).toEqual([
    'acme.one',
    'shop.two',
    'rejected',
    'rejected',
    'shop.items_5',
    'rejected',
    'rejected',
  ]);
  expect(await work.issues('items')).toMatchObject([
    { code: 'external_id_invalid', row: 4, column: 'Xid', value: 'th ree' },
    { code: 'external_id_invalid', row: 5, value: 'a,b' },
    { code: 'external_id_invalid', row: 7, message: expect.stringContaining('stands on rows 7, 8') },
    { code: 'external_id_invalid', row: 8 },
  ]);
});

test('an external ID that a row of another node has is refused', async () => {
  const node = { key: ['Code'], fields: {}, data: { external_id_column: 'Xid' } };
  const work = await bench({
    sheets: {
      A: [
        ['Code', 'Xid'],
        ['1', 'one'],
      ],
      B: [
        ['Code', 'Xid'],
        ['1', 'one'],
        ['2', 'two'],
      ],
    },
    nodes: [
      { id: 'a', sheet: 'A', ...node },
      { id: 'b', sheet: 'B', ...node },
    ],
  });
  await work.prepare(['a']);
  await work.prepare(['b']);
  expect((await work.rows('b')).map((row) => row.outcome)).toEqual(['rejected', null]);
});

test('preparing a step again gives the same rows and issues', async () => {
  const work = await bench({
    sheets: { Items: [['Code'], ['A'], [null]] },
    nodes: [{ id: 'items', sheet: 'Items', key: ['Code'], fields: {}, data: { external_id_column: 'Code' } }],
  });
  await work.prepare(['items']);
  const first = [await work.rows('items'), await work.issues('items')];
  await work.prepare(['items']);
  expect([await work.rows('items'), await work.issues('items')]).toEqual(first);
  expect(first[1]).toHaveLength(1);
});
