import { open } from 'node:fs/promises';
import { restoreCell } from '../../util/defuse-cell.ts';
import type { ReadOptions } from '../dataset.ts';
import { headersOf } from '../describe-sheets.ts';
import { readFiles, type UploadedFile } from '../read-files.ts';
import { ROW_COLUMN } from '../row-columns.ts';
import type { SheetDraft } from '../sheet-draft.ts';
import { worksheetNames } from '../worksheet-names.ts';
import { takeCorrectedRows } from './corrected-rows.ts';
import { sheetUnknown } from './correction-issues.ts';
import type { CorrectedSheet, FileCorrections, VersionWork } from './corrections.ts';

/** Fills `edits` from corrected files: what differs there from the version they were made from. */
export async function takeFiles(work: VersionWork, corrections: FileCorrections): Promise<void> {
  const drafts: SheetDraft[] = [];
  for (const [index, file] of corrections.files.entries()) {
    const options = { ...corrections.options, '*': await optionsFor(file, corrections) };
    const folder = { workFolder: work.workFolder, sheetFolder: work.workFolder };
    const read = await readFiles({
      engine: work.engine,
      files: [file],
      options,
      ...folder,
      issues: work.issues,
    });
    // the next file writes sheets of the same names
    for (const [at, draft] of read.entries()) drafts.push(await keep(work, draft, `fix${index}_${at}`));
  }
  if (work.issues.hasErrors) return;
  const taken = new Set<CorrectedSheet>();
  for (const draft of drafts) {
    const sheet = findSheet(work.sheets, draft, drafts.length === 1 ? corrections : {});
    if (!sheet) sheetUnknown(work, draft.name);
    else if (taken.has(sheet)) {
      const message = `Two of the corrected files are for the sheet "${sheet.info.name}". Send them one after another, or as one.`;
      work.issues.error('row_duplicate', message, { sheet: sheet.info.name });
    } else await takeCorrectedRows(work, { draft, sheet, isPartial: corrections.partial === true });
    if (sheet) taken.add(sheet);
  }
}

/** As a table of the engine, under `path`. */
async function keep({ engine }: VersionWork, draft: SheetDraft, table: string): Promise<SheetDraft> {
  await engine.run(
    `CREATE TABLE ${table} AS SELECT * FROM read_parquet('${draft.path.replaceAll("'", "''")}')`,
  );
  return { ...draft, path: table };
}

/** Rejects are written with the header in the first row, commas and double quotes; a spreadsheet may save them with another delimiter. */
async function optionsFor(file: UploadedFile, { options }: FileCorrections): Promise<ReadOptions> {
  return { headerRow: 1, quote: '"', ...(await findDelimiter(file.path)), ...options?.['*'] };
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The one that makes a column of our column's name; a few rows of free text mislead a guess by the number of cells. */
async function findDelimiter(path: string): Promise<Pick<ReadOptions, 'delimiter'>> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256 * 1024), 0, 256 * 1024, 0);
    // UTF-16 has a zero byte beside each ASCII character
    const text = buffer.subarray(0, bytesRead).toString('latin1').replaceAll('\0', '');
    const delimiter = DELIMITERS.find((one) => {
      const edge = `["\\r\\n\\${one}]`;
      return new RegExp(`(?:^|${edge})${ROW_COLUMN}(?:$|${edge})`).test(text) && text.includes(one);
    });
    return delimiter === undefined ? {} : { delimiter };
  } finally {
    await handle.close();
  }
}

/** By name, as the dataset or a spreadsheet has it; else the one asked for; else the only one, or the only one with these columns. */
function findSheet(
  sheets: readonly CorrectedSheet[],
  draft: SheetDraft,
  { sheet: wanted }: Partial<FileCorrections>,
): CorrectedSheet | undefined {
  if (wanted !== undefined) return sheets.find(({ info }) => info.name === wanted);
  const names = worksheetNames(sheets.map(({ info }) => info.name));
  const isNamed = (name: string): boolean => name.toLowerCase() === draft.name.toLowerCase();
  const named =
    sheets.find(({ info }) => info.name === draft.name) ??
    sheets.find((_, index) => isNamed(names[index] ?? ''));
  if (named) return named;
  const headers = new Set(draft.headers.map(restoreCell));
  const alike = sheets.filter(({ info }) => headersOf(info).every((header) => headers.has(header)));
  return alike.length === 1 ? alike[0] : undefined;
}
