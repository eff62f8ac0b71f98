import { open } from 'node:fs/promises';
import {
  type CsvDialect,
  type CsvFault,
  type CsvRecord,
  CsvScanner,
  MAX_RECORD_BYTES,
} from './csv-scanner.ts';
import { columnLetters } from './header-row.ts';
import type { IssueList } from './issue-list.ts';

/**
 * Rewrites a CSV text so that the tabular engine reads it without guessing: only data rows, each led by its row number, all
 * of one width, one kind of line end. Cells are copied as bytes; only irregular quoting is written anew.
 */
export interface NormaliseRequest {
  readonly sheet: string;
  readonly chunks: AsyncIterable<Buffer>;
  readonly dialect: CsvDialect;
  readonly headerRow: number;
  /** Number of columns when there is no header row. */
  readonly width: number;
  /** The text was decoded from another encoding, so U+FFFD means that the encoding is wrong. */
  readonly isDecoded: boolean;
  readonly maxCells: number;
  readonly issues: IssueList;
}

export interface NormalisedCsv {
  readonly header: readonly string[] | null;
  readonly width: number;
  readonly rowCount: number;
  readonly rowSum: bigint;
  /** 0-based columns that hold something in any data row. */
  readonly filled: readonly number[];
  readonly hasNewlineInside: boolean;
  readonly longestRecordBytes: number;
  /** Rows with content above the header. */
  readonly skippedRows: readonly number[];
}

const COMMA_PADDING_BYTES = 16_400;
const REPLACEMENT = Buffer.from('�');

export async function normaliseCsv(request: NormaliseRequest, outPath: string): Promise<NormalisedCsv> {
  const normaliser = new CsvNormaliser(request);
  const out = await open(outPath, 'w');
  try {
    for await (const chunk of request.chunks) {
      await out.writeFile(normaliser.push(chunk));
      if (normaliser.stopped) break;
    }
    await out.writeFile(normaliser.finish());
  } finally {
    await out.close();
  }
  return normaliser.summary();
}

class CsvNormaliser {
  readonly #request: NormaliseRequest;
  readonly #scanner: CsvScanner;
  readonly #padding: Buffer;
  #out = Buffer.allocUnsafe(2 * 1024 * 1024);
  #used = 0;
  #header: readonly string[] | null = null;
  #width: number;
  #rowCount = 0;
  #rowSum = 0n;
  #rowSumPart = 0;
  #hasNewlineInside = false;
  #longestRecordBytes = 0;
  #tooManyCells = false;
  readonly #skippedRows: number[] = [];
  /** The bytes at hand hold a zero byte or U+FFFD somewhere: their records are looked at one by one. */
  #isSuspicious = false;

  constructor(request: NormaliseRequest) {
    this.#request = request;
    this.#width = request.headerRow === 0 ? request.width : 0;
    this.#padding = Buffer.alloc(COMMA_PADDING_BYTES, request.dialect.delimiter);
    this.#scanner = new CsvScanner(request.dialect, (record) => this.#take(record));
  }

  get stopped(): boolean {
    return this.#scanner.stopped || this.#tooManyCells;
  }

  push(chunk: Buffer): Buffer {
    // a record may have begun in the chunk before, so one suspicious chunk makes the next one suspicious too
    const hit = chunk.includes(0) || chunk.includes(REPLACEMENT);
    this.#isSuspicious = hit || this.#isSuspicious;
    this.#scanner.push(chunk);
    this.#isSuspicious = hit;
    return this.#flush();
  }

  finish(): Buffer {
    this.#scanner.finish();
    return this.#flush();
  }

  summary(): NormalisedCsv {
    const filled: number[] = [];
    for (const [index, mark] of this.#scanner.filledColumns.entries()) if (mark === 1) filled.push(index);
    return {
      header: this.#header,
      width: this.#width,
      rowCount: this.#rowCount,
      rowSum: this.#rowSum + BigInt(this.#rowSumPart),
      filled,
      hasNewlineInside: this.#hasNewlineInside,
      longestRecordBytes: this.#longestRecordBytes,
      skippedRows: this.#skippedRows,
    };
  }

  #flush(): Buffer {
    this.#rowSum += BigInt(this.#rowSumPart);
    this.#rowSumPart = 0;
    const full = this.#out.subarray(0, this.#used);
    this.#used = 0;
    return full;
  }

  #take(record: CsvRecord): void {
    const { headerRow } = this.#request;
    if (record.fault !== null) this.#reportFault(record, record.fault);
    if (record.row < headerRow && record.lastFilled >= 0) this.#skippedRows.push(record.row);
    if (record.row === headerRow) {
      this.#header = this.#scanner.fieldsOf(record);
      this.#width = record.fieldCount;
      this.#scanner.forgetFilled();
    }
    if (this.#isSuspicious && record.row >= headerRow) this.#reportDamage(record);
    if (record.row <= headerRow || record.fault !== null || record.lastFilled < 0) return;
    if (record.lastFilled >= this.#width) this.#reportLong(record);
    else this.#emit(record);
  }

  #emit(record: CsvRecord): void {
    if (record.fieldCount < this.#width) this.#reportShort(record);
    const last = Math.min(record.fieldCount, this.#width) - 1;
    const end = record.fieldEnds[last] ?? record.end;
    const missing = this.#width - 1 - last;
    const rewritten = record.irregular ? this.#rewrite(record, last) : null;
    const length = rewritten?.length ?? end - record.start;
    this.#reserve(length + missing + 32);
    this.#used += this.#out.write(`${record.row}${this.#request.dialect.delimiter}`, this.#used, 'latin1');
    if (rewritten === null) record.bytes.copy(this.#out, this.#used, record.start, end);
    else rewritten.copy(this.#out, this.#used);
    this.#used += length;
    if (missing > 0) this.#used += this.#padding.copy(this.#out, this.#used, 0, missing);
    this.#out[this.#used] = 0x0a;
    this.#used += 1;
    this.#count(record, length + missing + 32);
  }

  #count(record: CsvRecord, bytes: number): void {
    this.#rowCount += 1;
    this.#rowSumPart += record.row;
    this.#hasNewlineInside ||= record.hasNewlineInside;
    if (bytes > this.#longestRecordBytes) this.#longestRecordBytes = bytes;
    if (this.#rowCount * this.#width <= this.#request.maxCells || this.#tooManyCells) return;
    this.#tooManyCells = true;
    const { sheet, issues, maxCells } = this.#request;
    const advice = 'Split it into several files.';
    issues.error('file_too_large', `"${sheet}" has more than ${maxCells} cells. ${advice}`, { sheet });
  }

  #rewrite(record: CsvRecord, last: number): Buffer {
    const { delimiter, quote } = this.#request.dialect;
    const fields = this.#scanner.fieldsOf(record).slice(0, last + 1);
    const quoted = fields.map((field) => `${quote}${field.replaceAll(quote, quote + quote)}${quote}`);
    return Buffer.from(quoted.join(delimiter));
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#out.length) return;
    const larger = Buffer.allocUnsafe((this.#used + bytes) * 2);
    this.#out.copy(larger, 0, 0, this.#used);
    this.#out = larger;
  }

  #reportFault(record: CsvRecord, fault: CsvFault): void {
    const { sheet } = this.#request;
    const where = `Row ${record.row} of "${sheet}" (line ${fault.line} of the file)`;
    const message = `${where}: ${explainFault(fault, this.#request.dialect)}`;
    const value = record.bytes.toString('utf8', record.start, Math.min(record.end, record.start + 200));
    this.#request.issues.error('row_malformed', message, { sheet, row: record.row, value });
  }

  #reportLong(record: CsvRecord): void {
    const { sheet, issues } = this.#request;
    const extra = this.#scanner.fieldsOf(record).slice(this.#width);
    const message =
      `Row ${record.row} of "${sheet}" has ${record.fieldCount} cells, ` +
      `but there are ${this.#width} columns. Quote the cell that holds the delimiter, or add the missing header.`;
    issues.error('row_malformed', message, { sheet, row: record.row, value: extra.join(' ') });
  }

  #reportShort(record: CsvRecord): void {
    const { sheet, issues } = this.#request;
    const message =
      `Row ${record.row} of "${sheet}" has ${record.fieldCount} of ${this.#width} cells; ` +
      'the missing ones are read as empty. Check that no line end stands inside the row.';
    issues.warn('row_malformed', message, { sheet, row: record.row });
  }

  #reportDamage(record: CsvRecord): void {
    const { sheet, issues, isDecoded } = this.#request;
    const bytes = record.bytes.subarray(record.start, record.end);
    const where = { sheet, row: record.row };
    const place = `Row ${record.row} of "${sheet}"`;
    if (bytes.includes(0)) {
      issues.error(
        'row_malformed',
        `${place} holds a zero byte. The file is damaged: export it again.`,
        where,
      );
    }
    if (!bytes.includes(REPLACEMENT)) return;
    if (isDecoded) {
      const advice = 'Give the right `encoding`.';
      issues.error(
        'file_unreadable',
        `${place} holds bytes that are no characters in the file's encoding. ${advice}`,
        where,
      );
    } else {
      const message = `${place} holds the mark of a lost character (�): the text was damaged before it was exported.`;
      issues.warn('cell_error', message, where);
    }
  }
}

function explainFault(fault: CsvFault, { quote, delimiter }: CsvDialect): string {
  switch (fault.kind) {
    case 'unclosed_quote':
      return `the quote ${quote} opened in column ${columnLetters(fault.column)} is never closed. Close it, or double it if it is part of the text.`;
    case 'text_after_quote':
      return `text follows the closing quote in column ${columnLetters(fault.column)}. Double the quotes that are part of the text, or check the delimiter (${JSON.stringify(delimiter)}).`;
    case 'too_many_columns':
      return 'it has more than 16,384 cells. Check the delimiter.';
    case 'record_too_long':
      return `it is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB. Look for a quote that is never closed.`;
  }
}
