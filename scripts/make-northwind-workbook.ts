/**
 * Makes examples/northwind/workbook/northwind.xlsx from the CSV files, as people keep it in Excel: numbers and dates as such, text
 * with leading zeros as text, empty cells for NULL, no pictures.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseCsv } from 'hucre/csv';
import { writeXlsx } from 'hucre/xlsx';

const folder = new URL('../examples/northwind/', import.meta.url);
const TEXT_COLUMNS = new Set([
  'postalCode',
  'shipPostalCode',
  'territoryID',
  'phone',
  'fax',
  'homePhone',
  'extension',
  'customerID',
]);
const PICTURES = new Set(['picture', 'photo', 'photoPath']);

function cell(header: string, text: string): string | number | Date | null {
  if (text === 'NULL' || text === '') return null;
  if (TEXT_COLUMNS.has(header)) return text;
  if (/^\d{4}-\d\d-\d\d 00:00:00\.000$/.test(text)) return new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text;
}

const sheets = readdirSync(new URL('data/', folder))
  .sort()
  .map((file) => {
    const [headers = [], ...rows] = parseCsv(readFileSync(new URL(`data/${file}`, folder), 'utf8')).map(
      (row) => row.map(String),
    );
    const kept = headers.flatMap((header, i) => (PICTURES.has(header) ? [] : [i]));
    return {
      name: file.replace(/\.csv$/, ''),
      columns: kept.map((i) => ({
        header: headers[i] ?? '',
        key: headers[i] ?? '',
        ...((headers[i] ?? '').endsWith('Date') ? { numFmt: 'yyyy-mm-dd' } : {}),
      })),
      data: rows.map((row) =>
        Object.fromEntries(kept.map((i) => [headers[i] ?? '', cell(headers[i] ?? '', row[i] ?? '')])),
      ),
    };
  });

mkdirSync(new URL('workbook/', folder), { recursive: true });
writeFileSync(new URL('workbook/northwind.xlsx', folder), await writeXlsx({ sheets }));
