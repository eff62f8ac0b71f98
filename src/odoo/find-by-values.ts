import { z } from 'zod';
import type { Answer, Candidate, FieldValues } from '../load/ports.ts';
import { chunks } from '../util/chunks.ts';
import { collect } from './answers.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';
import { labelOf, plainRecord, ReadRows } from './find-records.ts';

const VALUES_PER_CALL = 500;
const PAGE = 2_000;

/** Records that hold one of the values in each field; the first field's values are asked in parts. */
export async function findByValues(
  client: OdooClient,
  model: string,
  conditions: readonly FieldValues[],
  fields: readonly string[],
): Promise<Answer<readonly Candidate[]>> {
  const [first, ...rest] = conditions;
  if (!first || conditions.some(({ values }) => values.length === 0)) return { ok: true, value: [] };
  const known = await client.call(model, 'fields_get', {
    args: { allfields: ['active', 'create_date'], attributes: ['type'] },
    answer: z.record(z.string(), z.unknown()),
  });
  if (!known.ok) return known;
  const read = [
    ...new Set(['id', 'display_name', ...('active' in known.value ? ['active'] : []), ...fields]),
  ];
  const domain = rest.map(({ field, values }) => [field, 'in', values]);
  const found = await collect(chunks(first.values, VALUES_PER_CALL), (values) =>
    searchPages(client, model, [[first.field, 'in', values], ...domain], read),
  );
  if (!found.ok) return found;
  // a record may hold values of two parts where Odoo compares loosely
  const byId = new Map(found.value.map((candidate) => [candidate.record.id, candidate]));
  return { ok: true, value: [...byId.values()].sort((a, b) => a.record.id - b.record.id) };
}

async function searchPages(
  client: OdooClient,
  model: string,
  conditions: readonly unknown[],
  fields: readonly string[],
): Promise<Answer<readonly Candidate[]>> {
  const found: Candidate[] = [];
  let after = 0;
  for (;;) {
    const page = await client.call(model, 'search_read', {
      args: { domain: [...conditions, ['id', '>', after]], fields, order: 'id', limit: PAGE },
      context: ALL_RECORDS_CONTEXT,
      answer: ReadRows,
    });
    if (!page.ok) return page;
    for (const row of page.value) {
      found.push({
        record: plainRecord(row),
        label: labelOf(row),
        isArchived: row.active === false,
        createDate: typeof row.create_date === 'string' ? row.create_date : null,
      });
    }
    if (page.value.length < PAGE) return { ok: true, value: found };
    after = page.value.at(-1)?.id ?? after;
  }
}
