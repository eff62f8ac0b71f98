import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue } from '../issue.ts';
import type { DatasetManifest, ReadOptions, SheetInfo } from './dataset.ts';
import type { DatasetStorage } from './dataset-storage.ts';
import { describeFile, describeSheets, headersOf } from './describe-sheets.ts';
import { type Engine, EngineError } from './engine.ts';
import { openEngine } from './engine-client.ts';
import { IssueList } from './issue-list.ts';
import { readFiles, type UploadedFile } from './read-files.ts';
import type { ReadLimits } from './read-limits.ts';
import { sheetRelation } from './sql-text.ts';

export interface StoreRequest {
  /** Letters, digits, `-` and `_`; given by the caller, never used before. */
  readonly id: string;
  readonly name: string;
  readonly files: readonly UploadedFile[];
  /** By file name, sheet name, or `*` for all. */
  readonly options?: Readonly<Record<string, ReadOptions>>;
  readonly storage: DatasetStorage;
  /** Where temporary files may lie, about three times the size of the files; default: the system's. */
  readonly workFolder?: string;
  readonly limits?: Partial<ReadLimits>;
  readonly memoryLimitMb?: number;
  readonly timeoutMs?: number;
}

export type StoreResult =
  | { readonly ok: true; readonly manifest: DatasetManifest }
  /** Nothing was stored. Warnings are among the issues, so that one look shows everything. */
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const MANIFEST_FILE = 'manifest.json';

/**
 * Reads files into a new immutable dataset: one Parquet file per sheet and the manifest. All problems of all files are
 * found before it gives up; with any error nothing is stored.
 */
export async function storeDataset(request: StoreRequest): Promise<StoreResult> {
  const issues = new IssueList();
  const work = await realpath(await mkdtemp(join(request.workFolder ?? tmpdir(), 'importgraph-dataset-')));
  try {
    const prepared = join(work, 'prepared');
    await mkdir(prepared);
    const manifest = await prepare(request, { work, prepared, issues });
    if (manifest === null) return { ok: false, issues: issues.all() };
    await writeFile(join(prepared, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await request.storage.put(request.id, prepared);
    return { ok: true, manifest };
  } catch (error) {
    if (!reportLimit(error, issues)) throw error;
    return { ok: false, issues: issues.all() };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Workplace {
  readonly work: string;
  readonly prepared: string;
  readonly issues: IssueList;
}

async function prepare(request: StoreRequest, place: Workplace): Promise<DatasetManifest | null> {
  const engine = await openEngine({
    dir: join(place.work, 'engine'),
    allowedFolders: [place.work],
    memoryLimitMb: request.memoryLimitMb,
    timeoutMs: request.timeoutMs,
  });
  // beside the engine's work; a failure is told where it is waited for
  const described = Promise.all(request.files.map(describeFile));
  described.catch(() => undefined);
  try {
    const drafts = await readFiles({
      ...request,
      engine,
      workFolder: place.work,
      sheetFolder: place.prepared,
      issues: place.issues,
    });
    if (drafts.length === 0 && !place.issues.hasErrors) {
      place.issues.error(
        'header_missing',
        'The files hold no sheet with rows. Upload CSV, TSV or XLSX with a header row.',
      );
    }
    if (place.issues.hasErrors) return null;
    return {
      id: request.id,
      name: request.name,
      ...(await describeSheets(engine, drafts)),
      createdAt: new Date().toISOString(),
      files: await described,
      issues: place.issues.all(),
    };
  } finally {
    await engine.close();
  }
}

/** The engine's own words name blocks and settings of its inside. */
const TOO_LARGE = {
  out_of_memory:
    'The files need more memory than the tabular engine may use. Split them, or raise ENGINE_MEMORY_MIB.',
  timed_out: 'The files take longer to read than is allowed. Split them.',
} as const;

/** Running into a limit is the file's or the machine's problem, not a bug: it becomes an issue. */
export function reportLimit(error: unknown, issues: IssueList): boolean {
  const reason = error instanceof EngineError ? error.reason : null;
  if (reason === 'out_of_memory' || reason === 'timed_out') {
    issues.error('file_too_large', TOO_LARGE[reason]);
    return true;
  }
  const isDiskFull = error instanceof Error && /ENOSPC|No space left on device/.test(error.message);
  if (isDiskFull)
    issues.error('file_too_large', 'The disk is full. Free some space and upload the files again.');
  return isDiskFull;
}

/** Null when there is no such dataset. */
export async function readManifest(storage: DatasetStorage, id: string): Promise<DatasetManifest | null> {
  const folder = await storage.getLocalPath(id);
  if (folder === null) return null;
  // `as`: written by `storeDataset` only, and never changed
  return JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')) as DatasetManifest;
}

export async function deleteDataset(storage: DatasetStorage, id: string): Promise<void> {
  await storage.delete(id);
}

/** Absolute path of a sheet's Parquet file, for `sheetRelation`. */
export async function findSheetPath(
  storage: DatasetStorage,
  id: string,
  sheet: SheetInfo,
): Promise<string | null> {
  const folder = await storage.getLocalPath(id);
  return folder === null ? null : join(folder, sheet.storedAs);
}

export interface SheetRows {
  readonly columns: readonly string[];
  /** In sheet order; `row` is the row number of the spreadsheet, cells stand in the order of `columns`. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[];
  readonly total: number;
}

export interface RowRange {
  readonly sheet: string;
  readonly offset: number;
  readonly limit: number;
  /** SQL over `src_row`, `c0`, `c1`, …; default: all, in sheet order. */
  readonly where?: string;
  readonly orderBy?: string;
}

/** A search reads all cells of a sheet: about a quarter of a second for five million. */
const SEARCH_MS = 20_000;

/** Some rows of a stored sheet; null when there is no such dataset or sheet. */
export async function readRows(
  storage: DatasetStorage,
  id: string,
  range: RowRange,
): Promise<SheetRows | null> {
  const manifest = await readManifest(storage, id);
  const sheet = manifest?.sheets.find(({ name }) => name === range.sheet);
  const path = sheet === undefined ? null : await findSheetPath(storage, id, sheet);
  if (sheet === undefined || path === null) return null;
  const engine = await openEngine({
    allowedFolders: [join(path, '..')],
    memoryLimitMb: 256,
    threads: 1,
    timeoutMs: SEARCH_MS,
  });
  try {
    const relation = sheetRelation(path);
    const isWhole = range.where === undefined && range.orderBy === undefined;
    const found = isWhole
      ? await engine.rows<StoredRow>(`SELECT * FROM ${relation} ${limitOf(range)}`)
      : await chosenRows(engine, relation, range);
    const rows = found.map((row) => ({
      row: row.src_row,
      cells: sheet.columns.map(({ name }) => row[name] as string | null),
    }));
    const total = range.where === undefined ? sheet.rowCount : await countRows(engine, relation, range.where);
    return { columns: headersOf(sheet), rows, total };
  } finally {
    await engine.close();
  }
}

interface StoredRow {
  readonly src_row: number;
  readonly [column: string]: string | number | null;
}

/** First which rows, from the cells that decide it alone; then their other cells. */
async function chosenRows(
  engine: Engine,
  relation: string,
  { where = 'TRUE', orderBy, ...range }: RowRange,
): Promise<readonly StoredRow[]> {
  const order = orderBy === undefined ? 'src_row' : `${orderBy}, src_row`;
  const chosen = await engine.rows<{ src_row: number }>(
    `SELECT src_row FROM ${relation} WHERE ${where} ORDER BY ${order} ${limitOf(range)}`,
  );
  if (chosen.length === 0) return [];
  const numbers = chosen.map((row) => row.src_row);
  const rows = await engine.rows<StoredRow>(
    `SELECT * FROM ${relation} WHERE src_row IN (${numbers.join(', ')})`,
  );
  const byNumber = new Map(rows.map((row) => [row.src_row, row]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

async function countRows(engine: Engine, relation: string, where: string): Promise<number> {
  const [counted] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM ${relation} WHERE ${where}`);
  return Number(counted?.n ?? 0);
}

function limitOf({ limit, offset }: Pick<RowRange, 'limit' | 'offset'>): string {
  return `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`;
}
