import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStages } from '../../test/support/run-stages.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { checkPattern, checkTransform } from './check-transform.ts';
import { compileTransforms } from './compile-transform.ts';
import type { Transform } from './transform.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const PATTERNS = [
  '\\d+',
  '(?i)abc',
  '(?P<n>a)',
  '(?<n>a)',
  '\\pL+',
  '\\p{Greek}',
  '[[:alpha:]]+',
  '\\Qa.b\\E',
  '\\x{41}',
  '\\x{2007}',
  'a{2,1000}',
  '^\\s*$',
  '(?:a|b)*?',
  '[^\\]]+',
  '\\bword\\b',
  'é+',
  '\\A\\d\\z',
  '(?s).',
  'a{,3}',
  '[]a]',
  '(?=a)',
  '(?!a)',
  '(?<=a)b',
  '(a)\\1',
  '(?>a)',
  'a++',
  'a{1001}',
  '(',
  '[a',
  'a**',
  '\\k<n>',
  '*a',
  '(?P=n)',
  'a{3,2}',
  '\\',
  '[b-a]',
  '\\c',
  '\\u0041',
]; // prettier-ignore

async function engineTakes(transform: Transform): Promise<boolean> {
  const stages = compileTransforms([transform], () => 'c1');
  return await runStages(engine, stages, ['some text']).then(
    () => true,
    () => false,
  );
}

test.each(PATTERNS)('the pattern %s is refused exactly when the engine refuses it', async (pattern) => {
  const transform: Transform = { name: 'regex_extract', pattern, group: 0 };
  expect({ taken: checkTransform(transform) === null }).toEqual({ taken: await engineTakes(transform) });
});

describe('arguments', () => {
  test.each<Transform>([
    { name: 'split_part', separator: ',', index: 0 },
    { name: 'regex_extract', pattern: '(a)', group: 2 },
    { name: 'replace', from: '(a', to: '', regex: true },
    { name: 'replace', from: '(a)', to: '\\2', regex: true },
    { name: 'replace', from: 'a', to: 'C:\\x', regex: true },
    { name: 'number', decimal: ',', thousands: ',' },
    { name: 'boolean', yes: ['Ja '], no: ['ja'] },
    { name: 'date', formats: ['%d/%e/%Y'] },
    { name: 'date', formats: ['%d/%m'] },
    { name: 'date', formats: ['%Y-%m-%'] },
    { name: 'datetime', time_zone: 'Mars/Base' },
    { name: 'prefix', text: 'a\0b' },
  ])('%j is refused with a sentence', (transform) => {
    expect(checkTransform(transform)).toMatch(/^(The|In the) .+\.$/s);
  });

  test.each<Transform>([
    'trim',
    { name: 'number' },
    { name: 'number', decimal: ',', thousands: '.' },
    { name: 'replace', from: '(', to: '\\2' },
    { name: 'replace', from: '(a)(b)', to: '\\2\\\\', regex: true },
    { name: 'date', formats: ['%d/%m/%y', '%-d %B %Y', '%A %d %b %Y %%'] },
    {
      name: 'datetime',
      formats: ['%Y-%m-%dT%H:%M:%S.%f', '%m/%d/%y %I:%M %p', '%Y-%m-%d %H:%M:%S %z'],
      time_zone: 'Asia/Kolkata',
    },
    { name: 'split_part', separator: '||', index: -2 },
    { name: 'boolean', yes: ['y'] },
  ])('%j is fine, and the engine takes it', async (transform) => {
    expect(checkTransform(transform)).toBeNull();
    expect(await engineTakes(transform)).toBe(true);
  });

  test('a pattern of a filter is checked the same way', () => {
    expect(checkPattern('a(?=b)')).toContain('looks ahead');
    expect(checkPattern('^[A-Z]{2}\\d+$')).toBeNull();
  });
});
