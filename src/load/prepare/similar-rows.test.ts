import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { fieldHash } from '../field-hash.ts';
import type { SimilarRows } from '../prepared-run.ts';
import type { GoneRow } from '../vanished/vanished-store.ts';
import { openPreparedRows } from './prepared-rows.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const FIELDS = {
  name: { column: 'Name' },
  city: { column: 'City' },
  email: { column: 'Mail' },
  is_company: { value: 'yes' },
} as const;
type Values = Readonly<Record<string, string>>;

const goneRow = (key: string, values: Values): GoneRow => ({
  key,
  fieldHashes: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fieldHash(value)])),
});

async function similarOf(
  rows: readonly (readonly string[])[],
  gone: readonly GoneRow[],
): Promise<readonly Omit<SimilarRows, 'ord' | 'srcRow'>[]> {
  const input: Omit<WorkbenchInput, 'engine'> = {
    sheets: { Items: [['Code', 'Name', 'City', 'Mail'], ...rows] },
    nodes: [{ id: 'items', sheet: 'Items', key: ['Code'], fields: FIELDS }],
  };
  const work = await openWorkbench({ ...input, engine });
  await work.prepare(['items']);
  const prepared = await openPreparedRows(engine, [...work.recipes.values()]);
  const [step] = prepared.steps;
  if (!step) throw new Error('no step');
  const found = await prepared.similar(step, once(rows.map((_, ord) => ord)), once(gone));
  return found.map(({ goneKey, key, equal, differing }) => ({ goneKey, key, equal, differing }));
}

async function* once<T>(items: readonly T[]): AsyncIterable<readonly T[]> {
  yield items;
}

test('a new row that has most fields of one that is gone is probably that row', async () => {
  const found = await similarOf(
    [
      ['NEW', 'Ann', 'Ghent', 'ann@x.test'],
      ['OTHER', 'Zoe', 'Zele', 'zoe@x.test'],
    ],
    [
      goneRow('OLD', { name: 'Ann', city: 'Aalst', email: 'ann@x.test', is_company: 'yes' }),
      goneRow('GONE', { name: 'Bob', city: 'Bree', email: 'bob@x.test', is_company: 'yes' }),
    ],
  );
  expect(found).toEqual([{ goneKey: 'OLD', key: 'NEW', equal: ['email', 'name'], differing: ['city'] }]);
});

test('letters beyond ASCII and values of any length hash alike on both sides', async () => {
  const long = 'ß'.repeat(5000);
  const found = await similarOf(
    [['NEW', long, 'Łódź', '']],
    [goneRow('OLD', { name: long, city: 'Łódź', email: 'gone@x.test' })],
  );
  expect(found).toEqual([{ goneKey: 'OLD', key: 'NEW', equal: ['city', 'name'], differing: [] }]);
});

test('what all rows have in common, one equal field, and half of the fields say nothing', async () => {
  const same = { city: 'Same', is_company: 'yes' };
  expect(
    await similarOf(
      [
        ['A', 'Ann', 'Same', 'a@x.test'],
        ['B', 'Bob', 'Same', 'b@x.test'],
      ],
      [
        goneRow('X', { ...same, name: 'Ann', email: 'x@x.test' }),
        goneRow('Y', { ...same, name: 'Yve', email: 'y@x.test' }),
      ],
    ),
  ).toEqual([]);
});

test('of several that fit equally well none is named', async () => {
  const twin = { name: 'Ann', city: 'Aalst', email: 'ann@x.test' };
  const other = ['OTHER', 'Zoe', 'Zele', 'zoe@x.test'];
  const fresh = ['NEW', 'Ann', 'Aalst', 'ann@x.test'];
  expect(await similarOf([fresh, other], [goneRow('OLD1', twin), goneRow('OLD2', twin)])).toEqual([]);
  const closer = goneRow('OLD2', { ...twin, city: 'Bree' });
  expect(await similarOf([fresh, other], [goneRow('OLD1', twin), closer])).toMatchObject([
    { goneKey: 'OLD1', key: 'NEW', differing: [] },
  ]);
});

test('many rows on both sides are paired by their rare values, without comparing all with all', async () => {
  const count = 20_000;
  const rows = Array.from({ length: count }, (_, i) => [
    `N${i}`,
    `Name ${i}`,
    `City ${i % 50}`,
    `m${i}@x.test`,
  ]);
  const gone = Array.from({ length: count }, (_, i) =>
    goneRow(`O${i}`, {
      name: `Name ${i}`,
      city: `City ${i % 50}`,
      email: `other${i}@x.test`,
      is_company: 'yes',
    }),
  );
  const found = await similarOf(rows, gone);
  expect(found).toHaveLength(count);
  expect(found.every(({ goneKey, key }) => goneKey.slice(1) === key.slice(1))).toBe(true);
});
