import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectDialect, sampleRows } from './csv-detect.ts';
import { findHeaderRow } from './header-row.ts';

/** Cells apart by `|`; blank rows are left out, as the readers do. */
function verdictOf(text: string) {
  const rows = text
    .trim()
    .split('\n')
    .map((line, index) => ({ row: index + 1, cells: line.split('|').map((cell) => cell.trim()) }));
  return findHeaderRow(rows.filter(({ cells }) => cells.some((cell) => cell !== '')));
}

const ORDERS = 'Code|Name|Amount|Status\n1|a|10|Open\n2|b|20|Open\n3|c|30|Done';

test.each<[string, number, string]>([
  ['a title, a period and a blank row', 5, `Acme Inc.|||\nCustomers|||\nJanuary 2024|||\n|||\n${ORDERS}`],
  [
    'titles of groups between the rows',
    4,
    'Acme Inc.||||\nTransactions by Customer||||\nAll Dates||||\n|Date|Type|Num|Amount\nAcme||||\n|01/02/2024|Invoice|1001|12.00\n|01/03/2024|Invoice|1002|13.00\nTotal for Acme||||25.00\nBeta||||\n|01/02/2024|Invoice|1003|12.00',
  ],
  ['labels with values', 5, `Report|Orders||\nGenerated|2024-01-01||\nBy|Ann||\n|||\n${ORDERS}`],
  ['labels with values, no blank row', 3, `Report|Orders||\nGenerated|2024-01-01||\n${ORDERS}`],
  ['filters', 3, `Filters|Status = Open|Owner = Ann|\n|||\n${ORDERS}`],
  ['a line about the export', 2, `Exported by Ann|2024-01-31 10:00|Version 2|\n${ORDERS}`],
  ['a title as wide as the rows', 2, `Price list|valid from|2024-01-01|EUR\n${ORDERS}`],
  ['a total above', 2, `Total|||60\n${ORDERS}`],
  ['headings over several columns', 2, `Order||State|\n${ORDERS}`],
  ['notes over the columns', 3, `* required||* required|\n||e.g. 10|\n${ORDERS}`],
])('the header stands below %s', (_, row, text) => {
  const verdict = verdictOf(text);
  expect(verdict).toMatchObject({ headerRow: row, looksHeaderless: false, reason: expect.any(String) });
  expect(verdict.skippedRows.length).toBeGreaterThan(0);
});

test.each<[string, string]>([
  ['a plain sheet', ORDERS],
  ['two columns', 'Name|Email\na|b\nc|d'],
  ['one column', 'Name\nAnn\nBob'],
  ['cells that are mostly empty', 'Code|Name|Street|City|Notes\n1|a|||\n2|b|||x\n3|c|||'],
  ['words only', 'Name|City|Country\nAnn|Oslo|Norway\nBob|Rome|Italy'],
  ['words only, one column without a name', '|Name|City|Country\nA|Ann|Oslo|Norway\nB|Bob|Rome|Italy'],
  ['units in the second row', 'Code|Weight|Price\n|kg|EUR\nA|1|2\nB|2|3'],
  ['years', 'Country|2019|2020|2021\nBE|1|2|3\nFR|2|3|4'],
  ['a word among the numbers', 'Name|Qty|\nAnn|5|\nBob|6|\nCid|n/a|call\nDee|7|ring\nEve|8|write'],
  ['numbered columns', 'Person|1|2|3\nAnn|x||x\nBob||x|x'],
])('the first row is the header of %s', (_, text) => {
  expect(verdictOf(text)).toEqual({
    headerRow: 1,
    skippedRows: [],
    looksHeaderless: false,
    reason: null,
  });
});

test('the reason says what is wrong with the rows above', () => {
  expect(verdictOf(`Total|||60\n${ORDERS}`).reason).toBe(
    'row 1 has no name for 2 columns that this one names',
  );
  expect(verdictOf(`Price list|valid from|2024-01-01|EUR\n${ORDERS}`).reason).toBe(
    'row 1 holds values, and this one a name for each column',
  );
  expect(verdictOf(`Acme|||\n${ORDERS}`).reason).toBe('it is the first row as wide as those below it');
});

const examples = new URL('../../examples/', import.meta.url).pathname;
const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.csv'),
);

test('every example has its header in the first row', () => {
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const start = readFileSync(join(examples, file)).subarray(0, 256 * 1024);
    const rows = sampleRows(start, true, detectDialect(start, true));
    expect([file, findHeaderRow(rows).headerRow]).toEqual([file, 1]);
  }
});
