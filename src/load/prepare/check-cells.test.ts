import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

test('a cell that shows an error is not an empty one: its row is rejected', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'Parent', 'Tags', 'Note', 'Other'],
        ['a', null, null, 'fine', '#REF!'],
        ['b', '#N/A', null, null, null],
        ['c', 'a', ' #n/a ', null, null],
        ['d', 'a', 'a;#1', '#DIV/0!', null],
        ['e', 'a', 'a', '#NOT COMPUTED!', null],
        ['#VALUE!', 'a', null, null, null],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: {
          parent_id: { reference: { node: 't', columns: ['Parent'] } },
          tag_ids: { reference: { node: 't', columns: ['Tags'], separator: ';', on_missing: 'empty' } },
          note: { column: 'Note', empty: 'clear' },
        },
      },
    ],
  });
  await work.prepare(['t']);
  const issues = await work.issues('t');
  const found = issues.filter(({ code }) => code === 'cell_error');
  expect(found.map(({ row, field, column, value }) => [row, field, column, value])).toEqual(
    expect.arrayContaining([
      [3, 'parent_id', 'Parent', '#N/A'],
      [4, 'tag_ids', 'Tags', ' #n/a '],
      [5, 'note', 'Note', '#DIV/0!'],
      [6, 'note', 'Note', '#NOT COMPUTED!'],
      [7, undefined, 'K', '#VALUE!'],
    ]),
  );
  expect(found).toHaveLength(5);
  expect(found.find(({ row }) => row === 6)?.message).toContain('save it and upload it again');
});

test('an error that the null tokens name stands for an empty cell', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'A', 'B'],
        ['1', '#N/A', '#N/A'],
        ['2', '#REF!', 'x'],
      ],
    },
    nodes: [
      {
        id: 't',
        sheet: 'T',
        key: ['K'],
        fields: { a: { column: 'A', null_tokens: ['#n/a'] }, b: { column: 'B' } },
      },
      {
        id: 'also',
        sheet: 'T',
        key: ['K'],
        fields: {
          a: { column: 'A', null_tokens: ['#N/A', '#REF!'] },
          again: { column: 'A', null_tokens: ['#REF!'] },
        },
      },
    ],
    nullTokens: ['#N/A'],
  });
  await work.prepare(['t']);
  await work.prepare(['also']);
  const another = await work.issues('also');
  expect(another.map(({ code, row, field }) => [code, row, field])).toEqual([['cell_error', 2, 'again']]);
  const issues = await work.issues('t');
  expect(issues.map(({ code, row, column }) => [code, row, column])).toEqual([['cell_error', 3, 'A']]);
});

test('a header that stands among the rows is no row', async () => {
  const work = await bench({
    sheets: {
      T: [
        ['K', 'Name', 'Name (2)', 'Column D'],
        ['1', 'x', null, null],
        ['K', ' Name', 'Name', null],
        ['K2', 'Name', null, null],
      ],
    },
    nodes: [{ id: 't', sheet: 'T', key: ['K'], fields: { name: { column: 'Name' } } }],
  });
  await work.prepare(['t']);
  const issues = await work.issues('t');
  expect(issues.map(({ code, row }) => [code, row])).toEqual([['header_repeated', 3]]);
  expect(issues[0]?.message).toBe(
    'Row 3 of "T": the row repeats the header, so it is no data. Delete it, or leave it out with a filter.',
  );
});
