import { writeXlsx } from 'hucre/xlsx';
import type { SampleSheet } from './read-templates.ts';

/**
 * The sample as people keep it in Excel: a column of numbers holds numbers, one of ISO dates holds dates, all else is text as it is
 * written, so that codes keep their leading zeros and the little messes stay what they are.
 */
export function sampleWorkbook(sheets: readonly SampleSheet[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(worksheet) });
}

type CellOf = (text: string) => string | number | Date;

function worksheet({ name, headers, rows }: SampleSheet) {
  const columns = headers.map((header, index) => {
    const texts = rows.map((row) => row[index] ?? '').filter((text) => text !== '');
    return { header, index, ...kindOf(texts) };
  });
  return {
    name,
    columns: columns.map(({ header, numFmt, width }) => ({
      header,
      key: header,
      width,
      ...(numFmt === undefined ? {} : { numFmt }),
    })),
    data: rows.map((row) =>
      Object.fromEntries(
        columns.map(({ header, index, cellOf }) => {
          const text = row[index] ?? '';
          return [header, text === '' ? null : cellOf(text)];
        }),
      ),
    ),
  };
}

function kindOf(texts: readonly string[]): { cellOf: CellOf; numFmt?: string; width: number } {
  const width = Math.min(40, Math.max(12, ...texts.map((text) => text.length + 2)));
  if (texts.length > 0 && texts.every((text) => /^-?(0|[1-9]\d{0,9})(\.\d{1,9})?$/.test(text)))
    return { cellOf: Number, width };
  if (texts.length > 0 && texts.every((text) => /^\d{4}-\d\d-\d\d$/.test(text)))
    return { cellOf: (text) => new Date(`${text}T00:00:00Z`), numFmt: 'yyyy-mm-dd', width };
  return { cellOf: (text) => text, width };
}
