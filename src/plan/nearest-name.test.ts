import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test.each([
  ['Custmer', ['Order', 'Customer'], 'Customer'],
  ['NAME', ['name'], 'name'],
  ['modle', ['sheet', 'model'], 'model'],
  ['Company name', ['Company Name', 'Name'], 'Company Name'],
  ['Country', ['Currency', 'Weight'], undefined],
  ['x', ['completely different'], undefined],
  ['', ['a'], 'a'],
])('the name nearest to %j among %j is %j', (wanted, names, nearest) => {
  expect(nearestName(wanted, names)).toBe(nearest);
});
