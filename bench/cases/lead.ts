import type { BenchCase, CaseColumn, CaseRow, CaseSheet } from '../case.ts';
import { KEYS_APART } from '../case.ts';
import { COUNTRIES, emailOf, phoneOf, pick } from './companies.ts';
import { partnersOf } from './partner.ts';

const WANTS = ['Forklift', 'Spare parts', 'Service contract', 'Größe L, 20 pcs', 'Training'];
const PEOPLE = ['Zoë Maes', 'Jürgen Weiß', 'Siân Walsh', 'Paweł Nowak'];
const LEADS_PER_PARTNER = 10;

export const leadCase: BenchCase = {
  name: 'lead',
  title: 'crm.lead, 5 plain columns, its partner, tags and country',
  make: ({ rows, tag }) => {
    const partners = partnersOf(Math.max(1, Math.round(rows / LEADS_PER_PARTNER)), `p${tag}`);
    const tags = tagsOf(`t${tag}`);
    const leads: CaseSheet = {
      node: 'leads',
      model: 'crm.lead',
      stamp: tag,
      columns: [
        ...leadColumns,
        { header: 'Partner', field: 'partner_id', kind: 'reference', refersTo: partners },
        { header: 'Tags', field: 'tag_ids', kind: 'references', refersTo: tags },
        { header: 'Country', field: 'country_id', kind: 'country' },
      ],
      rows: Array.from({ length: rows }, (_, index) => leadRow(index, tag, partners, tags)),
    };
    return { namespace: `bench_${tag}`, beforehand: [partners, tags], measured: [leads] };
  },
};

const leadColumns: readonly CaseColumn[] = [
  { header: 'Name', field: 'name', kind: 'text' },
  { header: 'Contact', field: 'contact_name', kind: 'text' },
  { header: 'Email', field: 'email_from', kind: 'text' },
  { header: 'Phone', field: 'phone', kind: 'text' },
  { header: 'Notes', field: 'description', kind: 'html' },
];

const TAGS = ['Fair', 'Website', 'Key account', 'Callback', 'Renewal'];

function tagsOf(stamp: string): CaseSheet {
  return {
    node: 'tags',
    model: 'crm.tag',
    stamp,
    columns: [{ header: 'Name', field: 'name', kind: 'text' }],
    rows: TAGS.map((name, i) => ({ key: `T${i + 1}`, cells: [`${name} ${stamp}`] })),
  };
}

/**
 * Email and phone are the partner's own, as in an export of another CRM. Others would not stay: Odoo writes them onto the partner, and
 * from there onto those of its leads that came in earlier calls (crm_lead.py 19 `_inverse_email_from`, `_compute_email_from`), whether
 * by `create` or by `load`. The contenders would then end with different records, by the size of their batches.
 */
function leadRow(index: number, stamp: string, partners: CaseSheet, tags: CaseSheet): CaseRow {
  const partner = index % partners.rows.length;
  const tagsOfIt = tags.rows.slice(index % 4, (index % 4) + 2).map(({ key }) => key);
  const number = String(index + 1).padStart(5, '0');
  return {
    key: `L${number}`,
    cells: [
      `${pick(WANTS, index)} ${number} ${stamp}`,
      pick(PEOPLE, index),
      emailOf(partner, partners.stamp),
      phoneOf(partner),
      `Asked for offer ${number}, "soon".`,
      partners.rows[partner]?.key ?? '',
      tagsOfIt.join(KEYS_APART),
      pick(Object.keys(COUNTRIES), index),
    ],
  };
}
