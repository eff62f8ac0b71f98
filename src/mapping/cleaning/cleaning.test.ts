import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfileBench, type ProfileBench } from '../../../test/support/profile-data.ts';
import { checkTransform } from '../check-transform.ts';
import type { CleaningProposal } from './cleaning.ts';
import { tryCleaning } from './cleaning-examples.ts';
import { proposeCleaning } from './propose-cleaning.ts';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Id: ['1', '2', '3', '4', '5', '6'],
  Ordered: ['31/01/2024', '01/02/2024', '15/02/2024', '16/02/2024', '17/02/2024', '18/02/2024'],
  Price: ['€ 1.234,50', '€ 5,00', '€ 7,25', '(€ 8,00)', '€ 9,00', '€ 1,00'],
  Rate: ['5%', '7.5 %', '10%', '1%', '2%', '3%'],
  Discount: ['0.05', '0.15', '0', '0.2', '0.1', '0.25'],
  Paid: ['Ja', 'Nein', 'ja', 'Nein', 'Ja', 'Ja'],
  Phone: [
    '+32 (0)2 555 12 12',
    '0032 2 555 12 13',
    '+32-2-555.12.14',
    '+49 30 123456',
    '+1 (212) 555-1234',
    '+33 1 23 45 67 89',
  ],
  Country: ['Deutschland', 'UK', 'Etats-Unis', 'Países Bajos', 'BE', 'Atlantis'],
  Currency: ['Euro', 'US Dollar', 'Schweizer Franken', 'EUR', 'GBP', '£'],
  Note: ['Caf&eacute;', 'MÃ¼ller  &amp; Co', ' x y', 'n.a.', 'plain', 'other'],
  Mobile: [
    '0475 12 34 56',
    '0475 12 34 57',
    '06-12345678',
    '0475 12 34 58',
    '+44 7911 123456',
    '0475 12 34 59',
  ],
  'Mobile Country': ['Belgium', 'BE', 'Netherlands', 'België', '', 'Belgique'],
  Done: ['yes', 'no', 'yes', 'no', 'yes', 'no'],
  Created: [
    '2024-01-31 10:00:00',
    '2024-01-31T10:00:00Z',
    '2024-02-01 11:00',
    '2024-01-31 10:00:00',
    '2024-01-31 10:00:00',
    '2024-01-31 10:00:00',
  ],
};

let bench: ProfileBench;
let proposals: readonly CleaningProposal[];
beforeAll(async () => {
  bench = await openProfileBench();
  const rows = Array.from({ length: 6 }, (_, i) =>
    Object.values(COLUMNS)
      .map((cells) => `"${cells[i]}"`)
      .join(';'),
  );
  const profile = await bench.profile({ 'a.csv': [Object.keys(COLUMNS).join(';'), ...rows].join('\n') });
  proposals = await Promise.all(
    proposeCleaning(profile).map((cleaning) => tryCleaning(bench.engine, cleaning)),
  );
});
afterAll(() => bench.close());

function cleaningOf(column: string): CleaningProposal | undefined {
  return proposals.find((proposal) => proposal.column === column);
}
const after = (column: string) =>
  cleaningOf(column)?.examples.map((example) => [example.before, example.after]);

test.each<[string, readonly unknown[]]>([
  ['Ordered', [{ name: 'date', formats: ['%d/%m/%Y'] }]],
  ['Discount', [{ name: 'scale', factor: 100 }]],
  ['Paid', [{ name: 'boolean', yes: ['ja'], no: ['nein'] }]],
  ['Note', ['repair_encoding', 'unescape_html', 'collapse_spaces']],
  ['Phone', ['phone']],
  ['Mobile', [{ name: 'phone', country_column: 'Mobile Country' }]],
])('the cells of %s are read by these transforms', (column, transforms) => {
  expect(cleaningOf(column)?.transforms).toEqual(transforms);
});

test.each<[string, readonly (readonly [string, string | null])[]]>([
  ['Ordered', [['31/01/2024', '2024-01-31']]],
  [
    'Price',
    [
      ['€ 1.234,50', '1234.50'],
      ['€ 5,00', '5.00'],
    ],
  ],
  [
    'Rate',
    [
      ['5%', '5'],
      ['7.5 %', '7.5'],
    ],
  ],
  ['Discount', [['0.05', '5']]],
  [
    'Paid',
    [
      ['Ja', 'True'],
      ['Nein', 'False'],
    ],
  ],
  [
    'Phone',
    [
      ['+32 (0)2 555 12 12', '+3225551212'],
      ['0032 2 555 12 13', '+3225551213'],
    ],
  ],
  [
    'Mobile',
    [
      ['0475 12 34 56', '+32475123456'],
      ['06-12345678', '+31612345678'],
      ['+44 7911 123456', '+447911123456'],
    ],
  ],
  [
    'Country',
    [
      ['Deutschland', 'DE'],
      ['UK', 'GB'],
      ['Etats-Unis', 'US'],
      ['Países Bajos', 'NL'],
    ],
  ],
  [
    'Currency',
    [
      ['Euro', 'EUR'],
      ['US Dollar', 'USD'],
      ['Schweizer Franken', 'CHF'],
      ['£', 'GBP'],
    ],
  ],
  [
    'Note',
    [
      ['n.a.', null],
      ['MÃ¼ller  &amp; Co', 'Müller & Co'],
      ['Caf&eacute;', 'Café'],
      [' x y', 'x y'],
    ],
  ],
])('cells of %s before and after', (column, pairs) => {
  expect(after(column)).toEqual(expect.arrayContaining(pairs.map((pair) => [...pair])));
});

test('what Odoo reads by itself needs nothing', () => {
  expect(proposals.map(({ column }) => column)).not.toEqual(expect.arrayContaining(['Done']));
  expect(cleaningOf('Created')).toBeUndefined();
  expect(cleaningOf('Id')).toBeUndefined();
});

test('reasons tell shares and what is left, and say what a reference matches', () => {
  expect(cleaningOf('Country')).toMatchObject({
    matches: { model: 'res.country', field: 'code' },
    steps: [{ kind: 'country', share: 4 / 6, reason: expect.stringContaining('Not known: "Atlantis"') }],
  });
  expect(cleaningOf('Note')?.steps.map(({ kind }) => kind)).toEqual([
    'null_tokens',
    'encoding',
    'html_entities',
    'spaces',
  ]);
  expect(cleaningOf('Note')?.nullTokens).toEqual(['n.a.']);
});

test('every transform proposed is a valid one', () => {
  for (const { transforms } of proposals)
    for (const transform of transforms) expect(checkTransform(transform)).toBeNull();
});

test('of numbers without a country nothing is made until somebody says where they are from, and what to do is told', async () => {
  const profile = await bench.profile({
    'p.csv': 'Name,Phone\nAnn,(512) 555-1000\nBob,(512) 555-1037\nCid,512.555.1074\nDee,(512) 555-1111\n',
  });
  const [asked] = proposeCleaning(profile);
  expect(asked).toMatchObject({
    column: 'Phone',
    transforms: [],
    steps: [
      { kind: 'phone', share: 1, reason: expect.stringMatching(/^Numbers like "\(512\) .*Name the country/) },
    ],
  });
  expect(asked && (await tryCleaning(bench.engine, asked)).examples).toEqual([]);
  const [cleaning] = proposeCleaning(profile, { country: 'US' });
  if (cleaning === undefined) throw new Error('Nothing is proposed.');
  expect(cleaning.transforms).toEqual([{ name: 'phone', country: 'US' }]);
  expect((await tryCleaning(bench.engine, cleaning)).examples).toContainEqual({
    before: '(512) 555-1000',
    after: '+15125551000',
    issue: null,
  });
});
