import { expect, it } from 'vitest';
import { heldHash } from './held-hash.ts';

it('sets have no order, and a list is not its text', () => {
  expect(heldHash([10, 9, 2])).toBe(heldHash([2, 10, 9]));
  expect(heldHash([10, 9])).not.toBe(heldHash([10, 9, 2]));
  expect(heldHash([1])).not.toBe(heldHash('[1]'));
});

it('every way of saying nothing is the same, and is not zero', () => {
  expect(new Set([heldHash(false), heldHash(null), heldHash('')]).size).toBe(1);
  expect(heldHash(0)).not.toBe(heldHash(false));
  expect(heldHash('false')).not.toBe(heldHash(false));
  expect(heldHash('0')).not.toBe(heldHash(0));
});
