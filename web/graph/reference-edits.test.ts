import { expect, test } from 'vitest';
import { setCompared, setJunction, setJunctionFrom, setOther, withHeld } from './reference-edits.ts';
import { findModel, type NodeReference } from './spec.ts';
import { SHOP } from './test-graph.ts';

const node = (id: string) => findModel(SHOP, id)!;
const LINES = ['no', 'pos', 'person', 'customerID'];
const JOINED: NodeReference = {
  node: 'customers',
  columns: ['no', 'pos'],
  through: { sheet: 'joins', from: ['order_no', 'pos'], to: ['person'] },
};

test('a junction begins with the key of the node and columns called like both keys, and takes the separator out', () => {
  const place = { node: node('lines'), other: node('customers'), columns: LINES };
  const before: NodeReference = {
    node: 'customers',
    columns: ['person'],
    separator: ';',
    on_missing: 'empty',
  };
  const joined = setJunction(before, { sheet: 'joins', columns: ['pos', 'order_no', 'CustomerID'] }, place);
  expect(joined).toEqual({
    node: 'customers',
    columns: ['no', 'pos'],
    through: { sheet: 'joins', from: ['order_no', 'pos'], to: ['CustomerID'] },
    on_missing: 'empty',
  });
  const moved = setJunction(
    { ...joined, columns: ['pos', 'no'] },
    { sheet: 'others', columns: ['pos', 'no', 'who'] },
    place,
  );
  expect(moved).toMatchObject({
    columns: ['pos', 'no'],
    through: { sheet: 'others', from: ['pos', 'no'], to: ['pos'] },
  });
  expect(setJunction(joined, undefined, place)).toEqual({
    node: 'customers',
    columns: ['customerID'],
    on_missing: 'empty',
  });
});

test('a row is named by other columns of the junction; each keeps what stands beside it', () => {
  expect(setJunctionFrom(JOINED, ['pos'], LINES)).toMatchObject({
    columns: ['pos'],
    through: { from: ['pos'], to: ['person'] },
  });
  const trimmed = { column: 'person', transforms: ['trim' as const] };
  expect(setJunctionFrom(JOINED, ['pos', trimmed, 'order_no'], LINES)).toMatchObject({
    columns: ['pos', 'person', 'no'],
    through: { from: ['pos', trimmed, 'order_no'] },
  });
  expect(setJunctionFrom(JOINED, [], LINES)).toBe(JOINED);
});

test('other columns of the other node are compared, and each keeps the column that holds its values', () => {
  const other = node('lines');
  const reference: NodeReference = { node: 'lines', columns: ['order', 'position'] };
  const narrower = setCompared(reference, other, { chosen: ['pos'], columns: ['order', 'position'] });
  expect(narrower).toEqual({ node: 'lines', match: ['pos'], columns: ['position'] });
  const back = setCompared(narrower, other, { chosen: ['no', 'pos'], columns: ['no', 'order'] });
  expect(back).toEqual({ node: 'lines', columns: ['no', 'position'] });
  expect(setCompared(reference, other, { chosen: [], columns: [] })).toBe(reference);
  const upper = [{ column: 'no', transforms: ['upper' as const] }, 'pos'];
  expect(setCompared(reference, other, { chosen: upper, columns: [] })).toEqual({
    ...reference,
    match: upper,
  });
});

test('what is compared through a junction is held there, not here', () => {
  const other = node('customers');
  const wider = setCompared(JOINED, other, { chosen: ['first', 'customerID'], columns: ['person', 'First'] });
  expect(wider).toMatchObject({
    match: ['first', 'customerID'],
    columns: JOINED.columns,
    through: { to: ['First', 'person'] },
  });
  expect(withHeld(JOINED, ['who'])).toEqual({ ...JOINED, through: { ...JOINED.through, to: ['who'] } });
  expect(setOther({ ...wider, value_map: { a: 'b' } }, node('lines'), ['no', 'pos'])).toEqual({
    node: 'lines',
    columns: JOINED.columns,
    through: { ...JOINED.through, to: ['no', 'pos'] },
    value_map: { a: 'b' },
  });
});
