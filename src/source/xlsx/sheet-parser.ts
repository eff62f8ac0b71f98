import { isCellError, NOT_COMPUTED } from '../cell-errors.ts';
import { columnLetters } from '../header-row.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { numberText, unescapeText } from './cell-text.ts';
import type { NumberFormat } from './number-format.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { XmlAttributes, XmlHandler } from './xml-reader.ts';

export interface WorkbookContext {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberFormat[];
  readonly uses1904: boolean;
}

/** One row with anything in it: positions (0-based) and texts of its filled cells, ascending. */
export interface ParsedRow {
  readonly row: number;
  readonly positions: readonly number[];
  readonly texts: readonly string[];
}

export interface SheetEvents {
  row(row: ParsedRow): void;
  /** A cell whose formula failed (`#REF!`), or has no result in the file; it is read as that error. */
  errorCell(row: number, address: string, text: string): void;
  merged(range: string): void;
  chunk(): Promise<void>;
}

const MAX_POSITION = 16_384;
const MAX_ROW = 1_048_576;

/** Turns the XML of a worksheet into rows. Only filled cells are kept, so a cell in the last corner costs one cell. */
export class SheetParser implements XmlHandler {
  readonly #context: WorkbookContext;
  readonly #events: SheetEvents;
  #row = 0;
  #positions: number[] = [];
  #texts: string[] = [];
  #position = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #isValue = false;
  #isPhonetic = false;
  #isFormula = false;

  constructor(context: WorkbookContext, events: SheetEvents) {
    this.#context = context;
    this.#events = events;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#isValue = !this.#isPhonetic;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'f') this.#isFormula = true;
    else if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 'mergeCell' && attributes.ref !== undefined) this.#events.merged(attributes.ref);
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 'row' && this.#positions.length > 0) {
      this.#events.row({ row: this.#row, positions: this.#positions, texts: this.#texts });
    }
  }

  chunk(): Promise<void> {
    return this.#events.chunk();
  }

  #openRow({ r }: XmlAttributes): void {
    const row = r === undefined ? this.#row + 1 : Number(r);
    if (!Number.isInteger(row) || row <= this.#row || row > MAX_ROW) {
      throw new UnreadableFile(
        `is damaged: row "${r}" follows row ${this.#row}. Open and save it in a spreadsheet.`,
      );
    }
    this.#row = row;
    this.#position = -1;
    this.#positions = [];
    this.#texts = [];
  }

  #openCell({ r, t, s }: XmlAttributes): void {
    const position = r === undefined ? this.#position + 1 : positionOf(r);
    if (position <= this.#position || position >= MAX_POSITION) {
      throw new UnreadableFile(
        `is damaged: cell "${r}" in row ${this.#row} is out of place. Open and save it in a spreadsheet.`,
      );
    }
    this.#position = position;
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#value = '';
    this.#isFormula = false;
  }

  #closeCell(): void {
    const text = this.#value === '' ? this.#emptyText() : this.#cellText(this.#value);
    if (text === '') return;
    this.#positions.push(this.#position);
    this.#texts.push(text);
  }

  /** A formula may give an empty text; a formula without any result was never computed. */
  #emptyText(): string {
    return this.#isFormula && this.#type !== 'str' ? this.#error(NOT_COMPUTED) : '';
  }

  #error(text: string): string {
    const error = isCellError(text) ? text.trim() : '#ERROR!';
    this.#events.errorCell(this.#row, this.#address(), error);
    return error;
  }

  #address(): string {
    return `${columnLetters(this.#position)}${this.#row}`;
  }

  #cellText(value: string): string {
    const { strings, formats, uses1904 } = this.#context;
    switch (this.#type) {
      case 's': {
        const text = strings.get(Number(value));
        if (text !== undefined) return text;
        throw new UnreadableFile(`is damaged: cell ${this.#address()} points to a text that is not there.`);
      }
      case 'str':
      case 'inlineStr':
        return unescapeText(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return this.#error(value);
      case 'd':
        return isoText(value.trim());
      default:
        return numberText(value.trim(), formats[this.#style], uses1904);
    }
  }
}

/** `BC12` → 54; -1 for what is no address, 16,384 for any column beyond the last. */
export function positionOf(address: string): number {
  let position = 0;
  for (let index = 0; index < address.length; index += 1) {
    const letter = address.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    position = position * 26 + letter;
    if (position > MAX_POSITION) return MAX_POSITION;
  }
  return position - 1;
}

/** Strict workbooks write dates as ISO 8601: `2020-01-31T00:00:00` becomes `2020-01-31`, other times stay. */
function isoText(value: string): string {
  return value
    .replace(/Z$/, '')
    .replace(/\.\d+$/, '')
    .replace('T', ' ')
    .replace(/ 00:00(:00)?$/, '');
}
