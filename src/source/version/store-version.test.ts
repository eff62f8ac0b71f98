import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DatasetBench, manifestOf, openDatasetBench } from '../../../test/support/stored-dataset.ts';
import { correct, correctedFiles, refusalOf, versionOf } from '../../../test/support/version-bench.ts';
import type { DatasetManifest } from '../dataset.ts';
import type { Corrections, KnownKeys } from './corrections.ts';

const PEOPLE = 'code,name,city\nA,Ada,Paris\nB,Bob,\nC,Cleo,Rome\n';
const TOWNS = 'town\nParis\n';

let bench: DatasetBench;
let base: DatasetManifest;
beforeAll(async () => {
  bench = await openDatasetBench();
  base = manifestOf(await bench.store({ 'people.csv': PEOPLE, 'towns.csv': TOWNS }));
});
afterAll(() => bench.clear());

const people = async (manifest: DatasetManifest) => await bench.read({ ok: true, manifest }, 'people');
const rejects = (lines: readonly string[]) =>
  ['code,name,city,importgraph_row,importgraph_key,importgraph_reason', ...lines].join('\n');
const knows: KnownKeys = async (sheet, ords) =>
  new Map(sheet === 'people' ? ords.map((ord) => [ord, [['A', 'B', 'C'][ord] ?? '']]) : []);
const cells = (more: Partial<Extract<Corrections, { kind: 'cells' }>>): Corrections => ({
  kind: 'cells',
  sheet: 'people',
  cells: [],
  replace: [],
  ...more,
});

test('a corrected file changes its rows and nothing else, whatever their order', async () => {
  const fix = await correctedFiles(bench, {
    'people.csv': rejects(['C,Cleo,Milan,4,C,Row 4 is wrong', 'B,Bob B.,Oslo,3,B,Row 3 is wrong']),
  });
  const version = versionOf(await correct(bench, base, fix, { knownKeys: knows }));
  expect(await people(version)).toEqual([
    [2, 'A', 'Ada', 'Paris'],
    [3, 'B', 'Bob B.', 'Oslo'],
    [4, 'C', 'Cleo', 'Milan'],
  ]);
  expect(version.corrected).toEqual([{ sheet: 'people', rows: 2, cells: 3 }]);
  expect(version.sheets.map(({ name, rowCount, columns }) => [name, rowCount, columns.length])).toEqual([
    ['people', 3, 3],
    ['towns', 1, 1],
  ]);
  expect(version.sheets[0]?.columns[2]?.emptyCells).toBe(0);
  expect(version.files.map(({ name }) => name)).toEqual(['people.csv', 'towns.csv', 'people.csv']);
  expect(version.hash).not.toBe(base.hash);
  // the version before is what it was
  expect(await people(base)).toHaveLength(3);
  expect((await people(base))[1]).toEqual([3, 'B', 'Bob', null]);
});

test('the same content has the same hash, however it came about', async () => {
  const one = versionOf(
    await correct(bench, base, cells({ cells: [{ row: 3, column: 'city', value: 'Oslo' }] })),
  );
  const other = manifestOf(
    await bench.store({ 'people.csv': PEOPLE.replace('Bob,', 'Bob,Oslo'), 'towns.csv': TOWNS }),
  );
  expect(one.hash).toBe(other.hash);
});

test('an emptied cell is empty, and a version of a version adds up', async () => {
  const one = versionOf(
    await correct(bench, base, cells({ cells: [{ row: 2, column: 'city', value: '' }] })),
  );
  const two = versionOf(
    await correct(bench, one, cells({ cells: [{ row: 4, column: 'name', value: 'Cle' }] })),
  );
  expect(await people(two)).toEqual([
    [2, 'A', 'Ada', null],
    [3, 'B', 'Bob', null],
    [4, 'C', 'Cle', 'Rome'],
  ]);
});

test('a value is replaced wherever it stands, an empty one too', async () => {
  const replace = [
    { column: 'city', from: null, to: 'Unknown' },
    { column: 'name', from: 'Ada', to: 'Ada L.' },
  ];
  const version = versionOf(await correct(bench, base, cells({ replace })));
  expect((await people(version)).map((row) => row.slice(2))).toEqual([
    ['Ada L.', 'Paris'],
    ['Bob', 'Unknown'],
    ['Cleo', 'Rome'],
  ]);
});

test('what changes nothing makes no version', async () => {
  expect(await correct(bench, base, cells({ cells: [{ row: 2, column: 'name', value: 'Ada' }] }))).toEqual({
    kind: 'unchanged',
  });
  const fix = await correctedFiles(bench, { 'people.csv': rejects(['B,Bob,,3,B,why']) });
  expect(await correct(bench, base, fix, { knownKeys: knows })).toEqual({ kind: 'unchanged' });
});

test.each<[string, Record<string, string>, (string | number | undefined)[][]]>([
  ['a row that is not there', { 'people.csv': rejects(['B,Bob,,9,,']) }, [['row_unknown', 2, undefined]]],
  ['a row without number', { 'people.csv': rejects(['B,Bob,,,,']) }, [['row_unknown', 2, undefined]]],
  ['a number that is none', { 'people.csv': rejects(['B,Bob,,three,,']) }, [['row_unknown', 2, undefined]]],
  [
    'a row twice',
    { 'people.csv': rejects(['B,Bo,,3,,', 'B,Bob,x,3.0,,']) },
    [['row_duplicate', 2, undefined]],
  ],
  [
    'a column that is not there',
    { 'people.csv': 'code,name,town,city,importgraph_row\nB,Bob,x,,3' },
    [['column_unknown', undefined, 'town']],
  ],
  [
    'a column that is missing',
    { 'people.csv': 'code,name,importgraph_row\nB,Bob,3' },
    [['column_missing', undefined, 'city']],
  ],
  [
    'no row numbers',
    { 'people.csv': 'code,name,city\nB,Bob,x' },
    [['column_missing', undefined, 'importgraph_row']],
  ],
  ['another key', { 'people.csv': rejects(['B,Bob,,3,C,']) }, [['key_mismatch', 2, undefined]]],
  [
    'a sheet that is not there',
    { 'pets.csv': 'name,importgraph_row\nRex,2' },
    [['sheet_unknown', undefined, undefined]],
  ],
])('%s is a located issue, and nothing is stored', async (_what, files, issues) => {
  const stored = await readdir(join(bench.folder, 'datasets'));
  const fix = await correctedFiles(bench, files);
  expect(refusalOf(await correct(bench, base, fix, { knownKeys: knows }))).toEqual(issues);
  expect(await readdir(join(bench.folder, 'datasets'))).toEqual(stored);
});

test('a key that no run can confirm is refused', async () => {
  const fix = await correctedFiles(bench, { 'people.csv': rejects(['B,Bob,x,3,B,']) });
  expect(refusalOf(await correct(bench, base, fix))).toEqual([['key_mismatch', 2, undefined]]);
});

test.each([
  ['a row', { cells: [{ row: 9, column: 'name', value: 'x' }] }, ['row_unknown', 9, undefined]],
  ['a column', { cells: [{ row: 2, column: 'Name', value: 'x' }] }, ['column_unknown', undefined, 'Name']],
  ['a sheet', { sheet: 'pets', cells: [] }, ['sheet_unknown', undefined, undefined]],
  [
    'a value',
    { replace: [{ column: 'city', from: 'Bern', to: 'x' }] },
    ['value_not_found', undefined, 'city'],
  ],
  [
    'one answer for a cell given twice',
    {
      cells: [
        { row: 2, column: 'name', value: 'x' },
        { row: 2, column: 'name', value: 'y' },
      ],
    },
    ['row_duplicate', 2, 'name'],
  ],
])('there is not %s to be corrected: an issue says where', async (_what, more, issue) => {
  expect(refusalOf(await correct(bench, base, cells(more)))).toEqual([issue]);
});

test('a partial file leaves the columns it has not as they are', async () => {
  const fix = await correctedFiles(
    bench,
    { 'people.csv': 'city,importgraph_row\nOslo,3' },
    { partial: true },
  );
  expect((await people(versionOf(await correct(bench, base, fix))))[1]).toEqual([3, 'B', 'Bob', 'Oslo']);
});

test('a file is known by its columns or the sheet named for it, whatever the browser called it', async () => {
  const text = rejects(['B,Bob,Oslo,3,,']);
  for (const more of [{}, { sheet: 'people' }]) {
    const fix = await correctedFiles(bench, { 'rejects (1).csv': text }, more);
    expect(versionOf(await correct(bench, base, fix)).corrected).toEqual([
      { sheet: 'people', rows: 1, cells: 1 },
    ]);
  }
});

test('a spreadsheet that saved with semicolons is understood', async () => {
  const text = 'code;name;city;importgraph_row\r\nB;"Bob, of a, b, c";Oslo;3\r\n';
  const fix = await correctedFiles(bench, { 'people.csv': text });
  expect((await people(versionOf(await correct(bench, base, fix))))[1]).toEqual([
    3,
    'B',
    'Bob, of a, b, c',
    'Oslo',
  ]);
});

test('corrections made from an older version keep what the newer one has corrected', async () => {
  const onto = versionOf(
    await correct(bench, base, cells({ cells: [{ row: 3, column: 'name', value: 'Robert' }] })),
  );
  const fix = await correctedFiles(bench, { 'people.csv': rejects(['B,Bob,Oslo,3,,']) });
  const merged = versionOf(await correct(bench, base, fix, { onto }));
  expect((await people(merged))[1]).toEqual([3, 'B', 'Robert', 'Oslo']);
  // said once more on top of that, there is nothing left to do
  expect(await correct(bench, base, fix, { onto: merged })).toEqual({ kind: 'unchanged' });
});

test('a cell that two people corrected in two ways is an issue', async () => {
  const onto = versionOf(
    await correct(bench, base, cells({ cells: [{ row: 3, column: 'name', value: 'Robert' }] })),
  );
  const fix = await correctedFiles(bench, { 'people.csv': rejects(['B,Bobby,,3,,']) });
  const result = await correct(bench, base, fix, { onto });
  expect(refusalOf(result)).toEqual([['cell_conflict', 3, 'name']]);
});

test('columns of our names in the data itself are data', async () => {
  const odd = manifestOf(await bench.store({ 'odd.csv': 'importgraph_row,name\n7,Ada\n8,Bob\n' }));
  const fix = await correctedFiles(bench, { 'odd.csv': 'importgraph_row,name,importgraph_row (2)\n7,Ava,2' });
  const version = versionOf(await correct(bench, odd, fix));
  expect(await bench.read({ ok: true, manifest: version }, 'odd')).toEqual([
    [2, '7', 'Ava'],
    [3, '8', 'Bob'],
  ]);
});
