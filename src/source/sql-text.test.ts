import { expect, test } from 'vitest';
import { sheetRelation, sqlText, sqlTextList } from './sql-text.ts';

test('quotes in a text are doubled', () => {
  expect(sqlText(`O'Brien "x" \\ '' \n`)).toBe(`'O''Brien "x" \\ '''' \n'`);
});
test('a NUL character is refused', () => {
  expect(() => sqlText('a\0b')).toThrow(TypeError);
});
test('no values make a list that nothing is in', () => {
  expect(sqlTextList([])).toBe('(NULL)');
  expect(sqlTextList(['a', "b'c"])).toBe(`('a', 'b''c')`);
});
test('wildcards in the path of a sheet are taken literally', () => {
  expect(sheetRelation("/d/a*b[1]'?.parquet")).toBe(`read_parquet('/d/a[*]b[[]1]''[?].parquet')`);
});
