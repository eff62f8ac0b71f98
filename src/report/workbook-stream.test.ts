import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { type Cell, type Worksheet, writeWorkbook } from './workbook-stream.ts';

async function* chunks(...parts: readonly (readonly (readonly Cell[])[])[]) {
  yield* parts;
}

/** Read by somebody else's reader. */
async function readBack(sheets: readonly Worksheet[], mostRows?: number) {
  const bytes = await buffer(writeWorkbook(sheets, mostRows));
  const { sheets: read } = await readXlsx(new Uint8Array(bytes));
  return Object.fromEntries(read.map((sheet) => [sheet.name, sheet.rows]));
}

const columns = [{ header: 'a' }, { header: 'b' }];

it('several sheets, with texts and numbers as such', async () => {
  const sheets = await readBack([
    { name: 'One & only', columns, rows: chunks([['x', 1.5]], [['=1+1', null]], [[' <&> "', -3]]) },
    { name: 'Empty', columns: [{ header: 'h' }], rows: chunks() },
  ]);
  expect(sheets).toEqual({
    'One & only': [
      ['a', 'b'],
      ['x', 1.5],
      ['=1+1', null],
      [' <&> "', -3],
    ],
    Empty: [['h']],
  });
});

it('what XML cannot hold does not break the file', async () => {
  const texts = ['bell \u0007', 'half \ud83d', '_x0007_', 'line\nbreak', '\t', 'x'.repeat(40_000)];
  const { T: rows } = await readBack([{ name: 'T', columns, rows: chunks(texts.map((text) => [text])) }]);
  const read = rows?.slice(1).map(([text]) => text);
  expect(read?.slice(0, 4)).toEqual(['bell \u0007', 'half \ufffd', '_x0007_', 'line\nbreak']);
  expect(String(read?.[5])).toHaveLength(32_767);
});

it('rows beyond the end of a sheet go on in a further one, under the header again', async () => {
  const numbers = Array.from({ length: 7 }, (_, i) => [i]);
  const sheets = await readBack(
    [{ name: 'N', columns: [{ header: 'n' }], rows: chunks(numbers.slice(0, 5), numbers.slice(5)) }],
    4,
  );
  expect(sheets).toEqual({
    N: [['n'], [0], [1], [2]],
    'N 2': [['n'], [3], [4], [5]],
    'N 3': [['n'], [6]],
  });
});

it('columns are named as spreadsheets do', async () => {
  const wide = Array.from({ length: 703 }, (_, i) => ({ header: `h${i}` }));
  const { W: rows } = await readBack([{ name: 'W', columns: wide, rows: chunks([wide.map((_, i) => i)]) }]);
  expect(rows?.[1]?.[702]).toBe(702);
});
