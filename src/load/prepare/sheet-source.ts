import type { DatasetManifest } from '../../source/dataset.ts';
import { sheetRelation } from '../../source/sql-text.ts';
import type { SheetSource } from './recipe.ts';

/** A sheet of the dataset as the relation that preparation reads. */
export function sheetSource(
  input: { readonly manifest: DatasetManifest; readonly sheetPath: (sheet: string) => string },
  name: string,
): SheetSource {
  const sheet = input.manifest.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`The plan names the sheet "${name}", which the dataset has not.`);
  return {
    name,
    relation: numberedSheet(input.sheetPath(name)),
    columns: new Map(sheet.columns.map((column) => [column.header, column.name])),
    nullTokens: sheet.format.nullTokens,
  };
}

/**
 * The sheet with `ord`, the position of a row. Rows are stored in sheet order (`dataset.ts`), so the position in the file is the
 * position in the sheet: a window over `src_row` would sort a million wide rows for the same numbers.
 */
function numberedSheet(path: string): string {
  const numbered = sheetRelation(path).replace(/\)$/, ', file_row_number = true)');
  return `(SELECT file_row_number::BIGINT AS ord, * EXCLUDE (file_row_number) FROM ${numbered})`;
}

/** Physical name of the column under a header. */
export function columnName(sheet: SheetSource, header: string): string {
  const name = sheet.columns.get(header);
  if (name === undefined) throw new Error(`The sheet "${sheet.name}" has no column "${header}".`);
  return name;
}
