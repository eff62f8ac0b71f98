import { type ZipEntry, zipStream } from '../util/zip-stream.ts';

/** What a workbook is made of. Texts are written as they are: who writes foreign data defuses it before (`util/defuse-cell.ts`). */
export interface Worksheet {
  /** As `worksheetNames` makes them: at most 31 characters, none of `[]:*?/\`, each once. */
  readonly name: string;
  readonly columns: readonly WorksheetColumn[];
  /** Cells in the order of the columns; null for an empty one. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
}
export interface WorksheetColumn {
  readonly header: string;
  /** In characters. */
  readonly width?: number;
  /** What is typed into an empty cell stays as typed: `00123` keeps its zeros. */
  readonly isText?: boolean;
  readonly wraps?: boolean;
}
export type Cell = string | number | null;

/** Rows of a worksheet, the header included. */
export const MAX_WORKSHEET_ROWS = 1_048_576;
/** Characters that a spreadsheet keeps of a cell. */
export const MAX_CELL_LENGTH = 32_767;

/**
 * A workbook as XLSX, written while its rows come: no sheet is held in memory. hucre, the library for XLSX here, streams a single
 * worksheet only and holds several (1.0.0), so the few parts that a workbook of texts needs are written here. Rows that a worksheet
 * cannot hold go on in a further one, `Rows 2`, under the same header.
 */
export function writeWorkbook(
  sheets: readonly Worksheet[],
  mostRows: number = MAX_WORKSHEET_ROWS,
): AsyncGenerator<Uint8Array> {
  return zipStream(entriesOf(sheets, mostRows));
}

/** What names the sheets comes last: only then it is known how many there are. */
async function* entriesOf(sheets: readonly Worksheet[], mostRows: number): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  for (const sheet of sheets) {
    await using rows = new RowSource(sheet.rows);
    for (let part = 1; part === 1 || !(await rows.isAtEnd()); part++) {
      names.push(part === 1 ? sheet.name : `${sheet.name.slice(0, 27)} ${part}`);
      const name = `xl/worksheets/sheet${names.length}.xml`;
      yield { name, content: sheetXml(sheet, rows, mostRows - 1) };
    }
  }
  const targets = names.map((_, index): Relation => ['worksheet', `worksheets/sheet${index + 1}.xml`]);
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: [XML, relations([...targets, ['styles', 'styles.xml']])],
  };
  yield { name: 'xl/workbook.xml', content: [XML, workbookXml(names)] };
  yield { name: 'xl/styles.xml', content: [XML, STYLES] };
  yield { name: '_rels/.rels', content: [XML, relations([['officeDocument', 'xl/workbook.xml']])] };
  yield { name: '[Content_Types].xml', content: [XML, contentTypes(names.length)] };
}

type Row = readonly Cell[];

/** Parts of rows, to be taken in parts of another size. */
class RowSource implements AsyncDisposable {
  readonly #parts: AsyncIterator<readonly Row[]> | Iterator<readonly Row[]>;
  #waiting: readonly Row[] = [];

  constructor(rows: Worksheet['rows']) {
    this.#parts = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#waiting.length === 0) {
      const next = await this.#parts.next();
      if (next.done === true) return true;
      this.#waiting = next.value;
    }
    return false;
  }

  /** The next rows, at most so many; none at the end. */
  async take(most: number): Promise<readonly Row[]> {
    if (most <= 0 || (await this.isAtEnd())) return [];
    const taken = this.#waiting.slice(0, most);
    this.#waiting = this.#waiting.slice(most);
    return taken;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.return?.();
  }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(count: number): string {
  const part = (name: string, kind: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${kind}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet'));
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${sheets.join('')}</Types>`;
}

type Relation = readonly [type: string, target: string];

function relations(all: readonly Relation[]): string {
  const one = ([type, target]: Relation, index: number): string =>
    `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.map(one).join('')}</Relationships>`;
}

function workbookXml(names: readonly string[]): string {
  const one = (name: string, index: number): string =>
    `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`;
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map(one).join('')}</sheets></workbook>`;
}

/** Cell styles by number: 0 plain, 1 text, 2 header, 3 text in lines. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
const HEADER_STYLE = 2;
const DEFAULT_WIDTH = 16;

function styleOf({ isText = false, wraps = false }: WorksheetColumn): number {
  if (wraps) return 3;
  return isText ? 1 : 0;
}

/** The header stays in sight while the rows scroll. */
async function* sheetXml({ columns }: Worksheet, rows: RowSource, mostRows: number): AsyncGenerator<string> {
  const styles = columns.map(styleOf);
  const widths = columns.map(
    (column, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${column.width ?? DEFAULT_WIDTH}" customWidth="1" style="${styles[i]}"/>`,
  );
  const headers = columns.map(({ header }) => cellXml(header, HEADER_STYLE));
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${headers.join('')}</row>`;
  for (let left = mostRows; ; ) {
    const part = await rows.take(left);
    if (part.length === 0) break;
    left -= part.length;
    yield part
      .map((row) => `<row>${row.map((cell, i) => cellXml(cell, styles[i] ?? 0)).join('')}</row>`)
      .join('');
  }
  yield '</sheetData></worksheet>';
}

function cellXml(cell: Cell, style: number): string {
  if (cell === null) return `<c s="${style}"/>`;
  if (typeof cell === 'number') return `<c s="${style}"><v>${cell}</v></c>`;
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(escapeText(cell))}</t></is></c>`;
}

/**
 * Characters that XML cannot hold, or changes (a carriage return), as `_x000D_`; and a text that looks like such an escape
 * with its underscore escaped (ECMA-376 part 1, 22.9.2.19).
 */
function escapeText(text: string): string {
  const shown = text.length > MAX_CELL_LENGTH ? `${text.slice(0, MAX_CELL_LENGTH - 1)}…` : text;
  return shown
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (found) =>
      KEPT.has(found) ? found : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

const KEPT: ReadonlySet<string> = new Set(['\t', '\n']);

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (found) => XML_ESCAPES[found] ?? found);
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
