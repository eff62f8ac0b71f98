import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../../src/app/app.ts';
import type { Parents } from './oracle-state.ts';
import { addFolder, addGraph } from './product.ts';

/** The standard graph of crash and fault tests: companies ← contacts, companies ← leads. Small batches, so there are many. */
export interface SmallGraphOptions {
  /** Default `small`; another one for each graph that shares an Odoo. */
  readonly namespace?: string;
  /** Rows per call; default 5. */
  readonly batchSize?: number;
}

/** Rows per node, each named after its number from 1: `C1`, `P1`, `L1`. */
export interface SmallRows {
  readonly companies: number;
  readonly contacts: number;
  readonly leads: number;
}

export const SMALL_ROWS: SmallRows = { companies: 15, contacts: 15, leads: 15 };

export const SMALL_MODELS = ['res.partner', 'crm.lead'] as const;

export function smallGraph({ namespace = 'small', batchSize = 5 }: SmallGraphOptions = {}): string {
  return `
name: ${namespace}
namespace: ${namespace}
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [code]
      batch_size: ${batchSize}
      fields:
        name: { column: name }
        is_company: { value: true }
        city: { column: city }
        country_id: { reference: { by: field, match: code, column: country } }
  - id: contacts
    type: model
    data:
      odooModel: res.partner
      sheet: contacts
      key: [code]
      batch_size: ${batchSize}
      fields:
        name: { column: name }
        email: { column: email }
        parent_id: { reference: { node: companies, columns: [company] } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [code]
      batch_size: ${batchSize}
      fields:
        name: { column: title }
        partner_id: { reference: { node: companies, columns: [company] } }
        expected_revenue: { column: revenue }
`;
}

/** Which company the n-th contact and the n-th lead belong to; both nodes skip and repeat companies in another order. */
const companyOfContact = (n: number, companies: number): number => ((n * 7) % companies) + 1;
const companyOfLead = (n: number, companies: number): number => ((n * 11 + 3) % companies) + 1;

/** The right parents, for the oracle. */
export function smallParents({ companies }: SmallRows = SMALL_ROWS): Parents {
  const numberOf = (key: string): number => Number(key.slice(1));
  return {
    contacts: {
      parent_id: {
        node: 'companies',
        keyOf: (key) => `C${companyOfContact(numberOf(key), companies)}`,
      },
    },
    leads: {
      partner_id: { node: 'companies', keyOf: (key) => `C${companyOfLead(numberOf(key), companies)}` },
    },
  };
}

/** Text of a CSV per file name; the same counts give the same bytes. `edition` changes one field of every row. */
export function smallFiles(rows: SmallRows = SMALL_ROWS, edition = 1): Readonly<Record<string, string>> {
  const lines = (count: number, line: (n: number) => string): readonly string[] =>
    Array.from({ length: count }, (_, i) => line(i + 1));
  const company = (n: number): string => `C${n},Company ${n},City ${edition}-${n},${n % 2 ? 'FR' : 'DE'}`;
  const contact = (n: number): string =>
    `P${n},Person ${n},p${n}.${edition}@example.com,C${companyOfContact(n, rows.companies)}`;
  const lead = (n: number): string =>
    `L${n},Lead ${n},C${companyOfLead(n, rows.companies)},${n * 10 + edition}`;
  return {
    'companies.csv': ['code,name,city,country', ...lines(rows.companies, company)].join('\n'),
    'contacts.csv': ['code,name,email,company', ...lines(rows.contacts, contact)].join('\n'),
    'leads.csv': ['code,title,company,revenue', ...lines(rows.leads, lead)].join('\n'),
  };
}

/** Writes the files and adds dataset and graph to the product; `folder` is made when it is not there. */
export async function addSmall(
  app: App,
  folder: string,
  options: SmallGraphOptions & { readonly rows?: SmallRows; readonly edition?: number } = {},
): Promise<{ readonly graphId: string; readonly datasetId: string }> {
  const graph = await addGraph(app, smallGraph(options));
  return { graphId: graph.id, datasetId: await addSmallFiles(app, folder, options.rows, options.edition) };
}

/** A further dataset for the same graph. */
export async function addSmallFiles(
  app: App,
  folder: string,
  rows: SmallRows = SMALL_ROWS,
  edition = 1,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(smallFiles(rows, edition)))
    await writeFile(join(folder, name), text);
  return (await addFolder(app, folder)).id;
}
