import type { BenchCase, CaseColumn, CaseRow, CaseSheet } from '../case.ts';
import { companyRow, emailOf, phoneOf, pick } from './companies.ts';

export const partnerColumns: readonly CaseColumn[] = [
  { header: 'Name', field: 'name', kind: 'text' },
  { header: 'Street', field: 'street', kind: 'text' },
  { header: 'City', field: 'city', kind: 'text' },
  { header: 'Zip', field: 'zip', kind: 'text' },
  { header: 'Phone', field: 'phone', kind: 'text' },
  { header: 'Email', field: 'email', kind: 'text' },
];

export function partnersOf(count: number, stamp: string): CaseSheet {
  return {
    node: 'partners',
    model: 'res.partner',
    stamp,
    columns: partnerColumns,
    rows: Array.from({ length: count }, (_, index) => companyRow(index, stamp)),
  };
}

export const partnerCase: BenchCase = {
  name: 'partner',
  title: 'res.partner, 6 plain columns',
  make: ({ rows, tag }) => ({
    namespace: `bench_${tag}`,
    beforehand: [],
    measured: [partnersOf(rows, tag)],
  }),
};

const CONTACTS_PER_COMPANY = 4;
const PEOPLE = ['Zoë Maes', 'Jürgen Weiß', 'Siân Walsh', 'Paweł Nowak'];

export const contactCase: BenchCase = {
  name: 'contact',
  title: 'res.partner, companies and four contacts of each (`parent_id`)',
  make: ({ rows, tag }) => {
    const companies = partnersOf(Math.max(1, Math.round(rows / (CONTACTS_PER_COMPANY + 1))), `p${tag}`);
    return { namespace: `bench_${tag}`, beforehand: [], measured: [companies, contactsOf(companies, tag)] };
  },
};

function contactsOf(companies: CaseSheet, stamp: string): CaseSheet {
  return {
    node: 'contacts',
    model: 'res.partner',
    stamp,
    columns: [
      { header: 'Name', field: 'name', kind: 'text' },
      { header: 'Phone', field: 'phone', kind: 'text' },
      { header: 'Email', field: 'email', kind: 'text' },
      { header: 'Company', field: 'parent_id', kind: 'reference', refersTo: companies },
    ],
    rows: companies.rows.flatMap(({ key }, company) =>
      Array.from({ length: CONTACTS_PER_COMPANY }, (_, person): CaseRow => {
        const index = company * CONTACTS_PER_COMPANY + person;
        const number = String(index + 1).padStart(5, '0');
        return {
          key: `K${number}`,
          cells: [`${pick(PEOPLE, index)} ${number} ${stamp}`, phoneOf(index), emailOf(index, stamp), key],
        };
      }),
    ),
  };
}
