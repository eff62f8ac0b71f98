import type { BenchCase, CaseRow, CaseSheet } from '../case.ts';
import { leadCase } from './lead.ts';

const BAD_ONE_IN = 100;

/** What is wrong can be seen before anything is sent: no name, an unknown partner, an unknown country. */
export const badRowsCase: BenchCase = {
  name: 'lead-bad',
  title: 'crm.lead as above with 1 % bad rows: no name, unknown partner, unknown country',
  make: (size) => {
    const data = leadCase.make(size);
    const spoil: readonly (readonly [field: string, cell: string])[] = [
      ['name', ''],
      ['partner_id', 'NOBODY'],
      ['country_id', 'XX'],
    ];
    return { ...data, measured: data.measured.map((sheet) => withBadRows(sheet, spoil)) };
  },
};

/** Only Odoo's own constraint finds them: it refuses a whole call for one of them. */
export const refusedRowsCase: BenchCase = {
  name: 'lead-refused',
  title: 'crm.lead as above with 1 % of rows that only Odoo refuses (a probability of 250 %)',
  make: (size) => {
    const data = leadCase.make(size);
    const measured = data.measured.map(withProbability);
    return { ...data, measured: measured.map((sheet) => withBadRows(sheet, [['probability', '250']])) };
  },
};

function withProbability(sheet: CaseSheet): CaseSheet {
  return {
    ...sheet,
    columns: [...sheet.columns, { header: 'Probability', field: 'probability', kind: 'number' }],
    rows: sheet.rows.map((row) => ({ ...row, cells: [...row.cells, '20'] })),
  };
}

function withBadRows(
  sheet: CaseSheet,
  spoil: readonly (readonly [field: string, cell: string])[],
): CaseSheet {
  const columnOf = (field: string): number => sheet.columns.findIndex((column) => column.field === field);
  return {
    ...sheet,
    rows: sheet.rows.map((row, index): CaseRow => {
      if (index % BAD_ONE_IN !== BAD_ONE_IN / 2) return row;
      const [field, bad] = spoil[Math.floor(index / BAD_ONE_IN) % spoil.length] ?? ['name', ''];
      return { ...row, cells: row.cells.with(columnOf(field), bad), isBad: true };
    }),
  };
}
