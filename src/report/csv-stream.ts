import type { Cell } from './workbook-stream.ts';

/**
 * A sheet as CSV (RFC 4180), written while its rows come. The mark in front lets Excel read it as UTF-8; `bare` leaves it out. Every text is quoted:
 * then a delimiter of another kind in it misleads no program that guesses.
 */
export async function* writeCsv(
  headers: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>,
  { bare = false }: { readonly bare?: boolean } = {},
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${bare ? '' : '\uFEFF'}${lineOf(headers)}`);
  for await (const part of rows) {
    if (part.length > 0) yield encoder.encode(part.map(lineOf).join(''));
  }
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
}
