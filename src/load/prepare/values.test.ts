import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import type { RowFilter } from '../../mapping/field-mapping.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

test('an empty cell is left out, cleared or filled by the policy of its field', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A'],
        ['1', 'x'],
        ['2', null],
        ['3', ' NULL '],
        ['4', '\u00a0'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          left: { column: 'A' },
          cleared: { column: 'A', empty: 'clear' },
          filled: { column: 'A', empty: { default: '7' } },
          own: { column: 'A', null_tokens: ['x'], empty: 'clear' },
        },
      },
    ],
    nullTokens: ['null'],
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map(({ sig, f0, f1, f2, f3 }) => [sig, f0, f1, f2, f3])).toEqual([
    ['1111', 'x', 'x', 'x', ''],
    ['0111', null, '', '7', ''],
    ['0111', null, '', '7', ' NULL '],
    ['0111', null, '', '7', ''],
  ]);
});

test('values run through null tokens, transforms, value map, default and conversion in this order', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A'],
        ['1', ' n/a '],
        ['2', 'HALF'],
        ['3', '2,5'],
        ['4', 'none'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          rate: {
            column: 'A',
            transforms: ['lower', { name: 'replace', from: ',', to: '.' }],
            value_map: { half: '0.5', none: '' },
            empty: { default: '1.00' },
          },
        },
      },
    ],
    schema: { 'x.t': { rate: { type: 'float' } } },
    nullTokens: ['N/A'],
  });
  await work.prepare(['t']);
  expect((await work.rows('t')).map((row) => row.f0)).toEqual(['1.00', '0.5', '2.5', '1.00']);
});

test('constants are sent on every row, converted for their field', async () => {
  const work = await bench({
    sheets: { T: [['K'], ['1'], ['2']] },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          active: { value: true },
          rank: { value: 3 },
          kind: { value: 'Company' },
          note: { value: '' },
          tiny: { value: 1e-7 },
        },
      },
    ],
    schema: {
      'x.t': {
        active: { type: 'boolean' },
        rank: { type: 'integer' },
        tiny: { type: 'float' },
        kind: { type: 'selection', selection: [['company', 'Company']] },
      },
    },
  });
  await work.prepare(['t']);
  const sent = { sig: '11111', f0: 'True', f1: '3', f2: 'company', f3: '', f4: '0.0000001' };
  expect(await work.rows('t')).toMatchObject([sent, sent]);
});

test('a constant that does not fit its field rejects the rows and names the field', async () => {
  const work = await bench({
    sheets: { T: [['K'], ['1']] },
    nodes: [{ id: 't', sheet: 'T', key: ['K'], fields: { rank: { value: 'high' } } }],
    schema: { 'x.t': { rank: { type: 'integer' } } },
  });
  await work.prepare(['t']);
  const [issue] = await work.issues('t');
  expect(issue).toMatchObject({ code: 'integer_invalid', row: 2, field: 'rank', value: 'high' });
  expect(issue?.message).toMatch(/^Row 2 of "T", field "rank": "high" is not a number\. /);
});

test('all issues of a row are told, each with sheet, row, column, value and a remedy', async () => {
  const long = `${'x'.repeat(300)}'"`;
  const work = await bench({
    sheets: {
      T: [
        ['K', 'Count', 'When', "It's", 'Mail'],
        ['1', '1.5', '31/02/2024', long, 'a@b'],
        [null, 'x', null, 'ok', null],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          count: { column: 'Count' },
          when: { column: 'When', transforms: [{ name: 'date', formats: ['%d/%m/%Y'] }] },
          short: { column: "It's" },
          mail: { column: 'Mail', transforms: ['email'] },
        },
      },
    ],
    schema: { 'x.t': { count: { type: 'integer' }, when: { type: 'date' }, short: { size: 64 } } },
  });
  const [counts] = await work.prepare(['t']);
  expect(counts).toMatchObject({ rows: 2, rejected: 2 });
  const issues = await work.issues('t');
  expect(issues.map(({ row, code, column, field, value }) => [row, code, column, field, value])).toEqual([
    [2, 'integer_invalid', 'Count', 'count', '1.5'],
    [2, 'email_invalid', 'Mail', 'mail', 'a@b'],
    [2, 'value_too_long', "It's", 'short', 'x'.repeat(200)],
    [2, 'date_invalid', 'When', 'when', '31/02/2024'],
    [3, 'integer_invalid', 'Count', 'count', 'x'],
    [3, 'key_empty', 'K', undefined, ''],
  ]);
  for (const issue of issues) {
    expect(issue).toMatchObject({ sheet: 'T', node: 't', severity: 'error' });
    expect(issue.message).toMatch(/^Row \d+ of "T", column "[^"]+": .+\. [A-Z].+\.$/);
  }
  expect(issues[2]?.message).toBe(
    `Row 2 of "T", column "It's": "${'x'.repeat(60)}…" is longer than the 64 characters of the field. Shorten the cell.`,
  );
});

test('a required field that is mapped but empty rejects the row, unless Odoo fills it', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A'],
        ['1', 'x'],
        ['2', null],
        ['3', '-'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          name: { column: 'A' },
          has_default: { column: 'A' },
          cleared: { column: 'A', empty: 'clear' },
          computed: { column: 'A' },
          bad: { column: 'A', transforms: [{ name: 'number' }] },
        },
      },
    ],
    schema: {
      'x.t': {
        name: { required: true, label: 'Name' },
        has_default: { required: true, hasDefault: true },
        cleared: { required: true, hasDefault: true },
        computed: { required: true, depends: ['name'] },
        bad: { required: true, hasDefault: true },
      },
    },
    nullTokens: ['-'],
  });
  await work.prepare(['t']);
  const issues = await work.issues('t');
  expect(issues.map(({ row, code, field, value }) => [row, code, field, value])).toEqual([
    [2, 'number_invalid', 'bad', 'x'],
    [3, 'required_missing', 'cleared', ''],
    [3, 'required_missing', 'name', ''],
    [4, 'required_missing', 'cleared', '-'],
    [4, 'required_missing', 'name', '-'],
  ]);
  expect(issues[4]?.message).toBe(
    'Row 4 of "T", column "A": "-" counts as empty: Odoo needs a value for "Name" (name). Fill in the cell, or give a default in the mapping.',
  );
});

test('a node that only updates may leave a required field alone, but not clear it', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A'],
        ['1', null],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: { name: { column: 'A' }, code: { column: 'A', empty: 'clear' } },
        data: { write_policy: 'update_only' },
      },
    ],
    schema: { 'x.t': { name: { required: true }, code: { required: true } } },
  });
  await work.prepare(['t']);
  expect(await work.issues('t')).toMatchObject([{ code: 'required_missing', field: 'code' }]);
});

test.each<
  readonly [op: RowFilter[number]['op'], argument: Partial<RowFilter[number]>, taken: readonly string[]]
>([
  ['equals', { value: 'b' }, ['2']],
  ['not_equals', { value: 'b' }, ['1', '3', '4']],
  ['in', { values: ['a', 'c c'] }, ['1', '4']],
  ['not_in', { values: ['a', 'b'] }, ['3', '4']],
  ['empty', {}, ['3']],
  ['not_empty', {}, ['1', '2', '4']],
  ['contains', { value: 'c' }, ['4']],
  ['matches', { value: '^[ab]$' }, ['1', '2']],
])('the filter %s takes its rows', async (op, argument, taken) => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A'],
        ['1', 'a'],
        ['2', ' b '],
        ['3', 'NULL'],
        ['4', 'c c'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {},
        data: { filter: [{ column: 'A', op, ...argument }] },
      },
    ],
    nullTokens: ['null'],
  });
  await work.prepare(['t']);
  const rows = await work.rows('t');
  expect(rows.filter((row) => row.outcome === null).map((row) => row.key)).toEqual(taken);
  expect(new Set(rows.filter((row) => row.outcome === 'skipped').map((row) => row.rule))).toEqual(
    new Set(['filter']),
  );
});
