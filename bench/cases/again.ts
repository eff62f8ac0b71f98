import type { BenchCase, CaseRow, CaseSheet } from '../case.ts';
import { partnersOf } from './partner.ts';

export const unchangedCase: BenchCase = {
  name: 'unchanged',
  title: 'res.partner, 6 plain columns: the same rows again',
  make: ({ rows, tag }) => {
    const partners = partnersOf(rows, tag);
    return { namespace: `bench_${tag}`, beforehand: [], earlier: [partners], measured: [partners] };
  },
};

/** One row in so many has another city. */
const CHANGED_ONE_IN = 100;

export const changedCase: BenchCase = {
  name: 'changed',
  title: 'res.partner, 6 plain columns: the same rows again, 1 % of them with another city',
  make: ({ rows, tag }) => {
    const partners = partnersOf(rows, tag);
    return { namespace: `bench_${tag}`, beforehand: [], earlier: [partners], measured: [moved(partners)] };
  },
};

function moved(sheet: CaseSheet): CaseSheet {
  const city = sheet.columns.findIndex(({ field }) => field === 'city');
  const move = ({ key, cells }: CaseRow, index: number): CaseRow => ({
    key,
    cells: cells.map((cell, i) => (i === city && index % CHANGED_ONE_IN === 0 ? `New ${cell}` : cell)),
  });
  return { ...sheet, rows: sheet.rows.map(move) };
}
