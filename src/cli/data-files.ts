import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { ReadOptions } from '../source/dataset.ts';
import { usageError } from './command-refused.ts';
import { type DataOptions, readOptionsOf } from './data-options.ts';

interface DataFile {
  readonly name: string;
  readonly path: string;
}

const ENDINGS: ReadonlySet<string> = new Set(['.csv', '.tsv', '.tab', '.txt', '.xlsx', '.xlsm']);

/** What a dataset is made of. */
export interface DataSource {
  readonly name: string;
  readonly files: readonly DataFile[];
  /** By name of a sheet or file, `*` for all. */
  readonly options: Readonly<Record<string, ReadOptions>>;
}

/** `--data`: files as they are named; of a folder its sheets and workbooks, in name order, hidden ones and lock files left out. */
export async function findData(paths: readonly string[], options: DataOptions = {}): Promise<DataSource> {
  const found = await Promise.all(paths.map(expandPath));
  const files = found.flat();
  if (files.length === 0) throw usageError('Name the data with --data: a folder, a workbook, or CSV files.');
  return { name: datasetName(paths), files, options: readOptionsOf(options) };
}

async function expandPath(path: string): Promise<readonly DataFile[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw usageError(`There is no file or folder ${path}.`);
  if (!info.isDirectory()) return [{ name: basename(path), path: resolve(path) }];
  const names = (await readdir(path)).filter(isData).sort();
  if (names.length === 0) throw usageError(`The folder ${path} has no CSV, TSV or XLSX file.`);
  return names.map((name) => ({ name, path: resolve(join(path, name)) }));
}

function isData(name: string): boolean {
  return !name.startsWith('.') && !name.startsWith('~$') && ENDINGS.has(extname(name).toLowerCase());
}

/** What a dataset of these paths is called: the one folder or file, else the first of them. */
function datasetName(paths: readonly string[]): string {
  const [first = 'data'] = paths;
  const name = basename(resolve(first));
  return name.slice(0, name.length - extname(name).length) || name;
}
