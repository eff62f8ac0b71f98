import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { detectDialect, sampleRows } from './csv-detect.ts';
import { type NormalisedCsv, normaliseCsv } from './csv-normaliser.ts';
import { type CsvDialect, MAX_RECORD_BYTES } from './csv-scanner.ts';
import type { ReadOptions } from './dataset.ts';
import type { Engine } from './engine.ts';
import type { SampleRow } from './header-cells.ts';
import { reportHeader } from './header-issues.ts';
import { findHeaderRow, type HeaderVerdict, nameColumns } from './header-row.ts';
import { IssueList } from './issue-list.ts';
import { optionsFor, type ReadFileRequest } from './read-request.ts';
import type { SheetDraft } from './sheet-draft.ts';
import { sqlText } from './sql-text.ts';
import { detectEncoding, readAsUtf8 } from './text-encoding.ts';
import { UnreadableFile } from './unreadable-file.ts';

const SAMPLE_BYTES = [256 * 1024, 3 * MAX_RECORD_BYTES];

/** Reads one CSV or TSV file as one sheet; null when it cannot be read, with the reason among the issues. */
export async function readCsv(request: ReadFileRequest): Promise<SheetDraft | null> {
  const { file, issues } = request;
  const sheet = request.uniqueName(sheetNameOf(file.name));
  const options = optionsFor(request.options, [file.name, sheet]);
  if (!areUsable(options, file.name, issues)) return null;
  await refuseTooLarge(request);
  const encoding = await findEncoding(request, options);
  if (encoding === null) return null;
  const { dialect, rows } = await takeSample(file.path, encoding, options);
  const verdict = findHeaderRow(rows, options.headerRow);
  const normalisedPath = join(request.workFolder, 'normalised.csv');
  // what goes wrong in this sheet only, to decide whether it can be read on
  const found = new IssueList();
  const csv = await normaliseCsv(
    {
      sheet,
      chunks: readAsUtf8(file.path, encoding),
      dialect,
      headerRow: verdict.headerRow,
      width: Math.max(0, ...rows.map(({ cells }) => cells.length)),
      isDecoded: !encoding.startsWith('utf'),
      maxCells: request.limits.maxCells,
      issues: found,
    },
    normalisedPath,
  );
  reportMissingHeader(sheet, verdict, rows, csv, found);
  const columns = found.hasErrors ? null : nameCsvColumns(sheet, csv, verdict, found);
  issues.absorb(found);
  if (columns === null) return null;
  const path = request.newSheetPath();
  await writeParquet(request.engine, { normalisedPath, path, dialect, csv, positions: columns.positions });
  await rm(normalisedPath);
  return {
    name: sheet,
    file: file.name,
    path,
    headers: columns.headers,
    hidden: false,
    format: {
      kind: 'csv',
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      encoding,
      headerRow: verdict.headerRow,
      nullTokens: options.nullTokens ?? [],
    },
    tokensGiven: options.nullTokens !== undefined,
  };
}

/** File name without its ending. */
export function sheetNameOf(fileName: string): string {
  return fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '') || fileName;
}

async function refuseTooLarge({ file, limits }: ReadFileRequest): Promise<void> {
  if ((await stat(file.path)).size <= limits.maxBytes) return;
  const megabytes = Math.round(limits.maxBytes / 1024 / 1024);
  throw new UnreadableFile(`is larger than ${megabytes} MiB. Split it.`, 'file_too_large');
}

function areUsable(options: ReadOptions, file: string, issues: IssueList): boolean {
  const { delimiter, quote, headerRow } = options;
  const isOne = (text: string): boolean => /^[\t\x20-\x7e]$/.test(text);
  const problems = [
    delimiter !== undefined && !isOne(delimiter) && 'the delimiter must be one ASCII character',
    quote !== undefined && quote !== '' && !isOne(quote) && 'the quote must be one ASCII character or empty',
    delimiter !== undefined && delimiter === quote && 'delimiter and quote must differ',
    headerRow !== undefined &&
      !(Number.isSafeInteger(headerRow) && headerRow >= 0) &&
      'the header row must be 0 or a row number',
  ].filter((problem) => problem !== false);
  for (const problem of problems)
    issues.error('file_unreadable', `"${file}" cannot be read as asked: ${problem}.`);
  return problems.length === 0;
}

async function findEncoding({ file, issues }: ReadFileRequest, options: ReadOptions): Promise<string | null> {
  const verdict = await detectEncoding(file.path, options.encoding);
  if (verdict.ok) return verdict.encoding;
  const { name } = file;
  switch (verdict.reason) {
    case 'unknown_encoding':
      issues.error(
        'file_unreadable',
        `"${name}": there is no encoding called "${options.encoding}". Try utf-8, windows-1252 or utf-16le.`,
      );
      return null;
    case 'binary':
      issues.error('file_unreadable', `"${name}" is not a text file. Upload CSV, TSV or XLSX.`);
      return null;
    case 'broken_utf8':
      issues.error(
        'file_unreadable',
        `Line ${verdict.line} of "${name}" holds bytes that are not UTF-8. Export the file again, or give its \`encoding\` (for example windows-1252).`,
      );
      return null;
  }
}

interface Sample {
  readonly dialect: CsvDialect;
  readonly rows: readonly SampleRow[];
}

/** The first rows, cut by the dialect found in them; one that begins with huge cells is looked at further. */
async function takeSample(path: string, encoding: string, options: ReadOptions): Promise<Sample> {
  for (const bytes of SAMPLE_BYTES) {
    const { start, isWhole } = await readStart(readAsUtf8(path, encoding), bytes);
    const dialect = detectDialect(start, isWhole, options);
    const rows = sampleRows(start, isWhole, dialect);
    if (isWhole || rows.length > 1) return { dialect, rows };
  }
  return { dialect: detectDialect(Buffer.alloc(0), true, options), rows: [] };
}

async function readStart(
  chunks: AsyncIterable<Buffer>,
  bytes: number,
): Promise<{ readonly start: Buffer; readonly isWhole: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > bytes) return { start: Buffer.concat(parts).subarray(0, bytes), isWhole: false };
  }
  return { start: Buffer.concat(parts), isWhole: true };
}

function reportMissingHeader(
  sheet: string,
  { headerRow }: HeaderVerdict,
  rows: readonly SampleRow[],
  csv: NormalisedCsv,
  issues: IssueList,
): void {
  if (issues.hasErrors) return;
  if (rows.length === 0) {
    issues.error(
      'header_missing',
      `"${sheet}" is empty. Upload a file with a header row and rows below it.`,
      { sheet },
    );
  } else if (headerRow > 0 && csv.header === null) {
    issues.error('header_missing', `"${sheet}" has no row ${headerRow} to take the header from.`, {
      sheet,
      row: headerRow,
    });
  }
}

interface CsvColumns {
  readonly headers: readonly string[];
  /** 0-based positions in the file of the columns that are kept. */
  readonly positions: readonly number[];
}

/** A column without header and without content is a trailing delimiter or an empty stripe, not a column. */
function nameCsvColumns(
  sheet: string,
  csv: NormalisedCsv,
  verdict: HeaderVerdict,
  issues: IssueList,
): CsvColumns {
  const cells = csv.header ?? [];
  const filled = new Set(csv.filled);
  const positions = Array.from({ length: csv.width }, (_, index) => index).filter(
    (index) => filled.has(index) || (cells[index] ?? '').trim() !== '',
  );
  const names = nameColumns(cells, positions);
  reportHeader({ sheet, names, verdict, skippedRows: csv.skippedRows, issues });
  return { headers: names.headers, positions };
}

interface ParquetRequest {
  readonly normalisedPath: string;
  readonly path: string;
  readonly dialect: CsvDialect;
  readonly csv: NormalisedCsv;
  readonly positions: readonly number[];
}

/**
 * Every parameter is given: the engine's own sniffing is off (docs/design/01-libraries.md). Its threads share a file by buffers, so
 * these are a quarter of their usual size.
 */
async function writeParquet(engine: Engine, request: ParquetRequest): Promise<void> {
  const { dialect, csv, positions } = request;
  const columns = Array.from({ length: csv.width }, (_, index) => `'f${index}': 'VARCHAR'`);
  const quote = sqlText(dialect.quote);
  const longest = Math.max(2_000_000, csv.longestRecordBytes * 2);
  const source = `read_csv(${sqlText(request.normalisedPath)}, auto_detect = false, header = false, skip = 0, comment = '',
    delim = ${sqlText(dialect.delimiter)}, quote = ${quote}, escape = ${quote}, new_line = '\\n', nullstr = '',
    strict_mode = true, null_padding = false, ignore_errors = false, compression = 'none', encoding = 'utf-8',
    max_line_size = ${longest}, buffer_size = ${longest * 4}, parallel = ${!csv.hasNewlineInside},
    hive_partitioning = false, union_by_name = false, filename = false,
    columns = {${["'src_row': 'BIGINT'", ...columns].join(', ')}})`;
  const cells = positions.map((position, index) => `nullif(f${position}, '') AS c${index}`);
  await engine.run(
    `COPY (SELECT ${['src_row', ...cells].join(', ')} FROM ${source}) TO ${sqlText(request.path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const [seen] = await engine.rows<{ n: number; s: string }>(
    `SELECT count(*) AS n, coalesce(sum(src_row), 0)::VARCHAR AS s FROM read_parquet(${sqlText(request.path)})`,
  );
  if (seen?.n !== csv.rowCount || seen.s !== csv.rowSum.toString()) {
    throw new Error(`The engine read ${seen?.n} rows where the scan found ${csv.rowCount}.`);
  }
}
