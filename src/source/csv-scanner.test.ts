import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvDialect, type CsvFault, CsvScanner } from './csv-scanner.ts';

interface Seen {
  readonly row: number;
  readonly line: number;
  readonly fields: readonly string[];
  readonly fault: CsvFault | null;
}

function scan(text: string, chunkBytes = 1024, dialect: CsvDialect = { delimiter: ',', quote: '"' }): Seen[] {
  const seen: Seen[] = [];
  const scanner = new CsvScanner(dialect, (record) => {
    seen.push({ row: record.row, line: record.line, fields: scanner.fieldsOf(record), fault: record.fault });
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  scanner.finish();
  return seen;
}

test('mixed line ends each end a row, and blank lines count as rows', () => {
  expect(scan('a,b\r\n1,2\n\n3,4\r5,6').map(({ row, fields }) => [row, ...fields])).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
    [3, ''],
    [4, '3', '4'],
    [5, '5', '6'],
  ]);
});

test('a line end inside quotes stays in the cell; rows and lines are counted apart', () => {
  expect(scan('a\n"x\r\ny"\nz')).toEqual([
    { row: 1, line: 1, fields: ['a'], fault: null },
    { row: 2, line: 2, fields: ['x\r\ny'], fault: null },
    { row: 3, line: 4, fields: ['z'], fault: null },
  ]);
});

test('a quote inside an unquoted cell is text', () => {
  expect(scan('5" pipe,x\n "a",b')[0]?.fields).toEqual(['5" pipe', 'x']);
});

test('an unclosed quote names the line where it opens', () => {
  const seen = scan('a,b\n1,2\n3,"oops\n4,5\n');
  expect(seen.at(-1)).toMatchObject({ row: 3, fault: { kind: 'unclosed_quote', line: 3, column: 1 } });
});

test('text behind a closing quote is a fault of its row, and the next row is read', () => {
  const seen = scan('"a"b,c\nd,e');
  expect(seen[0]?.fault).toEqual({ kind: 'text_after_quote', line: 1, column: 0 });
  expect(seen[1]?.fields).toEqual(['d', 'e']);
});

test('without a quote character quotes are text', () => {
  expect(scan('"a,b"\n', 1024, { delimiter: ',', quote: '' })[0]?.fields).toEqual(['"a', 'b"']);
});

test('any cells written as CSV are read back, however the bytes are cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '€'), maxLength: 6 });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (table, chunkBytes) => {
      const text = table
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      expect(scan(text, chunkBytes).map(({ fields }) => fields)).toEqual(table);
    }),
    { numRuns: 200 },
  );
});
