import { sheetRelation, sqlText } from '../sql-text.ts';
import { columnUnknown, sheetUnknown } from './correction-issues.ts';
import type { CellCorrections, CorrectedSheet, VersionWork } from './corrections.ts';

/**
 * `edits(sheet, src_row, col, value, place, is_known)`: cells that become another text; `place` says where that was asked for, and
 * `is_known` that what the newest version has there was named with it.
 */
export const EDITS = 'edits';

export async function createEdits({ engine }: VersionWork): Promise<void> {
  await engine.run(
    `CREATE TABLE ${EDITS}(sheet INTEGER, src_row BIGINT, col INTEGER, value VARCHAR, place VARCHAR, is_known BOOLEAN)`,
  );
}

/** Fills `edits` from single cells and from values to be replaced wherever they stand. */
export async function takeCells(work: VersionWork, { sheet: name, ...of }: CellCorrections): Promise<void> {
  const sheet = work.sheets.find(({ info }) => info.name === name);
  if (!sheet) return sheetUnknown(work, name);
  await setCells(work, sheet, of.cells);
  for (const one of of.replace) await replaceValue(work, sheet, one);
  await reportUnknownRows(work, sheet);
  await reportRepeatedCells(work, sheet);
}

async function setCells(
  work: VersionWork,
  sheet: CorrectedSheet,
  cells: CellCorrections['cells'],
): Promise<void> {
  const rows = cells.flatMap(({ row, column, value }) => {
    const col = columnOf(work, sheet, column);
    const place = `the cell in column "${column}"`;
    return col === null ? [] : [[sheet.index, row, col, value === '' ? null : value, place, false]];
  });
  await work.engine.append(EDITS, rows);
}

async function replaceValue(
  work: VersionWork,
  sheet: CorrectedSheet,
  { column, from, to }: CellCorrections['replace'][number],
): Promise<void> {
  const col = columnOf(work, sheet, column);
  if (col === null) return;
  const value = to === null || to === '' ? 'NULL' : sqlText(to);
  const there = from === null || from === '' ? `c${col} IS NULL` : `c${col} = ${sqlText(from)}`;
  const found = `FROM ${sheetRelation(sheet.ontoPath)} WHERE ${there}`;
  const [counted] = await work.engine.rows<{ n: number }>(`SELECT count(*) AS n ${found}`);
  if (Number(counted?.n ?? 0) === 0) {
    const what = from === null || from === '' ? 'an empty cell' : `the value "${from.slice(0, 200)}"`;
    work.issues.error(
      'value_not_found',
      `No row of "${sheet.info.name}" has ${what} in column "${column}". Give the value exactly as the cell has it, blanks and case included.`,
      { sheet: sheet.info.name, column, ...(from === null ? {} : { value: from }) },
    );
    return;
  }
  const place = sqlText(`the replacement in column "${column}"`);
  await work.engine.run(
    `INSERT INTO ${EDITS} SELECT ${sheet.index}, src_row, ${col}, ${value}, ${place}, TRUE ${found}`,
  );
}

function columnOf(work: VersionWork, sheet: CorrectedSheet, header: string): number | null {
  const col = sheet.info.columns.findIndex((column) => column.header === header);
  if (col >= 0) return col;
  columnUnknown(work, sheet, header);
  return null;
}

async function reportUnknownRows({ engine, issues }: VersionWork, sheet: CorrectedSheet): Promise<void> {
  const rows = await engine.rows<{ src_row: number }>(
    `SELECT DISTINCT src_row FROM ${EDITS} ANTI JOIN ${sheetRelation(sheet.ontoPath)} o USING (src_row) ORDER BY src_row LIMIT 1000`,
  );
  for (const { src_row: row } of rows) {
    issues.error(
      'row_unknown',
      `"${sheet.info.name}" has no row ${row}. Give the number that the rows of the run and the spreadsheet show.`,
      { sheet: sheet.info.name, row },
    );
  }
}

async function reportRepeatedCells({ engine, issues }: VersionWork, sheet: CorrectedSheet): Promise<void> {
  const cells = await engine.rows<{ src_row: number; col: number }>(
    `SELECT src_row, col FROM ${EDITS} GROUP BY src_row, col HAVING count(*) > 1 ORDER BY src_row, col LIMIT 1000`,
  );
  for (const { src_row: row, col } of cells) {
    const column = sheet.info.columns[col]?.header ?? '';
    issues.error(
      'row_duplicate',
      `Row ${row} of "${sheet.info.name}", column "${column}": the cell is corrected more than once. Give one value for it.`,
      { sheet: sheet.info.name, row, column },
    );
  }
}
