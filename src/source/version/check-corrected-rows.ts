import { sheetRelation } from '../sql-text.ts';
import type { CorrectedRows, CorrectedSheet, VersionWork } from './corrections.ts';

interface Fixes extends CorrectedRows {
  /** Table of the engine: `file_row`, `said`, `src_row`, `key`, `d<col>`. */
  readonly fixes: string;
}

const MOST_NAMED = 1000;

/** Rows of the file that name no row of the sheet, or the same one. */
export async function reportBadRows(work: VersionWork, { fixes, sheet }: Fixes): Promise<void> {
  const { engine, issues } = work;
  const { name } = sheet.info;
  const unknown = await engine.rows<{ file_row: number; said: string }>(`
    SELECT file_row, said FROM ${fixes} ANTI JOIN ${sheetRelation(sheet.ontoPath)} o USING (src_row) ORDER BY file_row LIMIT ${MOST_NAMED}`);
  for (const { file_row: at, said } of unknown) {
    const message =
      said === ''
        ? `Row ${at} of the corrected file of "${name}" has no row number. A corrected file adds no rows: upload new ones as a dataset of their own.`
        : `Row ${at} of the corrected file names row "${said}" of "${name}", which is not there. Put back the number it came with.`;
    issues.error('row_unknown', message, { sheet: name, row: at, value: said });
  }
  const repeated = await engine.rows<{ src_row: number; places: string; file_row: number }>(`
    SELECT src_row, min(file_row) AS file_row, array_to_string(list(file_row ORDER BY file_row)[1:10], ', ') AS places FROM ${fixes}
    WHERE src_row IS NOT NULL GROUP BY src_row HAVING count(*) > 1 ORDER BY src_row LIMIT ${MOST_NAMED}`);
  for (const { src_row: row, places, file_row: at } of repeated) {
    issues.error(
      'row_duplicate',
      `Rows ${places} of the corrected file are all for row ${row} of "${name}". Leave one of them.`,
      { sheet: name, row: at, value: String(row) },
    );
  }
}

type GivenKey = {
  readonly file_row: number;
  readonly src_row: number;
  readonly ord: number;
  readonly key: string;
};

/** A key that no run knows the row by: rows and numbers were mixed up, or the file belongs to another dataset. */
export async function checkKeys(work: VersionWork, { fixes, sheet }: Fixes): Promise<void> {
  const numbered = sheetRelation(sheet.ontoPath).replace(/\)$/, ', file_row_number = true)');
  const sql = `SELECT f.file_row, f.src_row, o.ord, f.key FROM ${fixes} f
    JOIN (SELECT src_row, file_row_number AS ord FROM ${numbered}) o ON o.src_row = f.src_row
    WHERE f.key IS NOT NULL ORDER BY f.file_row`;
  for await (const rows of work.engine.stream<GivenKey>(sql)) {
    const ords = rows.map(({ ord }) => Number(ord));
    const known = await work.knownKeys(sheet.info.name, ords);
    for (const row of rows) {
      if (known === null) reportUncheckable(work, sheet, row);
      else if (!isKnown(known.get(Number(row.ord)) ?? [], row.key)) reportMismatch(work, sheet, row);
    }
  }
}

function isKnown(known: readonly string[], given: string): boolean {
  return given
    .split(' ')
    .filter((key) => key !== '')
    .every((key) => known.includes(key));
}

function reportUncheckable({ issues }: VersionWork, { info }: CorrectedSheet, row: GivenKey): void {
  issues.error(
    'key_mismatch',
    `Row ${row.file_row} of the corrected file gives the key "${row.key}" for row ${row.src_row} of "${info.name}", but no run has read this dataset. Correct the dataset that the file came from, or leave the key out.`,
    { sheet: info.name, row: row.file_row, value: row.key },
  );
}

function reportMismatch({ issues }: VersionWork, { info }: CorrectedSheet, row: GivenKey): void {
  issues.error(
    'key_mismatch',
    `Row ${row.file_row} of the corrected file: row ${row.src_row} of "${info.name}" does not have the key "${row.key}". Were rows sorted without all of their columns, or did a spreadsheet change the key (00123 became 123)? Take the file of rejects anew.`,
    { sheet: info.name, row: row.file_row, value: row.key },
  );
}
