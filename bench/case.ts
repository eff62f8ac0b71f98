/** What is measured: rows that become records, and what must be in Odoo before. A case is data, it does nothing. */
export interface BenchCase {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  readonly make: (size: CaseSize) => CaseData;
}

export interface CaseSize {
  /** Rows asked for by `--rows`; a slow contender gets the first of them only. */
  readonly rows: number;
  /** Letters and digits, another one for each measurement: no two write the same records, even in one database. */
  readonly tag: string;
}

export interface CaseData {
  readonly namespace: string;
  /** In Odoo before the clock starts, the same for every contender: parents before children, with external IDs. */
  readonly beforehand: readonly CaseSheet[];
  /** Parents before children. */
  readonly measured: readonly CaseSheet[];
  /** What `measured` was when the contender itself brought it into Odoo the first time, before the clock starts. */
  readonly earlier?: readonly CaseSheet[];
}

export interface CaseSheet {
  /** Sheet, node of the graph and middle part of the external IDs. */
  readonly node: string;
  readonly model: string;
  /** The last word of every name in this sheet and in no other record: how its records are found again. */
  readonly stamp: string;
  /** The first is `name`. */
  readonly columns: readonly CaseColumn[];
  readonly rows: readonly CaseRow[];
}

export type CaseColumn = PlainColumn | ReferenceColumn;

export interface PlainColumn {
  readonly header: string;
  readonly field: string;
  /** `country`: an ISO code. */
  readonly kind: 'text' | 'html' | 'number' | 'country';
}

/** Keys of rows of another sheet, which stands before this one: one in a cell, or several parted by `;`. */
export interface ReferenceColumn {
  readonly header: string;
  readonly field: string;
  readonly kind: 'reference' | 'references';
  readonly refersTo: CaseSheet;
}

export interface CaseRow {
  /** Letters, digits and `-`, so that it stands in the external ID as it is. */
  readonly key: string;
  /** One per column. */
  readonly cells: readonly string[];
  /** It must be refused, and nothing else. */
  readonly isBad?: true;
}

export function externalId(data: CaseData, sheet: CaseSheet, key: string): string {
  return `${data.namespace}.${sheet.node}_${key}`;
}

export function rowsIn(sheets: readonly CaseSheet[]): number {
  return sheets.reduce((sum, { rows }) => sum + rows.length, 0);
}

export function hasBadRows({ measured }: CaseData): boolean {
  return measured.some(({ rows }) => rows.some(({ isBad }) => isBad));
}

/** Everything a contender without a memory of its own can do: new rows, none of them bad. */
export function isPlain(data: CaseData): boolean {
  return data.earlier === undefined && !hasBadRows(data);
}

/** The rows that a contender is given: all of them, or the first `most` of the last sheet and what they refer to. */
export function firstRows(data: CaseData, most: number | null): CaseData {
  if (most === null) return data;
  const wanted = new Map<string, Set<string>>();
  const kept = data.measured.toReversed().map((sheet, i) => {
    const isLast = i === 0;
    const rows = isLast
      ? sheet.rows.slice(0, most)
      : sheet.rows.filter(({ key }) => wanted.get(sheet.node)?.has(key));
    const short = { ...sheet, rows };
    noteReferences(short, wanted);
    return short;
  });
  return { ...data, measured: kept.toReversed() };
}

function noteReferences({ columns, rows }: CaseSheet, wanted: Map<string, Set<string>>): void {
  for (const [i, column] of columns.entries()) {
    if (!isReference(column)) continue;
    const { node } = column.refersTo;
    const keys = wanted.get(node) ?? new Set();
    for (const { cells } of rows) for (const key of keysIn(column, cells[i] ?? '')) keys.add(key);
    wanted.set(node, keys);
  }
}

export function isReference(column: CaseColumn): column is ReferenceColumn {
  return column.kind === 'reference' || column.kind === 'references';
}

export function keysIn({ kind }: ReferenceColumn, cell: string): readonly string[] {
  if (cell === '') return [];
  return kind === 'references' ? cell.split(KEYS_APART) : [cell];
}

export const KEYS_APART = ';';
