import type { Oracle, OracleRecord } from '../test/support/read-odoo.ts';
import { idOf } from '../test/support/read-odoo.ts';
import type { CaseColumn, CaseRow, CaseSheet } from './case.ts';
import { isReference, keysIn } from './case.ts';
import { COUNTRY_NODE } from './cell.ts';
import type { Known } from './contender.ts';

/**
 * Reads every record of the sheets back and compares all its fields: reading 4,000 records costs a tenth of a second, so there is no
 * need to believe in a sample. Returns what is wrong; empty when every row is there once, as it was in the file, and no bad one.
 */
export async function verify(
  client: Oracle,
  sheets: readonly CaseSheet[],
  known: Known,
): Promise<readonly string[]> {
  const found = new Map(known);
  const wrong: string[] = [];
  for (const sheet of sheets) {
    const fields = sheet.columns.map((column) => column.field);
    const records = await client.searchRead(sheet.model, domainOf(sheet), fields);
    wrong.push(...differences(sheet, records, found));
    found.set(sheet.node, idsByKey(sheet, records));
  }
  return wrong;
}

function idsByKey(sheet: CaseSheet, records: readonly OracleRecord[]): ReadonlyMap<string, number> {
  const ids = new Map(records.map(({ id, name }) => [String(name), id]));
  return new Map(sheet.rows.map(({ key, cells }) => [key, ids.get(cells[0] ?? '') ?? 0]));
}

export function differences(
  sheet: CaseSheet,
  records: readonly OracleRecord[],
  known: Known,
): readonly string[] {
  const byName = Map.groupBy(records, (record) => String(record.name));
  const good = sheet.rows.filter((row) => row.isBad !== true);
  const wrong = good.flatMap((row) => differencesOfRow(sheet, row, byName.get(row.cells[0] ?? ''), known));
  const names = new Set(good.map((row) => row.cells[0]));
  const strangers = records.filter((record) => !names.has(String(record.name)));
  return [...wrong, ...strangers.map((record) => `${sheet.model} ${record.id} comes from no row`)];
}

function differencesOfRow(
  { columns }: CaseSheet,
  { key, cells }: CaseRow,
  found: readonly OracleRecord[] | undefined,
  known: Known,
): readonly string[] {
  const [record, second] = found ?? [];
  if (record === undefined) return [`row ${key} is not in Odoo`];
  if (second !== undefined) return [`row ${key} is in Odoo ${found?.length} times`];
  return columns.flatMap((column, i) => {
    const expected = expectedOf(column, cells[i] ?? '', known);
    const actual = actualOf(column, record[column.field]);
    return actual === expected ? [] : [`row ${key}: ${column.field} is ${actual}, not ${expected}`];
  });
}

function expectedOf(column: CaseColumn, cell: string, known: Known): string {
  if (column.kind === 'country') return String(known.get(COUNTRY_NODE)?.get(cell));
  if (!isReference(column)) return cell;
  const ids = known.get(column.refersTo.node);
  return sorted(keysIn(column, cell).map((key) => ids?.get(key) ?? 0));
}

function actualOf({ kind }: CaseColumn, value: unknown): string {
  switch (kind) {
    case 'text':
    case 'number':
      return String(value);
    case 'html':
      // Odoo puts a paragraph around the text (fields.Html sanitizes).
      return String(value).replace(/<[^>]+>/g, '');
    case 'reference':
    case 'country':
      return String(idOf(value));
    case 'references':
      return Array.isArray(value) ? sorted(value.map(Number)) : String(value);
  }
}

function sorted(ids: readonly number[]): string {
  return ids.toSorted((a, b) => a - b).join(',');
}

/** The stamp ends every name of the sheet. */
export function domainOf(sheet: CaseSheet): readonly unknown[] {
  return [['name', '=like', `% ${sheet.stamp}`]];
}
