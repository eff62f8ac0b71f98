import type { Sheets } from './stage.ts';
import { csv } from './stage.ts';

/** The source of a model-based case: three sheets that the case edits. */
export interface Source {
  /** Key → name ('' is refused) and city. */
  readonly companies: Map<string, { name: string; city: string }>;
  /** Key → company. */
  readonly leads: Map<string, string>;
}

/** Each other's boss, one below, one free. */
export const BOSS_OF: Readonly<Record<string, string | null>> = { S1: 'S2', S2: 'S1', S3: 'S1', S4: null };

/** By node: whatever a case may load. */
export const ALL_KEYS: Readonly<Record<string, readonly string[]>> = {
  companies: [1, 2, 3, 4, 5].map((n) => `C${n}`),
  leads: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `L${n}`),
  staff: Object.keys(BOSS_OF),
};

export const MODEL_GRAPH = (namespace: string): string => `
name: ${namespace}
namespace: ${namespace}
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      batch_size: 2
      fields:
        name: { column: Name }
        city: { column: City }
        country_id: { reference: { by: field, match: code, value: BE } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      batch_size: 2
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
  - id: staff
    type: model
    data:
      odooModel: hr.employee
      sheet: staff
      key: [Code]
      batch_size: 2
      fields:
        name: { column: Name }
        parent_id: { reference: { node: staff, columns: [Boss] } }
`;

export function firstSource(): Source {
  const companies = new Map(
    [1, 2, 3, 4, 5].map((n) => [`C${n}`, { name: `Company ${n}`, city: `City ${n}` }]),
  );
  const leads = new Map([1, 2, 3, 4, 5, 6].map((n) => [`L${n}`, companyOf(n)]));
  return { companies, leads };
}

export function companyOf(lead: number): string {
  return `C${((lead * 3) % 5) + 1}`;
}

export function sheetsOf({ companies, leads }: Source): Sheets {
  return {
    companies: csv(
      'Code,Name,City',
      [...companies].map(([key, { name, city }]) => `${key},${name},${city}`),
    ),
    leads: csv(
      'No,Title,Company',
      [...leads].map(([key, company]) => `${key},Lead ${key},${company}`),
    ),
    staff: csv(
      'Code,Name,Boss',
      Object.entries(BOSS_OF).map(([key, boss]) => `${key},Name ${key},${boss ?? ''}`),
    ),
  };
}

export function copyOf({ companies, leads }: Source): Source {
  return {
    companies: new Map([...companies].map(([key, value]) => [key, { ...value }])),
    leads: new Map(leads),
  };
}
