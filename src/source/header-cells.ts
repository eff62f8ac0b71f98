/** The first rows of a sheet, blank ones left out, as texts; '' for an empty cell. */
export interface SampleRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export function countFilled({ cells }: SampleRow): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

export type CellKind = 'empty' | 'number' | 'date' | 'text';

export function kindOf(cell: string): CellKind {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d|$)/.test(text)) return 'date';
  if (/^[-+]?[$€£]?\d[\d.,' ]*%?$/.test(text)) return 'number';
  return 'text';
}

/** 2019, 2020, … name columns as often as they fill them. */
export function isYear(cell: string): boolean {
  return /^(19|20)\d\d$/.test(cell.trim());
}
