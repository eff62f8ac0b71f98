import { isCellError, NOT_COMPUTED } from '../cell-errors.ts';
import type { SampleRow } from '../header-cells.ts';
import { reportHeader } from '../header-issues.ts';
import { findHeaderRow, type HeaderVerdict, nameColumns } from '../header-row.ts';
import { optionsFor, type ReadFileRequest } from '../read-request.ts';
import type { SheetDraft } from '../sheet-draft.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { readCellFormats } from './number-format.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type ParsedRow, positionOf, SheetParser, type WorkbookContext } from './sheet-parser.ts';
import { SheetTable } from './sheet-table.ts';
import { findParts, type WorkbookSheet } from './workbook-parts.ts';
import { readXml } from './xml-reader.ts';

const SAMPLE_ROWS = 200;
/** More are not told apart: the first ones are named, the rest only counted. */
const MAX_ERROR_CELLS = 100_000;

interface ErrorCell {
  readonly row: number;
  readonly address: string;
  readonly text: string;
}

/** Reads every worksheet of a workbook, hidden ones too; sheets without any content are left out. */
export async function readXlsx(
  request: ReadFileRequest,
  archive: ZipArchive,
): Promise<readonly SheetDraft[]> {
  const parts = await findParts(archive);
  const context: WorkbookContext = {
    strings: await readSharedStrings(archive, parts.sharedStrings),
    formats: await readCellFormats(archive, parts.styles),
    uses1904: parts.uses1904,
  };
  const drafts: SheetDraft[] = [];
  for (const [index, sheet] of parts.sheets.entries()) {
    const reader = new WorksheetReader(request, sheet, `sheet_${index}`);
    const draft = await reader.read(archive, context);
    if (draft !== null) drafts.push(draft);
  }
  return drafts;
}

class WorksheetReader {
  readonly #request: ReadFileRequest;
  readonly #source: WorkbookSheet;
  readonly #table: SheetTable;
  readonly #wantedHeader: number | undefined;
  readonly #nullTokens: readonly string[] | undefined;
  /** Rows held back until it is clear which one is the header. */
  #sample: ParsedRow[] | null = [];
  #verdict: HeaderVerdict = { headerRow: 0, skippedRows: [], looksHeaderless: false, reason: null };
  #header: readonly string[] = [];
  #skippedRows: number[] = [];
  #mergedRanges: string[] = [];
  #errorCells: ErrorCell[] = [];

  constructor(request: ReadFileRequest, source: WorkbookSheet, table: string) {
    this.#request = request;
    this.#source = source;
    this.#table = new SheetTable(request.engine, table, request.limits.maxCells);
    const options = optionsFor(request.options, [request.file.name, source.name]);
    this.#wantedHeader = options.headerRow;
    this.#nullTokens = options.nullTokens;
  }

  async read(archive: ZipArchive, context: WorkbookContext): Promise<SheetDraft | null> {
    const parser = new SheetParser(context, {
      row: (row) => this.#take(row),
      errorCell: (row, address, text) => this.#noteError({ row, address, text }),
      merged: (range) => this.#mergedRanges.push(range),
      chunk: () => this.#table.drain(),
    });
    await readXml(archive.read(this.#source.part), parser);
    this.#decideHeader();
    if (this.#header.length === 0 && this.#table.positions.length === 0) return this.#reportEmpty();
    return await this.#finish();
  }

  #noteError(cell: ErrorCell): void {
    if (this.#errorCells.length < MAX_ERROR_CELLS) this.#errorCells.push(cell);
  }

  #take(row: ParsedRow): void {
    // formulas that were drawn further down than the data
    if (row.texts.every((text) => text.trim() === '' || isCellError(text))) return;
    if (this.#sample === null) {
      this.#place(row);
      return;
    }
    this.#sample.push(row);
    if (this.#sample.length >= SAMPLE_ROWS) this.#decideHeader();
  }

  #decideHeader(): void {
    if (this.#sample === null) return;
    const held = this.#sample;
    this.#sample = null;
    this.#verdict = findHeaderRow(held.map(toSampleRow), this.#wantedHeader);
    for (const row of held) this.#place(row);
  }

  #place(row: ParsedRow): void {
    const { headerRow } = this.#verdict;
    if (row.row < headerRow) this.#skippedRows.push(row.row);
    else if (row.row === headerRow) this.#header = toSampleRow(row).cells;
    else this.#table.add(row);
  }

  #reportEmpty(): null {
    if (this.#wantedHeader !== undefined && this.#skippedRows.length > 0) {
      const { name } = this.#source;
      const message = `"${name}" has no row ${this.#wantedHeader} to take the header from.`;
      this.#request.issues.error('header_missing', message, { sheet: name, row: this.#wantedHeader });
    }
    return null;
  }

  async #finish(): Promise<SheetDraft> {
    const sheet = this.#request.uniqueName(this.#source.name);
    const filled = new Set(this.#table.positions);
    const named = [...this.#header.keys()].filter((position) => this.#header[position]?.trim() !== '');
    const positions = [...new Set([...filled, ...named])].sort((a, b) => a - b);
    const names = nameColumns(this.#header, positions);
    this.#reportProblems(sheet, names.headers, positions);
    const skippedRows = this.#skippedRows;
    reportHeader({ sheet, names, verdict: this.#verdict, skippedRows, issues: this.#request.issues });
    const path = this.#request.newSheetPath();
    await this.#table.writeTo(path, positions);
    return {
      name: sheet,
      file: this.#request.file.name,
      path,
      headers: names.headers,
      hidden: this.#source.hidden,
      format: { kind: 'xlsx', headerRow: this.#verdict.headerRow, nullTokens: this.#nullTokens ?? [] },
      tokensGiven: this.#nullTokens !== undefined,
    };
  }

  #reportProblems(sheet: string, headers: readonly string[], positions: readonly number[]): void {
    const { issues } = this.#request;
    for (const { row, address, text } of this.#errorCells) {
      const column = headers[positions.indexOf(positionOf(address))];
      const message =
        text === NOT_COMPUTED
          ? `Cell ${address} of "${sheet}" holds a formula without its result. Open the workbook in a spreadsheet, save it and upload it again: rows that need the value are not loaded.`
          : `Cell ${address} of "${sheet}" shows the error ${text}: rows that need the value are not loaded. Repair the formula or type the value.`;
      issues.warn('cell_error', message, { sheet, row, column, value: text });
    }
    for (const range of this.#mergedRanges) {
      const [first = range, last = range] = range.split(':');
      const lastRow = Number(/\d+$/.exec(last)?.[0] ?? 0);
      // titles above the header are merged as a rule, and not read
      if (lastRow < this.#verdict.headerRow) continue;
      const message = `Cells ${range} of "${sheet}" are merged: only ${first} holds the value, the others are empty. Unmerge them and fill in the value where it is meant for every row.`;
      issues.warn('cells_merged', message, { sheet, row: Number(/\d+$/.exec(first)?.[0] ?? 0) });
    }
  }
}

function toSampleRow({ row, positions, texts }: ParsedRow): SampleRow {
  const cells = Array.from<string>({ length: (positions.at(-1) ?? -1) + 1 }).fill('');
  for (const [index, position] of positions.entries()) cells[position] = texts[index] ?? '';
  return { row, cells };
}
