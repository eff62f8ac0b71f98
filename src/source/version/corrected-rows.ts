import { DEFUSED_PATTERN, restoreCell } from '../../util/defuse-cell.ts';
import { headersOf } from '../describe-sheets.ts';
import { type RowColumns, rowColumns } from '../row-columns.ts';
import { sheetRelation, sqlText } from '../sql-text.ts';
import { EDITS } from './cell-edits.ts';
import { checkKeys, reportBadRows } from './check-corrected-rows.ts';
import { columnUnknown } from './correction-issues.ts';
import type { CorrectedRows, CorrectedSheet, VersionWork } from './corrections.ts';
import { isLongCellNote } from './long-cells.ts';

/** Adds to `edits` the cells that differ from the base version; what is wrong with the file is among the issues. */
export async function takeCorrectedRows(work: VersionWork, of: CorrectedRows): Promise<void> {
  const { draft, sheet } = of;
  const columns = matchColumns(work, of);
  if (columns === null) return;
  const fixes = `${draft.path}_rows`;
  const cell = (position: number): string => `nullif(${restoredSql(`c${position}`)}, '')`;
  const key = columns.key === null ? 'NULL' : cell(columns.key);
  const said = `trim(coalesce(c${columns.row}, ''))`;
  const data = [...columns.data].map(([col, position]) => `${cell(position)} AS d${col}`);
  await work.engine.run(
    `CREATE TABLE ${fixes} AS SELECT ${[
      'src_row AS file_row',
      `${said} AS said`,
      `CASE WHEN regexp_full_match(${said}, '[0-9]{1,10}([.]0+)?') THEN split_part(${said}, '.', 1)::BIGINT END AS src_row`,
      `${key} AS key`,
      ...data,
    ].join(', ')} FROM ${draft.path}`,
  );
  await reportBadRows(work, { ...of, fixes });
  if (columns.key !== null) await checkKeys(work, { ...of, fixes });
  for (const col of columns.data.keys()) await takeColumn(work, { sheet, fixes, col });
}

interface MatchedColumns {
  /** Positions in the file. */
  readonly row: number;
  readonly key: number | null;
  /** Column of the sheet → position in the file. */
  readonly data: ReadonlyMap<number, number>;
}

function matchColumns(work: VersionWork, { draft, sheet, isPartial }: CorrectedRows): MatchedColumns | null {
  const headers = headersOf(sheet.info);
  const ours = rowColumns(headers);
  const given = draft.headers.map(restoreCell);
  const data = new Map<number, number>();
  for (const [position, header] of given.entries()) {
    const col = headers.indexOf(header);
    if (col >= 0) data.set(col, position);
    else if (!Object.values(ours).includes(header)) columnUnknown(work, sheet, header);
  }
  const missing = isPartial ? [] : headers.filter((_, col) => !data.has(col));
  reportMissing(work, sheet, { missing, ours, given });
  if (work.issues.hasErrors) return null;
  const key = given.indexOf(ours.key);
  return { row: given.indexOf(ours.row), key: key < 0 ? null : key, data };
}

function reportMissing(
  { issues }: VersionWork,
  { info }: CorrectedSheet,
  of: { readonly missing: readonly string[]; readonly ours: RowColumns; readonly given: readonly string[] },
): void {
  const where = `The corrected file of "${info.name}"`;
  if (!of.given.includes(of.ours.row)) {
    issues.error(
      'column_missing',
      `${where} has no column "${of.ours.row}", so its rows cannot be told apart. Keep the columns of the file of rejects, or add one with the row numbers.`,
      { sheet: info.name, column: of.ours.row },
    );
  }
  for (const column of of.missing) {
    issues.error(
      'column_missing',
      `${where} has no column "${column}". Put it back, or say that the file is partial: columns that are not in it stay as they are then.`,
      { sheet: info.name, column },
    );
  }
}

/** `restoreCell` for the engine. */
function restoredSql(cell: string): string {
  return `CASE WHEN regexp_matches(${cell}, ${sqlText(DEFUSED_PATTERN)}) THEN substr(${cell}, 2) ELSE ${cell} END`;
}

async function takeColumn(
  { engine }: VersionWork,
  { sheet, fixes, col }: { readonly sheet: CorrectedSheet; readonly fixes: string; readonly col: number },
): Promise<void> {
  await engine.run(`
    INSERT INTO ${EDITS} SELECT ${sheet.index}, f.src_row, ${col}, f.d${col}, 'row ' || f.file_row || ' of the corrected file', FALSE
    FROM ${fixes} f JOIN ${sheetRelation(sheet.basePath)} b ON b.src_row = f.src_row
    WHERE f.d${col} IS DISTINCT FROM b.c${col} AND NOT coalesce(${isLongCellNote(`f.d${col}`, `b.c${col}`)}, FALSE)`);
}
