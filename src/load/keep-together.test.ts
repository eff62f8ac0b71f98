import { expect, test } from 'vitest';
import { partsByOwner } from './keep-together.ts';
import type { RowToSend } from './row-to-send.ts';

/** One row for each letter: the owner; `-` has none. */
const rowsOf = (owners: string): readonly RowToSend[] =>
  Array.from(owners, (owner, ord) => ({
    ord,
    srcRow: ord + 2,
    key: `${ord}`,
    externalId: `n.l_${ord}`,
    values: [owner === '-' ? null : owner],
    recordId: null,
  }));
const owner = (row: RowToSend): string | null => row.values[0] ?? null;
const told = (parts: readonly (readonly RowToSend[])[]): readonly string[] =>
  parts.map((rows) => rows.map((row) => owner(row) ?? '-').join(''));

test.each([
  ['aabbbccdd', 4, ['aa', 'bbb', 'ccdd']],
  ['abcdefg', 3, ['abc', 'def', 'g']],
  ['aaaaaaab', 3, ['aaa', 'aaa', 'ab']],
  ['abbbb', 3, ['a', 'bbb', 'b']],
  ['-----', 2, ['--', '--', '-']],
  ['a--bb', 4, ['a--', 'bb']],
  ['', 3, []],
])('%s in parts of %i', (owners, size, wanted) => {
  expect(told([...partsByOwner(rowsOf(owners), () => size, owner)])).toEqual(wanted);
});
