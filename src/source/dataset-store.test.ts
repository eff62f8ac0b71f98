import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DatasetBench,
  issuesOf,
  manifestOf,
  openDatasetBench,
} from '../../test/support/stored-dataset.ts';
import { workbookFile } from '../../test/support/workbook-file.ts';
import { deleteDataset, readManifest, readRows, storeDataset } from './dataset-store.ts';

let bench: DatasetBench;
beforeAll(async () => {
  bench = await openDatasetBench();
});
afterAll(() => bench.clear());

test('a messy CSV keeps every cell and its row number', async () => {
  const csv =
    'Price list\n\nid;name;note;price;\r\n1;"Bob ""X""\nline";  a ;1,5;\n\n2;5" pipe;NULL;2,5\r3;;" ";;\n;;;;\n4;"";-;3\n';
  const result = await bench.store({ 'Price List.csv': csv });
  expect(await bench.read(result, 'Price List')).toEqual([
    [4, '1', 'Bob "X"\nline', '  a ', '1,5'],
    [6, '2', '5" pipe', 'NULL', '2,5'],
    [7, '3', null, ' ', null],
    [9, '4', null, '-', '3'],
  ]);
  const [sheet] = manifestOf(result).sheets;
  expect(sheet).toMatchObject({
    rowCount: 4,
    hidden: false,
    format: {
      kind: 'csv',
      delimiter: ';',
      quote: '"',
      encoding: 'utf-8',
      headerRow: 3,
      nullTokens: ['NULL', '-'],
    },
  });
  expect(sheet?.columns).toEqual([
    { header: 'id', name: 'c0', emptyCells: 0 },
    { header: 'name', name: 'c1', emptyCells: 2 },
    { header: 'note', name: 'c2', emptyCells: 1 },
    { header: 'price', name: 'c3', emptyCells: 1 },
  ]);
});

for (const delimiter of [',', ';', '\t', '|', '^']) {
  test(`the delimiter ${JSON.stringify(delimiter)} is recognised among decimal commas and quoted delimiters`, async () => {
    const lines = [
      ['id', 'text', 'price'],
      ['1', `"a${delimiter}b"`, delimiter === ',' ? '1.5' : '1,5'],
      ['2', 'c', delimiter === ',' ? '2.5' : '2,5'],
    ];
    const result = await bench.store({ 'x.csv': lines.map((line) => line.join(delimiter)).join('\n') });
    expect((await bench.read(result, 'x'))[0]?.slice(0, 3)).toEqual([2, '1', `a${delimiter}b`]);
    expect(manifestOf(result).sheets[0]?.format.delimiter).toBe(delimiter);
  });
}

test('encodings give the same cells and the same content hash', async () => {
  const text = 'id,name\n1,José Müller – €\n2,Åse\n';
  const hashes = new Set<string>();
  for (const [encoding, addBOM] of [
    ['utf-8', true],
    ['windows-1252', false],
    ['utf-16le', true],
    ['utf-16be', true],
  ] as const) {
    const result = await bench.store({ 'x.csv': iconv.encode(text, encoding, { addBOM }) });
    expect((await bench.read(result, 'x'))[0]).toEqual([2, '1', 'José Müller – €']);
    expect(manifestOf(result).sheets[0]?.format.encoding).toBe(encoding);
    hashes.add(manifestOf(result).hash);
  }
  expect(hashes.size).toBe(1);
});

test('what is detected can be overridden per file, per sheet and for all', async () => {
  const result = await bench.store(
    { 'a.csv': "skip\nx\nid|n\n1|'a|b'\n", 'b.csv': 'p,q\n1,2\n' },
    {
      '*': { nullTokens: ['x'] },
      'a.csv': { delimiter: '|', quote: "'" },
      a: { headerRow: 3 },
      b: { headerRow: 0 },
    },
  );
  expect(await bench.read(result, 'a')).toEqual([[4, '1', 'a|b']]);
  expect(await bench.read(result, 'b')).toEqual([
    [1, 'p', 'q'],
    [2, '1', '2'],
  ]);
  expect(manifestOf(result).sheets[1]?.columns.map(({ header }) => header)).toEqual(['Column A', 'Column B']);
  expect(manifestOf(result).sheets[0]?.format.nullTokens).toEqual(['x']);
});

test('without a quote character quotes are text', async () => {
  const result = await bench.store({ 'a.csv': 'id,n\n1,"x\n2,5"\n' }, { '*': { quote: '' } });
  expect(await bench.read(result, 'a')).toEqual([
    [2, '1', '"x'],
    [3, '2', '5"'],
  ]);
});

test('headers that are blank, repeated or dangerous become distinct names', async () => {
  const result = await bench.store({ 'a.csv': '__proto__,name,,name,Column C,constructor\n1,2,3,4,5,6\n' });
  expect(manifestOf(result).sheets[0]?.columns.map(({ header }) => header)).toEqual([
    '__proto__',
    'name',
    'Column C (2)',
    'name (2)',
    'Column C',
    'constructor',
  ]);
  expect(await bench.read(result, 'a')).toEqual([[2, '1', '2', '3', '4', '5', '6']]);
  expect(issuesOf(result).map(({ code, severity }) => [code, severity])).toEqual([
    ['header_missing', 'warning'],
    ['header_duplicate', 'warning'],
  ]);
});

test('a file without a header row is read whole, and says so', async () => {
  const result = await bench.store({ 'a.csv': '1,Ann,2020-01-01\n2,Bob,2020-02-01\n3,Cy,2020-03-01\n' });
  expect((await bench.read(result, 'a')).length).toBe(3);
  expect(issuesOf(result)).toEqual([
    expect.objectContaining({ code: 'header_missing', severity: 'warning' }),
  ]);
});

test('years as headers are headers', async () => {
  const result = await bench.store({ 'a.csv': 'name,2019,2020\nAnn,5,6\nBob,7,8\n' });
  expect(manifestOf(result).sheets[0]?.columns.map(({ header }) => header)).toEqual(['name', '2019', '2020']);
});

test('a header without rows below it is a sheet of no rows', async () => {
  const result = await bench.store({ 'a.csv': 'id,name\n' });
  expect(await bench.read(result, 'a')).toEqual([]);
  expect(manifestOf(result).sheets[0]?.columns.length).toBe(2);
});

test('short rows are filled up with a warning, and empty cells too many are no problem', async () => {
  const result = await bench.store({ 'a.csv': 'id,name,city\n1,Ann\n2,Bob,Ulm,,\n3,Cy,Bonn\n' });
  expect(await bench.read(result, 'a')).toEqual([
    [2, '1', 'Ann', null],
    [3, '2', 'Bob', 'Ulm'],
    [4, '3', 'Cy', 'Bonn'],
  ]);
  expect(issuesOf(result)).toEqual([
    expect.objectContaining({ severity: 'warning', code: 'row_malformed', row: 2 }),
  ]);
});

test('many problems of one kind are counted, not listed one by one', async () => {
  const result = await bench.store(
    { 'a.csv': `id,name,city\n${'1,Ann\n'.repeat(500)}2,Bob,Ulm\n` },
    { '*': { headerRow: 1 } },
  );
  expect(issuesOf(result).length).toBe(51);
  expect(issuesOf(result).at(-1)?.message).toContain('450 more problems');
});

for (const [what, content, expected] of [
  [
    'an unclosed quote names the line where it opens',
    'id,n\n1,a\n2,"b\n3,c\n',
    {
      code: 'row_malformed',
      row: 3,
      message: /line 3 of the file\): the quote " opened in column B is never closed/,
    },
  ],
  [
    'text behind a closing quote names its row',
    'id,n\n1,"a"b\n',
    { code: 'row_malformed', row: 2, message: /text follows the closing quote in column B/ },
  ],
  [
    'a row with cells too many names the extra ones',
    'id,n\n1,a\n2,b,extra\n',
    { code: 'row_malformed', row: 3, value: 'extra', message: /has 3 cells, but there are 2 columns/ },
  ],
  [
    'a zero byte names its row',
    'id,n\n1,a\n2,b\0\n',
    { code: 'row_malformed', row: 3, message: /zero byte/ },
  ],
  ['an empty file is refused', '', { code: 'header_missing', message: /"bad" is empty/ }],
  ['a file of blank lines is refused', '\n\n ,\n', { code: 'header_missing', message: /"bad" is empty/ }],
  ['a PDF is refused', '%PDF-1.7\n1 0 obj', { code: 'file_unreadable', message: /"bad.csv" is a PDF/ }],
  [
    'damaged UTF-8 names its line',
    Buffer.concat([Buffer.from('id,n\n1,é\n2,'), Buffer.from([0xff, 0x0a])]),
    { code: 'file_unreadable', message: /Line 3 of "bad.csv" holds bytes that are not UTF-8/ },
  ],
] as const) {
  test(what, async () => {
    const before = await bench.storage.list();
    const result = await bench.store({ 'bad.csv': content });
    expect(result.ok).toBe(false);
    const { message, ...rest } = expected;
    expect(issuesOf(result)).toContainEqual(
      expect.objectContaining({ severity: 'error', ...rest, message: expect.stringMatching(message) }),
    );
    expect(await bench.storage.list()).toEqual(before);
  });
}

test('the problems of all files are told at once', async () => {
  const result = await bench.store({ 'a.csv': 'id,n\n1,"x\n', 'b.csv': 'id,n\n1,2,3\n', 'c.csv': 'id\n1\n' });
  expect(issuesOf(result).map(({ sheet }) => sheet)).toEqual(['a', 'b']);
});

test('a wrong encoding is an error that names the row', async () => {
  const result = await bench.store(
    { 'a.csv': Buffer.from('id,n\n1,\x81\n', 'latin1') },
    { '*': { encoding: 'windows-1252' } },
  );
  expect(issuesOf(result)[0]).toMatchObject({ severity: 'error', code: 'file_unreadable', row: 2 });
});

test('overrides that make no sense are named', async () => {
  const result = await bench.store({ 'a.csv': 'a,b\n1,2\n' }, { '*': { delimiter: '::', headerRow: -1 } });
  expect(issuesOf(result).map(({ message }) => message)).toEqual([
    expect.stringContaining('the delimiter must be one ASCII character'),
    expect.stringContaining('the header row must be 0 or a row number'),
  ]);
});

test('a header row that is not in the file is named', async () => {
  const result = await bench.store({ 'a.csv': 'a,b\n1,2\n' }, { '*': { headerRow: 9 } });
  expect(issuesOf(result)[0]).toMatchObject({ code: 'header_missing', row: 9 });
});

test('the same content as CSV files or as one workbook has the same hash, any other cell another', async () => {
  const cell = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (...cells: string[]): string => `<row>${cells.map(cell).join('')}</row>`;
  const sheets = (last: string) => [
    { name: 'People', rows: row('id', 'name') + row('1', 'Ann') + row('2', last) },
    { name: 'Towns', rows: row('title') + row('id', 'town', 'zip') + row('1', 'Ulm', '89073') },
  ];
  const files = { 'Towns.csv': 'id,town,zip\n1,Ulm,89073\n', 'People.csv': 'id;name\n"1";Ann\n\n2;Bob' };
  const csv = manifestOf(await bench.store(files)).hash;
  const hashOf = async (last: string): Promise<string> =>
    manifestOf(await bench.store({ 'book.xlsx': workbookFile({ sheets: sheets(last) }) })).hash;
  expect(csv).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf('Bob')).toBe(csv);
  expect(await hashOf('Rob')).not.toBe(csv);
});

test('cells cut differently have different hashes', async () => {
  const hashOf = async (csv: string): Promise<string> => manifestOf(await bench.store({ 'a.csv': csv })).hash;
  expect(await hashOf('x,y\na,bc\n')).not.toBe(await hashOf('x,y\nab,c\n'));
  expect(await hashOf('x,y\na,\n')).not.toBe(await hashOf('x,y\n,a\n'));
  expect(await hashOf('x,y\na,b\nc,d\n')).not.toBe(await hashOf('x,y\nc,d\na,b\n'));
});

test('large cells and thousands of quoted line ends are read whole', async () => {
  const big = 'x'.repeat(5_000_000);
  const rows = Array.from({ length: 5000 }, (_, index) => `${index},"line\n${index}"`);
  const result = await bench.store({ 'a.csv': `id,text\n${rows.join('\n')}\nbig,${big}\n` });
  const last = await readRows(bench.storage, manifestOf(result).id, { sheet: 'a', offset: 4999, limit: 10 });
  expect(last?.rows.map(({ row, cells }) => [row, cells[0], cells[1]?.length])).toEqual([
    [5001, '4999', 9],
    [5002, 'big', 5_000_000],
  ]);
});

test('a first row of a megabyte is read like any other', async () => {
  const result = await bench.store({ 'a.csv': `id;text\n1;"${'y;'.repeat(500_000)}"\n2;b\n` });
  expect((await bench.read(result, 'a')).map((row) => [row[1], String(row[2]).length])).toEqual([
    ['1', 1_000_000],
    ['2', 1],
  ]);
});

test('a file over the limit of bytes or cells is refused', async () => {
  const csv = `id,n\n${'1,2\n'.repeat(1000)}`;
  for (const limits of [{ maxBytes: 1000 }, { maxCells: 1500 }]) {
    const result = await bench.store({ 'a.csv': csv }, {}, limits);
    expect(issuesOf(result)).toEqual([
      expect.objectContaining({ severity: 'error', code: 'file_too_large' }),
    ]);
  }
});

test('a file that needs more memory or time than allowed is refused, and the next one is read', async () => {
  const path = join(bench.folder, 'wide.csv');
  const line = `${Array.from({ length: 300 }, (_, index) => `value ${index}`).join(',')}\n`;
  await writeFile(path, line.repeat(20_000));
  const request = { name: 'x', files: [{ name: 'wide.csv', path }], storage: bench.storage };
  for (const limit of [{ memoryLimitMb: 8 }, { timeoutMs: 200 }]) {
    const result = await storeDataset({ ...request, ...limit, id: 'limited' });
    expect(issuesOf(result)).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'file_too_large' }),
    );
  }
  expect((await bench.store({ 'a.csv': 'a,b\n1,2\n' })).ok).toBe(true);
});

test('a stored dataset is a folder of its manifest and its sheets, with nothing of the user in the names', async () => {
  const result = await bench.store({ '../../etc/evil name.csv': 'a,b\n1,2\n' });
  const { id } = manifestOf(result);
  expect(await readManifest(bench.storage, id)).toEqual(manifestOf(result));
  const folder = (await bench.storage.getLocalPath(id)) ?? '';
  expect((await readdir(folder)).sort()).toEqual(['1.parquet', 'manifest.json']);
  expect((await readdir(join(folder, '..'))).some((name) => name.startsWith('.'))).toBe(false);
});

test('a deleted dataset is gone; an unknown one is null', async () => {
  const { id } = manifestOf(await bench.store({ 'a.csv': 'a,b\n1,2\n' }));
  const folder = (await bench.storage.getLocalPath(id)) ?? '';
  await deleteDataset(bench.storage, id);
  expect(existsSync(folder)).toBe(false);
  expect(await readManifest(bench.storage, id)).toBeNull();
  expect(await readRows(bench.storage, id, { sheet: 'a', offset: 0, limit: 1 })).toBeNull();
});

test('a stored dataset is never replaced, and an id cannot leave the folder', async () => {
  const { id } = manifestOf(await bench.store({ 'a.csv': 'a,b\n1,2\n' }));
  const again = { id, name: 'x', files: [], storage: bench.storage };
  await expect(bench.storage.put(id, bench.folder)).rejects.toThrow(/stored already/);
  expect((await storeDataset({ ...again, id: 'other' })).ok).toBe(false);
  await expect(bench.storage.exists('../x')).rejects.toThrow(TypeError);
});

test('nothing is left in the work folder, whether stored or refused', async () => {
  await bench.store({ 'a.csv': 'a,b\n1,2\n' });
  await bench.store({ 'a.csv': 'a,b\n1,"2\n' });
  expect((await readdir(bench.folder)).filter((name) => name.startsWith('importgraph-'))).toEqual([]);
});
