import type { CaseRow } from '../case.ts';

const NAMES = [
  'Müller & Söhne',
  'Łódź Tools',
  'O’Brien, Walsh',
  'Café "Central"',
  'Åkesson',
  'Northern Mills',
];
/** Names as Odoo has them, by code; the external IDs of these are `base.` and the code. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  BE: 'Belgium',
  PL: 'Poland',
  IE: 'Ireland',
  SE: 'Sweden',
  DE: 'Germany',
};
const CITIES = ['Zürich', 'Łódź', 'Cork', 'Liège', 'Malmö', 'Leeds'];

/** Cells in the order of `partnerColumns`. Made by counting: the same size gives the same rows on every machine. */
export function companyRow(index: number, stamp: string): CaseRow {
  const number = String(index + 1).padStart(5, '0');
  return {
    key: `P${number}`,
    cells: [
      `${pick(NAMES, index)} ${number} ${stamp}`,
      `${index + 1} Station Road`,
      pick(CITIES, index),
      number,
      phoneOf(index),
      emailOf(index, stamp),
    ],
  };
}

export function phoneOf(index: number): string {
  return `+32 2 55${String(index).padStart(5, '0')}`;
}

export function emailOf(index: number, stamp: string): string {
  return `office${index + 1}@${stamp}.example.com`;
}

export function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}
