import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorrectedSheet as CorrectedCount } from '../dataset.ts';
import { headersOf } from '../describe-sheets.ts';
import type { SheetDraft } from '../sheet-draft.ts';
import { sheetRelation, sqlText } from '../sql-text.ts';
import { EDITS } from './cell-edits.ts';
import type { CorrectedSheet, VersionWork } from './corrections.ts';

/**
 * Leaves of `edits` what changes the newest version. A cell that somebody else has corrected since the version a file was made from,
 * in another way, is an issue: neither of the two is lost silently.
 */
export async function settleEdits(work: VersionWork): Promise<void> {
  for (const { sheet, col } of await editedColumns(work)) {
    const of = `e.sheet = ${sheet.index} AND e.col = ${col}`;
    const base = sheetRelation(sheet.basePath);
    const onto = sheetRelation(sheet.ontoPath);
    const clashes = await work.engine.rows<{
      src_row: number;
      place: string;
      mine: string | null;
      theirs: string | null;
    }>(`
      SELECT e.src_row, e.place, left(e.value, 200) AS mine, left(o.c${col}, 200) AS theirs FROM ${EDITS} e
      JOIN ${base} b ON b.src_row = e.src_row JOIN ${onto} o ON o.src_row = e.src_row
      WHERE ${of} AND NOT e.is_known AND o.c${col} IS DISTINCT FROM b.c${col} AND o.c${col} IS DISTINCT FROM e.value ORDER BY e.src_row LIMIT 1000`);
    const column = sheet.info.columns[col]?.header ?? '';
    for (const clash of clashes) {
      work.issues.error(
        'cell_conflict',
        `Row ${clash.src_row} of "${sheet.info.name}", column "${column}": ${clash.place} says ${shown(clash.mine)}, but a newer version of the dataset has ${shown(clash.theirs)} there by now. Correct that version instead.`,
        {
          sheet: sheet.info.name,
          row: clash.src_row,
          column,
          ...(clash.mine === null ? {} : { value: clash.mine }),
        },
      );
    }
    await work.engine.run(`DELETE FROM ${EDITS} e USING ${onto} o
      WHERE ${of} AND o.src_row = e.src_row AND o.c${col} IS NOT DISTINCT FROM e.value`);
  }
}

function shown(value: string | null): string {
  return value === null ? 'nothing' : `"${value}"`;
}

async function editedColumns({
  engine,
  sheets,
}: VersionWork): Promise<readonly { readonly sheet: CorrectedSheet; readonly col: number }[]> {
  const rows = await engine.rows<{ sheet: number; col: number }>(
    `SELECT DISTINCT sheet, col FROM ${EDITS} ORDER BY sheet, col`,
  );
  return rows.flatMap(({ sheet: index, col }) => {
    const sheet = sheets[index];
    return sheet ? [{ sheet, col }] : [];
  });
}

export async function countEdits({ engine, sheets }: VersionWork): Promise<readonly CorrectedCount[]> {
  const rows = await engine.rows<{ sheet: number; rows: number; cells: number }>(
    `SELECT sheet, count(DISTINCT src_row) AS rows, count(*) AS cells FROM ${EDITS} GROUP BY sheet ORDER BY sheet`,
  );
  return rows.map((row) => ({ ...row, sheet: sheets[row.sheet]?.info.name ?? '' }));
}

/** Writes every sheet into `folder`: with its edits, or as it is. */
export async function writeSheets(work: VersionWork, folder: string): Promise<readonly SheetDraft[]> {
  const edited = Map.groupBy(await editedColumns(work), ({ sheet }) => sheet);
  const drafts: SheetDraft[] = [];
  for (const sheet of work.sheets) {
    const { info } = sheet;
    const path = join(folder, info.storedAs);
    const columns = (edited.get(sheet) ?? []).map(({ col }) => col);
    if (columns.length === 0) await copyFile(sheet.ontoPath, path);
    else await work.engine.run(mergeSql(sheet, columns, path));
    drafts.push({
      name: info.name,
      file: info.file,
      path,
      headers: headersOf(info),
      hidden: info.hidden,
      format: info.format,
      // as they were found or given at first: a corrected cell must not change what counts as empty
      tokensGiven: true,
    });
  }
  return drafts;
}

function mergeSql(
  { index, info, ontoPath }: CorrectedSheet,
  edited: readonly number[],
  path: string,
): string {
  const cells = info.columns.map(({ name }, col) =>
    edited.includes(col)
      ? `CASE WHEN e${col}.src_row IS NULL THEN o.${name} ELSE e${col}.value END AS ${name}`
      : `o.${name}`,
  );
  const joins = edited.map(
    (col) =>
      `LEFT JOIN (SELECT src_row, value FROM ${EDITS} WHERE sheet = ${index} AND col = ${col}) e${col} ON e${col}.src_row = o.src_row`,
  );
  return `COPY (SELECT ${['o.src_row', ...cells].join(', ')} FROM ${sheetRelation(ontoPath)} o ${joins.join(' ')} ORDER BY o.src_row)
    TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`;
}
