import { countFilled, isYear, kindOf, type SampleRow } from './header-cells.ts';

/** Titles, dates of export and filters above a header take no more rows. */
const FURTHEST = 20;
const LONGEST_NAME = 80;
/** Of the rows below. */
const MOSTLY = 0.8;

interface BetterHeader {
  readonly index: number;
  /** To stand behind a colon. */
  readonly reason: string;
}

/**
 * A row below the first wide one that names the columns better: names only, over columns of which the first has no name, or in place
 * of values that the first has. That it is no row of data must show as well: numbers or dates stand below its words, or a blank row
 * above it.
 */
export function findBetterHeader(rows: readonly SampleRow[], first: number): BetterHeader | null {
  const above = rows[first];
  if (above === undefined) return null;
  for (const [offset, row] of rows.slice(first + 1, first + 1 + FURTHEST).entries()) {
    const index = first + 1 + offset;
    const below = rows.slice(index + 1);
    if (below.length < 2 || !isNames(row)) continue;
    const used = usedColumns(below);
    const unnamed = used.filter((at) => isFilled(row, at) && !isFilled(above, at));
    if (unnamed.length === 0 && !(holdsValue(above) && namesAll(row, used))) continue;
    const between = rows.slice(first + 1, index);
    if (!isUnlikeData(row, { above, between, below, used })) continue;
    return { index, reason: reasonOf(above, unnamed) };
  }
  return null;
}

interface Around {
  readonly above: SampleRow;
  readonly between: readonly SampleRow[];
  readonly below: readonly SampleRow[];
  readonly used: readonly number[];
}

/** Its words stand over numbers or dates that no row before it has there, or after a blank row, with narrower rows before. */
function isUnlikeData(row: SampleRow, { above, between, below, used }: Around): boolean {
  const isNarrower = (one: SampleRow) => countFilled(one) < countFilled(row);
  if (!between.every(isNarrower)) return false;
  const last = between.at(-1) ?? above;
  if (row.row - last.row > 1 && isNarrower(above)) return true;
  return used.some(
    (at) =>
      isFilled(row, at) &&
      holdsValues(below, at) &&
      !between.some((one) => isValue(textAt(one, at))) &&
      (isNarrower(above) || holdsValue(above)),
  );
}

function reasonOf(above: SampleRow, unnamed: readonly number[]): string {
  if (unnamed.length === 0) return `row ${above.row} holds values, and this one a name for each column`;
  const columns = unnamed.length === 1 ? 'a column' : `${unnamed.length} columns`;
  return `row ${above.row} has no name for ${columns} that this one names`;
}

function textAt({ cells }: SampleRow, at: number): string {
  return (cells[at] ?? '').trim();
}

function isFilled(row: SampleRow, at: number): boolean {
  return textAt(row, at) !== '';
}

function isValue(text: string): boolean {
  const kind = kindOf(text);
  return (kind === 'number' || kind === 'date') && !isYear(text);
}

function holdsValue({ cells }: SampleRow): boolean {
  return cells.some(isValue);
}

/** Words, short ones, no two the same. */
function isNames({ cells }: SampleRow): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    names.length >= 2 &&
    names.every((name) => kindOf(name) === 'text' && name.length <= LONGEST_NAME && !name.includes('@')) &&
    new Set(names.map((name) => name.toLowerCase())).size === names.length
  );
}

function usedColumns(rows: readonly SampleRow[]): readonly number[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, at) => at).filter(
    (at) => rows.filter((row) => isFilled(row, at)).length >= rows.length / 2,
  );
}

function namesAll(row: SampleRow, columns: readonly number[]): boolean {
  return columns.every((at) => isFilled(row, at));
}

/** Nearly all cells of the column are numbers or dates. */
function holdsValues(rows: readonly SampleRow[], at: number): boolean {
  const filled = rows.map((row) => textAt(row, at)).filter((text) => text !== '');
  return filled.length >= 2 && filled.filter(isValue).length >= filled.length * MOSTLY;
}
