import { findBetterHeader } from './better-header.ts';
import type { ReadOptions } from './dataset.ts';
import { countFilled, isYear, kindOf, type SampleRow } from './header-cells.ts';

export interface HeaderVerdict {
  /** 1-based; 0 for none. */
  readonly headerRow: number;
  /** Rows with content above the header: titles, dates of export. They are not read. */
  readonly skippedRows: readonly number[];
  /** No row looks like a header: the first one already holds values like those below it. */
  readonly looksHeaderless: boolean;
  /** Why it is not the first row with content; to stand behind a colon. Null where it is, and where somebody said so. */
  readonly reason: string | null;
}

/**
 * Which row names the columns: the first one about as wide as the rows that follow, or one further down that does so better, unless it
 * looks like data itself.
 */
export function findHeaderRow(rows: readonly SampleRow[], wanted?: ReadOptions['headerRow']): HeaderVerdict {
  const verdict = { skippedRows: [], looksHeaderless: false, reason: null };
  if (wanted !== undefined) return { ...verdict, headerRow: wanted };
  const width = usualWidth(rows);
  const first = rows.findIndex((row) => isWide(row, width));
  const better = first < 0 ? null : findBetterHeader(rows, first);
  const index = better?.index ?? first;
  const header = rows[index];
  if (header === undefined) return { ...verdict, headerRow: rows[0]?.row ?? 0 };
  if (looksLikeData(header, rows.slice(index + 1))) {
    return { ...verdict, headerRow: 0, looksHeaderless: true };
  }
  const reason = better?.reason ?? (index > 0 ? 'it is the first row as wide as those below it' : null);
  return {
    headerRow: header.row,
    skippedRows: rows.slice(0, index).map(({ row }) => row),
    looksHeaderless: false,
    reason,
  };
}

/** From here on wide rows say how wide the sheet is. */
const WIDE_SHARE = 0.3;

/**
 * The most frequent number of filled cells; of equally frequent ones the largest. Rows with a single cell are titles of groups where
 * many others are wide.
 */
function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const filled = countFilled(row);
    counts.set(filled, (counts.get(filled) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  const wide = ranked.filter(([width]) => width >= 3);
  const wideRows = wide.reduce((sum, [, count]) => sum + count, 0);
  return (wideRows >= rows.length * WIDE_SHARE ? wide[0]?.[0] : undefined) ?? ranked[0]?.[0] ?? 0;
}

function isWide(row: SampleRow, width: number): boolean {
  const filled = countFilled(row);
  if (width <= 1) return filled >= 1;
  // "Exported on: | 2026-11-22" is a label with its value, not a header
  const first = row.cells.find((cell) => cell.trim() !== '') ?? '';
  if (filled === 2 && width > 2 && first.trim().endsWith(':')) return false;
  return filled >= Math.max(2, Math.ceil(width / 2));
}

function looksLikeData(first: SampleRow, others: readonly SampleRow[]): boolean {
  if (others.length === 0) return false;
  let hasValue = false;
  for (const [index, cell] of first.cells.entries()) {
    const kind = kindOf(cell);
    const below = others.map(({ cells }) => kindOf(cells[index] ?? '')).filter((other) => other !== 'empty');
    const same = below.filter((other) => other === kind).length;
    const usuallySame = below.length > 0 && same >= below.length * 0.8;
    if (kind === 'text' && below.length > 0 && same < below.length * 0.2) return false;
    if (kind !== 'text' && kind !== 'empty' && usuallySame && !isYear(cell)) hasValue = true;
  }
  return hasValue;
}

export interface HeaderNames {
  readonly headers: readonly string[];
  /** 0-based columns without a name of their own. */
  readonly blanks: readonly number[];
  readonly repeated: readonly string[];
}

const MAX_HEADER_LENGTH = 500;

/**
 * Names for the columns at these 0-based positions of the sheet: the header's text trimmed, `Column C` where it is blank, with
 * ` (2)`, ` (3)`, … where a name comes again.
 */
export function nameColumns(cells: readonly string[], positions: readonly number[]): HeaderNames {
  const taken = new Set<string>();
  // names that stand in the sheet win over the ones made here
  const given = new Set(positions.map((position) => cleanHeader(cells[position])));
  const blanks: number[] = [];
  const repeated: string[] = [];
  const headers = positions.map((position) => {
    const text = cleanHeader(cells[position]);
    if (text === '') blanks.push(position);
    const wanted = text === '' ? `Column ${columnLetters(position)}` : text;
    const isFree = !taken.has(wanted) && (text !== '' || !given.has(wanted));
    const name = isFree
      ? wanted
      : numbered(wanted, (candidate) => taken.has(candidate) || given.has(candidate));
    if (text !== '' && name !== wanted) repeated.push(wanted);
    taken.add(name);
    return name;
  });
  return { headers, blanks, repeated: [...new Set(repeated)] };
}

function cleanHeader(cell: string | undefined): string {
  return (cell ?? '').trim().slice(0, MAX_HEADER_LENGTH);
}

/** `name (2)`, or the first number that is free. */
export function numbered(name: string, isTaken: (candidate: string) => boolean): string {
  for (let number = 2; ; number += 1) {
    const candidate = `${name} (${number})`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** 0 → A, 25 → Z, 26 → AA, as spreadsheets letter their columns. */
export function columnLetters(position: number): string {
  let letters = '';
  for (let rest = position + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
