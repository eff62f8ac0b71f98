import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { OdooClient } from './client.ts';

const Reference = z.union([z.tuple([z.int(), z.string()]).transform(([id]) => id), z.literal(false)]);
const CompanyRows = z.array(z.object({ company_id: Reference }));
const CountryRows = z.array(z.object({ country_id: Reference }));
const CodeRows = z.array(z.object({ code: z.union([z.string(), z.literal(false)]) }));

export async function readUserCompany(client: OdooClient): Promise<Answer<number | null>> {
  const rows = await client.call('res.users', 'read', {
    ids: [client.uid],
    args: { fields: ['company_id'] },
    answer: CompanyRows,
  });
  return rows.ok ? { ok: true, value: rows.value[0]?.company_id || null } : rows;
}

/** ISO 3166 code; null where the user's company has no country. */
export async function readCompanyCountry(client: OdooClient): Promise<Answer<string | null>> {
  const company = await readUserCompany(client);
  if (!company.ok || company.value === null) return company.ok ? { ok: true, value: null } : company;
  const rows = await client.call('res.company', 'read', {
    ids: [company.value],
    args: { fields: ['country_id'] },
    answer: CountryRows,
  });
  if (!rows.ok) return rows;
  const country = rows.value[0]?.country_id;
  if (!country) return { ok: true, value: null };
  const codes = await client.call('res.country', 'read', {
    ids: [country],
    args: { fields: ['code'] },
    answer: CodeRows,
  });
  return codes.ok ? { ok: true, value: codes.value[0]?.code || null } : codes;
}
