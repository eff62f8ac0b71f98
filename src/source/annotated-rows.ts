import type { SheetInfo } from './dataset.ts';
import type { Engine, EngineValue } from './engine.ts';
import { sheetRelation, sqlText } from './sql-text.ts';

export interface AnnotatedRow {
  readonly row: number;
  /** Without repetition, separated by a blank. */
  readonly keys: string;
  readonly notes: string;
  /** In the order of the sheet's columns. */
  readonly cells: readonly (string | null)[];
}

/** A cell of a spreadsheet holds 32,767 characters; nobody reads so many. */
const LONGEST_NOTES = 5_000;

/**
 * The rows of a stored sheet that have a note, one line each, in sheet order. `notes` is a table of the engine with `sheet`, `place`
 * (INTEGER), `src_row`, `key` and `note`; several notes of one row are joined in the order of `place`.
 */
export async function* annotatedRows(
  engine: Engine,
  of: { readonly sheet: SheetInfo; readonly path: string; readonly notes: string },
): AsyncGenerator<readonly AnnotatedRow[]> {
  const { sheet } = of;
  const columns = sheet.columns.map(({ name }) => `s.${name}`);
  const sql = `
    SELECT ${['n.src_row', 'n.keys', 'n.notes', ...columns].join(', ')} FROM ${sheetRelation(of.path)} s JOIN (
      SELECT src_row, left(string_agg(note, chr(10) ORDER BY place), ${LONGEST_NOTES}) AS notes,
        list(key ORDER BY place) FILTER (key <> '') AS keys
      FROM ${of.notes} WHERE sheet = ${sqlText(sheet.name)} GROUP BY src_row) n ON n.src_row = s.src_row
    ORDER BY s.src_row`;
  for await (const rows of engine.stream(sql)) {
    yield rows.map((row) => ({
      row: Number(row.src_row),
      keys: [...new Set(Array.isArray(row.keys) ? row.keys : [])].join(' '),
      notes: textOrNull(row.notes) ?? '',
      cells: sheet.columns.map(({ name }) => textOrNull(row[name])),
    }));
  }
}

function textOrNull(value: EngineValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
