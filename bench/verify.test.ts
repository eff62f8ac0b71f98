import { describe, expect, it } from 'vitest';
import type { OracleRecord } from '../test/support/read-odoo.ts';
import type { CaseSheet } from './case.ts';
import { badRowsCase } from './cases/bad.ts';
import { COUNTRIES } from './cases/companies.ts';
import { leadCase } from './cases/lead.ts';
import { COUNTRY_NODE } from './cell.ts';
import { differences } from './verify.ts';

const data = leadCase.make({ rows: 20, tag: 'a1' });
const [sheet] = data.measured as readonly [CaseSheet];
const known = new Map([
  [
    'partners',
    new Map([
      ['P00001', 71],
      ['P00002', 72],
    ]),
  ],
  ['tags', new Map(Array.from({ length: 5 }, (_, i) => [`T${i + 1}`, 91 + i] as const))],
  [COUNTRY_NODE, new Map(Object.keys(COUNTRIES).map((code, i) => [code, 20 + i] as const))],
]);

/** What Odoo would hold when every row came through. */
function recordsOf({ rows, columns }: CaseSheet): OracleRecord[] {
  return rows.map(({ cells }, index) => ({
    id: 100 + index,
    ...Object.fromEntries(columns.map(({ field }, i) => [field, cells[i]])),
    description: `<p>${cells[4]}</p>`,
    partner_id: [cells[5] === 'P00001' ? 71 : 72, 'A company'],
    tag_ids: [92 + (index % 4), 91 + (index % 4)],
    country_id: [20 + (index % 5), 'A country'],
  }));
}

describe('verification of a measurement', () => {
  it('finds nothing where every row is there once with its values and its partner', () => {
    expect(differences(sheet, recordsOf(sheet), known)).toEqual([]);
  });

  it('names a row that is lost', () => {
    const records = recordsOf(sheet).filter(({ id }) => id !== 103);
    expect(differences(sheet, records, known)).toEqual(['row L00004 is not in Odoo']);
  });

  it('names a row that is there twice', () => {
    const [first, ...rest] = recordsOf(sheet);
    const records = [...(first === undefined ? [] : [first, { ...first, id: 900 }]), ...rest];
    expect(differences(sheet, records, known)).toEqual(['row L00001 is in Odoo 2 times']);
  });

  it('names a row that hangs on another partner', () => {
    const records = recordsOf(sheet).map((record) =>
      record.id === 101 ? { ...record, partner_id: [71, 'A company'] } : record,
    );
    expect(differences(sheet, records, known)).toEqual(['row L00002: partner_id is 71, not 72']);
  });

  it('names a record that comes from no row', () => {
    const records = [...recordsOf(sheet), { id: 900, name: 'Warm up a1' }];
    expect(differences(sheet, records, known)).toEqual(['crm.lead 900 comes from no row']);
  });

  it('names a row with other tags or of another country', () => {
    const records = recordsOf(sheet).map((record) => {
      if (record.id === 101) return { ...record, tag_ids: [92] };
      return record.id === 102 ? { ...record, country_id: false } : record;
    });
    expect(differences(sheet, records, known)).toEqual([
      'row L00002: tag_ids is 92, not 92,93',
      expect.stringMatching(/^row L00003: country_id is .+, not 22$/),
    ]);
  });

  it('names a bad row that came through, and misses none', () => {
    const [bad] = badRowsCase.make({ rows: 400, tag: 'a1' }).measured as readonly [CaseSheet];
    expect(bad.rows.filter(({ isBad }) => isBad).map(({ key }) => key)).toEqual([
      'L00051',
      'L00151',
      'L00251',
      'L00351',
    ]);
    const partners = new Map(
      Array.from({ length: 40 }, (_, i) => [`P${String(i + 1).padStart(5, '0')}`, 71] as const),
    );
    const all = new Map([...known, ['partners', partners]]);
    const records = recordsOf(bad).map((record) => ({ ...record, partner_id: [71, 'A company'] }));
    const through = records.filter((_, i) => i % 100 !== 50);
    expect(differences(bad, through, all)).toEqual([]);
    const [, second] = records.filter((_, i) => i % 100 === 50);
    expect(differences(bad, [...through, second as OracleRecord], all)).toEqual([
      `crm.lead ${second?.id} comes from no row`,
    ]);
  });
});
