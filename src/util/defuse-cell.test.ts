import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defuseCell, restoreCell } from './defuse-cell.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-5', "'-5"],
  ['@me', "'@me"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['\n=1', "'\n=1"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["'tis", "'tis"],
  ['a=1', 'a=1'],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(defuseCell(text)).toBe(written);
  expect(restoreCell(written)).toBe(text);
});

test('nothing written starts a formula, and every text comes back as it was', () => {
  const tricky = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＠', 'a'),
  });
  fc.assert(
    fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (text) => {
      expect(defuseCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(restoreCell(defuseCell(text))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});
