import { writeCsv } from '../../report/csv-stream.ts';
import {
  type Cell,
  MAX_CELL_LENGTH,
  type Worksheet,
  type WorksheetColumn,
  writeWorkbook,
} from '../../report/workbook-stream.ts';
import { type AnnotatedRow, annotatedRows } from '../../source/annotated-rows.ts';
import type { SheetInfo } from '../../source/dataset.ts';
import { headersOf } from '../../source/describe-sheets.ts';
import type { Engine } from '../../source/engine.ts';
import { rowColumns } from '../../source/row-columns.ts';
import { longCellNote } from '../../source/version/long-cells.ts';
import { defuseCell } from '../../util/defuse-cell.ts';
import { zipStream } from '../../util/zip-stream.ts';
import { NOTES } from './reject-notes.ts';

export interface RejectSheet {
  readonly info: SheetInfo;
  readonly path: string;
  /** Of the worksheet, and of the CSV without its ending. */
  readonly name: string;
}

/** Rejects in the layout of their sheets: all columns in order, and behind them which row it is and why it was not loaded. */
export function rejectWorkbook(engine: Engine, sheets: readonly RejectSheet[]): AsyncGenerator<Uint8Array> {
  const worksheets = sheets.map((sheet): Worksheet => {
    const ours = rowColumns(headersOf(sheet.info));
    const columns: readonly WorksheetColumn[] = [
      ...headersOf(sheet.info).map((header) => ({ header: defuseCell(header), isText: true })),
      { header: ours.row },
      { header: ours.key, isText: true, width: 20 },
      { header: ours.reason, wraps: true, width: 100 },
    ];
    return { name: sheet.name, columns, rows: linesOf(engine, sheet, shortCell) };
  });
  return writeWorkbook(worksheets);
}

export function rejectCsv(engine: Engine, sheet: RejectSheet): AsyncGenerator<Uint8Array> {
  const headers = headersOf(sheet.info);
  const all = [...headers, ...Object.values(rowColumns(headers))];
  return writeCsv(
    all.map(defuseCell),
    linesOf(engine, sheet, (text) => text),
  );
}

export function rejectZip(engine: Engine, sheets: readonly RejectSheet[]): AsyncGenerator<Uint8Array> {
  return zipStream(sheets.map((sheet) => ({ name: `${sheet.name}.csv`, content: rejectCsv(engine, sheet) })));
}

async function* linesOf(
  engine: Engine,
  { info, path }: RejectSheet,
  shorten: (text: string) => string,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const line = ({ cells, row, keys, notes }: AnnotatedRow): readonly Cell[] => [
    ...cells.map((cell) => (cell === null ? null : defuseCell(shorten(cell)))),
    row,
    keys === '' ? null : defuseCell(keys),
    defuseCell(notes),
  ];
  for await (const rows of annotatedRows(engine, { sheet: info, path, notes: NOTES })) yield rows.map(line);
}

function shortCell(text: string): string {
  // with the apostrophe that defusing may add
  return text.length < MAX_CELL_LENGTH ? text : longCellNote(text);
}
