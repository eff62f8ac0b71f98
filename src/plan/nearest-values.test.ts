import { expect, test } from 'vitest';
import { nearestValues } from './nearest-values.ts';

const COUNTRIES = [
  ['United Kingdom', 'GB'],
  ['United States', 'US'],
  ['United Arab Emirates', 'AE'],
  ['Germany', 'DE'],
  ['Netherlands', 'NL'],
  ['Niger', 'NE'],
  ['Nigeria', 'NG'],
].map(([answer = '', code = '']) => ({ answer, names: [code] }));

test.each([
  ['united kingdom', undefined, 'United Kingdom'],
  ['UK', undefined, 'United Kingdom'],
  ['U.S.', undefined, 'United States'],
  ['UAE', undefined, 'United Arab Emirates'],
  ['Germnay', undefined, 'Germany'],
  ['Deutschland', 'DE', 'Germany'],
  ['The Netherlands', undefined, 'Netherlands'],
  ['Nigeria', undefined, 'Nigeria'],
  ['GB', undefined, 'United Kingdom'],
])('%s (known as %s) is nearest to %s', (value, alias, expected) => {
  expect(nearestValues(value, COUNTRIES, alias)[0]).toBe(expected);
});

test('what is near to nothing has no answer', () => {
  expect(nearestValues('Xyzzy', COUNTRIES)).toEqual([]);
  expect(nearestValues('', COUNTRIES)).toEqual([]);
  expect(nearestValues('–', COUNTRIES)).toEqual([]);
});
