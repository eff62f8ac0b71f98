/**
 * The three columns of ours at the end of a file of rejects. They say which row a line is; they are never part of the data. Where
 * a sheet has a column of that name itself, ours is numbered, as a repeated header is.
 */
import { numbered } from './header-row.ts';

export interface RowColumns {
  /** Row number as the user's own spreadsheet shows it. */
  readonly row: string;
  /** Keys of the row, escaped as `GET /runs/{id}/rows` gives them; several nodes may read one sheet. */
  readonly key: string;
  /** Why the row was not loaded. */
  readonly reason: string;
}

export const ROW_COLUMN = 'importgraph_row';

export function rowColumns(headers: readonly string[]): RowColumns {
  const taken = new Set(headers);
  const free = (name: string): string =>
    taken.has(name) ? numbered(name, (candidate) => taken.has(candidate)) : name;
  return { row: free(ROW_COLUMN), key: free('importgraph_key'), reason: free('importgraph_reason') };
}
