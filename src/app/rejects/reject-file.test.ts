import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DatasetBench, manifestOf, openDatasetBench } from '../../../test/support/stored-dataset.ts';
import { correct, correctedFiles, versionOf } from '../../../test/support/version-bench.ts';
import type { DatasetManifest } from '../../source/dataset.ts';
import { openEngine } from '../../source/engine-client.ts';
import { worksheetNames } from '../../source/worksheet-names.ts';
import { type RejectSheet, rejectCsv, rejectWorkbook, rejectZip } from './reject-file.ts';

let bench: DatasetBench;
beforeAll(async () => {
  bench = await openDatasetBench();
});
afterAll(() => bench.clear());

type Kind = 'xlsx' | 'csv' | 'zip';

/** Rejects of every row of these sheets. */
async function rejectsOf(manifest: DatasetManifest, kind: Kind): Promise<Buffer> {
  const folder = join(bench.folder, 'datasets', manifest.id);
  const engine = await openEngine({ allowedFolders: [folder], threads: 1 });
  try {
    await engine.run(
      'CREATE TABLE notes(sheet VARCHAR, place INTEGER, src_row BIGINT, key VARCHAR, note VARCHAR)',
    );
    const names = worksheetNames(manifest.sheets.map(({ name }) => name));
    const sheets = manifest.sheets.map(
      (info, i): RejectSheet => ({ info, path: join(folder, info.storedAs), name: names[i] ?? '' }),
    );
    for (const { info, path } of sheets) {
      await engine.run(
        `INSERT INTO notes SELECT '${info.name.replaceAll("'", "''")}', 0, src_row, '', 'Why & wherefore' FROM read_parquet('${path}')`,
      );
    }
    const [first] = sheets;
    if (kind === 'csv' && first) return await buffer(rejectCsv(engine, first));
    return await buffer(kind === 'xlsx' ? rejectWorkbook(engine, sheets) : rejectZip(engine, sheets));
  } finally {
    await engine.close();
  }
}

const quoted = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** What spreadsheets, XML and CSV stumble over. */
const NASTY = [
  '=1+1',
  '+49 30',
  '-5',
  '@me',
  '\tx',
  '\rx',
  "'=1",
  "''=1",
  '\n=1',
  "'\n=1",
  '＝1',
  "'＠x",
  "'",
  "'tis",
  ' ',
  ' a ',
  'a\r\nb',
  'a\nb',
  'a\rb',
  '_x0041_',
  '_x000D_',
  '&amp;',
  '<b>',
  ']]>',
  '00123',
  '1e309',
  '2026-01-31',
  '12345678901234567',
  ';;;',
  'a\tb',
  '"',
  '\u0001',
  '\uFFFF',
  '😀',
  'NULL',
  'importgraph: 3 characters, kept as they are',
] as const; // prettier-ignore

const cell = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    fc.string({ unit: fc.constantFrom("'", '=', '-', '@', '\t', '\r', '\n', ',', ';', '"', ' ', 'x', '_') }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  // a zero byte is refused when a file is read
  .map((text) => text.replaceAll('\0', ''));

test.each<Kind>(['xlsx', 'csv'])(
  'every cell of a file of rejects as %s comes back as it was',
  async (kind) => {
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 150, maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        const all = [...NASTY.map((text) => [text, 'a', ''] as const), ...drawn];
        const csv = [['=first', 'second', '  -third'], ...all].map(quoted).join('\r\n');
        const stored = manifestOf(await bench.store({ 'odd.csv': `${csv}\r\n` }, { '*': { headerRow: 1 } }));
        const file = await rejectsOf(stored, kind);
        const fix = await correctedFiles(bench, { [`odd.${kind}`]: file });
        expect(await correct(bench, stored, fix)).toEqual({ kind: 'unchanged' });
        for (const text of kind === 'csv' ? csvTexts(file) : await xlsxTexts(file)) {
          expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        }
      }),
      { numRuns: 3 },
    );
  },
);

const csvTexts = (file: Buffer): readonly string[] => parseCsv(file.toString()).flat().map(String);

async function xlsxTexts(file: Buffer): Promise<readonly string[]> {
  const { sheets } = await readXlsx(file);
  return sheets.flatMap(({ rows }) => rows.flat().filter((value) => typeof value === 'string'));
}

test('a workbook has a sheet for each sheet, its columns in order, and ours behind them', async () => {
  const stored = manifestOf(
    await bench.store({
      'A sheet with a name too long for a spreadsheet.csv': 'Nr,Name\n1,Ada\n2,Bob\n',
      'a [2026] sheet.csv': 'Name,Name\nx,\n',
    }),
  );
  const { sheets } = await readXlsx(await rejectsOf(stored, 'xlsx'));
  expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([
    [
      'A sheet with a name too long fo',
      [
        ['Nr', 'Name', 'importgraph_row', 'importgraph_key', 'importgraph_reason'],
        ['1', 'Ada', 2, null, 'Why & wherefore'],
        ['2', 'Bob', 3, null, 'Why & wherefore'],
      ],
    ],
    [
      'a _2026_ sheet',
      [
        ['Name', 'Name (2)', 'importgraph_row', 'importgraph_key', 'importgraph_reason'],
        ['x', null, 2, null, 'Why & wherefore'],
      ],
    ],
  ]);
  for (const kind of ['xlsx', 'zip'] as const) {
    const fix = await correctedFiles(bench, { [`rejects.${kind}`]: await rejectsOf(stored, kind) });
    expect(await correct(bench, stored, fix)).toEqual({ kind: 'unchanged' });
  }
});

test('a cell longer than a spreadsheet keeps stays as it is, and can be replaced', async () => {
  const long = 'ü'.repeat(40_000);
  const stored = manifestOf(await bench.store({ 'x.csv': `a,b\n${long},1\n${long},2\n` }));
  const file = await rejectsOf(stored, 'xlsx');
  const [sheet] = (await readXlsx(file)).sheets;
  expect(sheet?.rows[1]?.[0]).toBe('importgraph: 40000 characters, kept as they are');
  const fixed = 'a,b,importgraph_row\n"importgraph: 40000 characters, kept as they are",9,2\nshort,2,3\n';
  const version = versionOf(await correct(bench, stored, await correctedFiles(bench, { 'x.csv': fixed })));
  expect(await bench.read({ ok: true, manifest: version }, 'x')).toEqual([
    [2, long, '9'],
    [3, 'short', '2'],
  ]);
});

test('a file written to disk is a workbook that no reader of ours has to forgive anything', async () => {
  const stored = manifestOf(await bench.store({ 'x.csv': 'a,b\n1,2\n' }));
  const path = join(bench.folder, 'x.xlsx');
  await writeFile(path, await rejectsOf(stored, 'xlsx'));
  const again = await bench.store({ 'x.xlsx': await rejectsOf(stored, 'xlsx') });
  expect(manifestOf(again).issues).toEqual([]);
  expect(await bench.read(again, 'x')).toEqual([[2, '1', '2', '2', null, 'Why & wherefore']]);
});
