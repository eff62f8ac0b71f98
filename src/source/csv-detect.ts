import { type CsvDialect, CsvScanner } from './csv-scanner.ts';
import type { ReadOptions } from './dataset.ts';
import type { SampleRow } from './header-cells.ts';

const DELIMITERS = [',', ';', '\t', '|', '^'] as const;

/**
 * Delimiter and quote of a sample of the text. The delimiter is the one that cuts most rows into the same number of cells,
 * and of several the one under which the first full row reads like a header (`1,5;2,5` is cut evenly by commas too).
 */
export function detectDialect(sample: Buffer, isWhole: boolean, wanted: ReadOptions = {}): CsvDialect {
  const quote = wanted.quote ?? detectQuote(sample);
  if (wanted.delimiter !== undefined) return { delimiter: wanted.delimiter, quote };
  const ranked = DELIMITERS.map((delimiter, index) => {
    const rows = sampleRows(sample, isWhole, { delimiter, quote });
    return { delimiter, index, score: scoreOf(rows) };
  }).sort((a, b) => b.score - a.score || a.index - b.index);
  const best = ranked[0];
  return { delimiter: best !== undefined && best.score > 0 ? best.delimiter : ',', quote };
}

/** Rows of the sample that are not blank; the last one is left out when the sample ends inside the file. */
export function sampleRows(sample: Buffer, isWhole: boolean, dialect: CsvDialect, max = 200): SampleRow[] {
  const rows: SampleRow[] = [];
  const scanner = new CsvScanner(dialect, (record) => {
    if (record.lastFilled < 0 || rows.length >= max) return;
    rows.push({ row: record.row, cells: scanner.fieldsOf(record) });
  });
  scanner.push(sample);
  if (isWhole) scanner.finish();
  return rows;
}

function scoreOf(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  const usual = [...counts].sort(([, a], [, b]) => b - a)[0];
  if (usual === undefined) return 0;
  const [width, count] = usual;
  const first = rows.find(({ cells }) => cells.length === width);
  const share = count / rows.length;
  return share + (first !== undefined && isHeaderLike(first.cells) ? 1 : 0);
}

function isHeaderLike(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length >= cells.length / 2 && filled.every((cell) => /\p{L}|_/u.test(cell));
}

/** Single quotes only where they enclose cells and no double quote does. */
function detectQuote(sample: Buffer): string {
  const text = sample.toString('utf8');
  const enclosed = (quote: string): number =>
    text.match(new RegExp(`(?:^|[,;\\t|^])${quote}[^${quote}\\n]*${quote}(?=[,;\\t|^\\r\\n]|$)`, 'gm'))
      ?.length ?? 0;
  return enclosed('"') === 0 && enclosed("'") >= 2 ? "'" : '"';
}
