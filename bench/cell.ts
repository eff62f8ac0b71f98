import type { CaseColumn, CaseData } from './case.ts';
import { externalId, isReference, keysIn } from './case.ts';
import { COUNTRIES } from './cases/companies.ts';
import type { Known } from './contender.ts';

/** How a file of Odoo's own import says what a row refers to. */
export type ReferencesBy = 'name' | 'external_id';

export function pathOf(column: CaseColumn, by: ReferencesBy): string {
  const isLink = isReference(column) || column.kind === 'country';
  return isLink && by === 'external_id' ? `${column.field}/id` : column.field;
}

/** The cell as `load` and the wizard take it. */
export function textsOf(data: CaseData, column: CaseColumn, by: ReferencesBy): (cell: string) => string {
  if (column.kind === 'country')
    return (code) => (by === 'name' ? (COUNTRIES[code] ?? '') : `base.${code.toLowerCase()}`);
  if (!isReference(column)) return (cell) => cell;
  const names = new Map(column.refersTo.rows.map(({ key, cells }) => [key, cells[0] ?? '']));
  const textOf = (key: string): string =>
    by === 'name' ? (names.get(key) ?? '') : externalId(data, column.refersTo, key);
  return (cell) => keysIn(column, cell).map(textOf).join(',');
}

/** The cell as `create` takes it. */
export function createValue(column: CaseColumn, cell: string, known: Known): unknown {
  switch (column.kind) {
    case 'text':
    case 'html':
      return cell;
    case 'number':
      return Number(cell);
    case 'country':
      return known.get(COUNTRY_NODE)?.get(cell);
    case 'reference':
      return known.get(column.refersTo.node)?.get(cell);
    case 'references':
      return [[6, 0, keysIn(column, cell).map((key) => known.get(column.refersTo.node)?.get(key))]];
  }
}

/** Where `known` has the countries, by their code. */
export const COUNTRY_NODE = 'res.country';
