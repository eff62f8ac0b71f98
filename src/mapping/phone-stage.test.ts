import { afterAll, beforeAll, expect, test } from 'vitest';
import { runStages } from '../../test/support/run-stages.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { sqlText } from '../source/sql-text.ts';
import { checkTransform } from './check-transform.ts';
import { compileTransforms } from './compile-transform.ts';
import { Transform } from './transform.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** The country column of the row holds `cell`. */
async function apply(transform: unknown, text: string, cell: string | null = null): Promise<string | null> {
  const stages = compileTransforms([Transform.parse(transform)], () =>
    cell === null ? 'NULL' : sqlText(cell),
  );
  return (await runStages(engine, stages, [text]))[0] ?? null;
}
const of = (country: string) => ({ name: 'phone', country });

test.each<[unknown, string, string]>([
  ['phone', ' +32 (0)2 555 12 12 ', '+3225551212'],
  ['phone', '0032 2 555 12 12', '+3225551212'],
  ['phone', '00 32 2 555 12 12', '+3225551212'],
  ['phone', '＋32\u00a02.555.12.12', '+3225551212'],
  ['phone', '+39 06 12345678', '+390612345678'],
  ['phone', '+1 (512) 555-1000 x9', '+15125551000 ext. 9'],
  ['phone', '02 555 12 12', '!phone_invalid'],
  ['phone', '+32 2 555 12 12;isub=12', '!phone_invalid'],
  [of('BE'), '02/555.12.12', '+3225551212'],
  [of('BE'), '0475 12 34 56', '+32475123456'],
  [of('BE'), '٠٤٧٥ ١٢ ٣٤ ٥٦', '+32475123456'],
  [of('BE'), '+44 (0) 20 7946 0958', '+442079460958'],
  [of('BE'), '02 555 12 12 / 0475 12 34 56', '!phone_invalid'],
  [of('BE'), '02 555 12 12, ask for Ann', '!phone_invalid'],
  [of('BE'), 'n/a', '!phone_invalid'],
  [of('US'), '(512) 555-1000', '+15125551000'],
  [of('US'), '0032 2 555 12 12', '+3225551212'],
  [of('CO'), '0057 321 1234567', '+573211234567'],
  [of('US'), '011 32 2 555 12 12', '+3225551212'],
  [of('US'), '555-1234', '!phone_invalid'],
  [of('GB'), '02 555 12 12', '!phone_invalid'],
  [of('GB'), '07911 123456', '+447911123456'],
  [of('IT'), '06 1234 5678', '+390612345678'],
  [of('AR'), '011 15 2345-6789', '+5491123456789'],
  [{ ...of('US'), on_invalid: 'keep' }, '555-1234', '555-1234'],
  [{ ...of('US'), on_invalid: 'keep' }, '512 555 1000', '+15125551000'],
])('%j makes %j to %j', async (transform, text, expected) => {
  expect(await apply(transform, text)).toBe(expected);
});

test.each<[string | null, string, string]>([
  ['Belgium', '02 555 12 12', '+3225551212'],
  ['BE', '02 555 12 12', '+3225551212'],
  ['be', '02 555 12 12', '+3225551212'],
  ['Belgien', '02 555 12 12', '+3225551212'],
  ['UK', '020 7946 0958', '+442079460958'],
  ['UK', '02 555 12 12', '!phone_invalid'],
  ['Atlantis', '5551212', '!phone_invalid'],
  ['Atlantis', '+372 5551212', '+3725551212'],
  [null, '5551212', '+3725551212'],
])('the country %j of the row counts before the one given', async (cell, text, expected) => {
  expect(await apply({ name: 'phone', country_column: 'Country', country: 'EE' }, text, cell)).toBe(expected);
});

test('many numbers of several countries at once, on both threads', async () => {
  const stages = compileTransforms(
    [{ name: 'phone', country_column: 'Country' }],
    () => `CASE WHEN c0 LIKE '04%' THEN 'BE' ELSE 'GB' END`,
  );
  const texts = Array.from({ length: 20_000 }, (_, i) =>
    i % 2 === 0 ? `04${70_000_000 + i}` : `079${11_000_000 + i}0`.slice(0, 11),
  );
  const found = await runStages(engine, stages, texts);
  expect(found.filter((number) => number?.startsWith('+32'))).toHaveLength(10_000);
  expect(found.filter((number) => number?.startsWith('+44'))).toHaveLength(10_000);
  expect(new Set(found.slice(0, 1000)).size).toBeGreaterThan(500);
});

test('a country that is none is refused before the run', () => {
  expect(checkTransform({ name: 'phone', country: 'UK' })).toContain('unknown country UK');
  expect(checkTransform({ name: 'phone', country: 'GB' })).toBeNull();
});
