import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfileBench, type ProfileBench } from '../../../test/support/profile-data.ts';
import type { ColumnCleaning } from './cleaning.ts';
import { proposeCleaning } from './propose-cleaning.ts';
import { statesOf } from './state-names.ts';

let bench: ProfileBench;
beforeAll(async () => {
  bench = await openProfileBench();
});
afterAll(() => bench.close());

async function cleaningOf(column: string, lines: readonly string[]): Promise<ColumnCleaning | undefined> {
  const profile = await bench.profile({ 'a.csv': lines.join('\n') });
  return proposeCleaning(profile).find((one) => one.column === column);
}

test('names, codes and abbreviations become the codes of the country in the row', async () => {
  const cleaning = await cleaningOf('State', [
    'Name,State,Country',
    'Ann,California,United States',
    'Bob,CA,USA',
    'Cid,Calif.,US',
    'Dee,québec,Canada',
    'Eve,N.S.W.,Australia',
    'Fay,Western Australia,Australia',
  ]);
  expect(cleaning).toMatchObject({
    valueMap: {
      California: 'CA',
      'Calif.': 'CA',
      québec: 'QC',
      'N.S.W.': 'NSW',
      'Western Australia': 'WA',
    },
    matches: {
      model: 'res.country.state',
      field: 'code',
      within: {
        country_id: {
          column: 'Country',
          match: 'code',
          value_map: { 'United States': 'US', USA: 'US', Canada: 'CA', Australia: 'AU' },
        },
      },
    },
    steps: [{ kind: 'state', share: 5 / 6 }],
  });
  expect(cleaning?.valueMap).not.toHaveProperty('CA');
});

test('a name that several of the countries have is left and told', async () => {
  const cleaning = await cleaningOf('Province', [
    'Name,Province,Country',
    'Ann,Limburg,Belgium',
    'Bob,Limburg,Netherlands',
    'Cid,Drenthe,Netherlands',
    'Dee,Antwerp,Belgium',
    'Eve,Hainaut,Belgium',
    'Fay,Utopia,Belgium',
  ]);
  expect(cleaning?.valueMap).toEqual({ Drenthe: 'DR', Antwerp: 'VAN', Hainaut: 'WHT' });
  expect(cleaning?.steps[0]?.reason).toContain('Not known, or several: "Limburg", "Utopia"');
});

test('each address has its own country', async () => {
  const head = 'Id,BillingState,BillingCountry,ShippingState,ShippingCountry';
  const cleaning = await cleaningOf('ShippingState', [
    head,
    '1,Texas,US,Ontario,Canada',
    '2,Ohio,US,Alberta,Canada',
  ]);
  expect(cleaning).toMatchObject({
    valueMap: { Ontario: 'ON', Alberta: 'AB' },
    matches: { within: { country_id: { column: 'ShippingCountry' } } },
  });
});

test('without a column for the country it is the one that knows the states', async () => {
  const rows = ['Texas', 'Ohio', 'Fla.', 'N.Y.', 'Maine'].map((state, i) => `${i},${state}`);
  expect(await cleaningOf('State', ['No,State', ...rows])).toMatchObject({
    valueMap: { Texas: 'TX', Ohio: 'OH', 'Fla.': 'FL', 'N.Y.': 'NY', Maine: 'ME' },
    matches: { within: { country_id: { value: 'US', match: 'code' } } },
  });
});

test('of more states than the profile lists all names are given', async () => {
  const names = [...new Set(statesOf('US').values())].slice(0, 40);
  const full = await cleaningOf('State', [
    'No,State,Country',
    ...names.map((code, i) => `${i},${i % 2 === 0 ? code : 'Texas'} ,United States`),
    ...names.map((code, i) => `${i},${code},United States`),
  ]);
  expect(full?.valueMap).toMatchObject({ Texas: 'TX', Wyoming: 'WY', Hawaii: 'HI' });
});

test.each([
  ['State', ['open', 'closed', 'open', 'waiting']],
  ['Region', ['North', 'South', 'East', 'West']],
  ['State', ['TX', 'OH', 'ME', 'NY']],
  ['City', ['Washington', 'New York', 'Texas', 'Ohio']],
])('nothing is made of a column %s with %j', async (header, cells) => {
  const rows = cells.map((cell, i) => `${i},${cell},United States`);
  expect(await cleaningOf(header, [`No,${header},Country`, ...rows])).toBeUndefined();
});
