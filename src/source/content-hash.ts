import { createHash } from 'node:crypto';
import type { Engine } from './engine.ts';
import { sqlText } from './sql-text.ts';

const ROWS_PER_QUERY = 250_000;
const ROWS_PER_GROUP = 1000;

/**
 * SHA-256 over the cells of a stored sheet in order, lower-case hex. Row numbers are left out, so the same rows below a title
 * line hash alike. The engine hashes rows and groups of a thousand rows; a query covers 250,000 rows, which bounds its memory.
 */
export async function hashCells(
  engine: Engine,
  path: string,
  columns: number,
  rowCount: number,
): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < rowCount; start += ROWS_PER_QUERY) {
    const [row] = await engine.rows<{ h: string }>(rangeQuery(path, columns, start));
    hash.update(row?.h ?? '');
  }
  return hash.digest('hex');
}

/** Cells are led by their length in bytes, so that no two rows of different cells make the same text; `concat` leaves nulls out. */
function rangeQuery(path: string, columns: number, start: number): string {
  const cells = Array.from(
    { length: columns },
    (_, index) => `coalesce(strlen(c${index}) || ':', '-'), c${index}`,
  );
  return `
    SELECT sha256(string_agg(h, '' ORDER BY g)) AS h FROM (
      SELECT g, sha256(string_agg(h, '' ORDER BY n)) AS h FROM (
        SELECT file_row_number AS n, file_row_number // ${ROWS_PER_GROUP} AS g, sha256(concat(${cells.join(', ') || "''"})) AS h
        FROM read_parquet(${sqlText(path)}, file_row_number = true)
        WHERE file_row_number >= ${start} AND file_row_number < ${start + ROWS_PER_QUERY}
      ) GROUP BY g
    )`;
}

export interface HashedSheet {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rowCount: number;
  readonly cells: string;
}

/** Of a whole dataset. Sheets are taken by name: in which order files were chosen does not change the content. */
export function hashDataset(sheets: readonly HashedSheet[]): string {
  const ordered = sheets
    .map(({ name, headers, rowCount, cells }) => [name, headers, rowCount, cells] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex');
}
