import { z } from 'zod';
import type { Answer, InboundField, ReadRecord, Referrer, ReferrerPage } from '../load/ports.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';
import { readRecords } from './find-records.ts';

const PAGE = 5_000;
const AUDIT_FIELDS = ['create_date', 'create_uid', 'write_date', 'write_uid'] as const;
/** Of a chatter only what somebody wrote or mailed; the notes that Odoo itself makes go with their record. */
const WRITTEN_BY_SOMEBODY = ['message_type', 'in', ['comment', 'email', 'email_outgoing']] as const;

type Term = readonly [field: string, operator: string, value: unknown] | '|' | '&';

/** One `search` over all fields of the referring model, then one `read` with raw many2one: no name is computed (`search_read` would). */
export async function findReferrers(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  { through, after }: { through: readonly InboundField[]; after: number },
): Promise<Answer<ReferrerPage>> {
  const referring = through[0]?.model;
  if (referring === undefined || ids.length === 0) return { ok: true, value: { referrers: [], next: null } };
  const found = await client.call(referring, 'search', {
    args: { domain: domainOf(model, ids, through, after), order: 'id', limit: PAGE },
    positional: ['domain'],
    context: ALL_RECORDS_CONTEXT,
    answer: z.array(z.int().positive()),
  });
  if (!found.ok) return found;
  const fields = [...new Set(through.flatMap(({ field, modelField }) => [field, modelField ?? field]))];
  const read = [...fields, ...AUDIT_FIELDS];
  const records = await readRecords(client, referring, found.value, read, ALL_RECORDS_CONTEXT);
  if (!records.ok) return records;
  const next = found.value.length === PAGE ? (found.value.at(-1) ?? null) : null;
  const wanted = new Set(ids);
  const referrers = records.value.flatMap((record) => referencesOf(record, model, wanted, through));
  return { ok: true, value: { referrers, next } };
}

function domainOf(
  model: string,
  ids: readonly number[],
  through: readonly InboundField[],
  after: number,
): readonly Term[] {
  const conditions = through.flatMap((field): readonly Term[] => {
    if (field.kind === 'reference') return [[field.field, 'in', ids.map((id) => `${model},${id}`)]];
    if (field.kind !== 'many2one_reference') return [[field.field, 'in', ids]];
    return ['&', [field.modelField ?? 'res_model', '=', model], [field.field, 'in', ids]];
  });
  const ors = Array.from({ length: through.length - 1 }, () => '|' as const);
  const bySomebody = through[0]?.model === 'mail.message' ? [WRITTEN_BY_SOMEBODY] : [];
  return [['id', '>', after], ...bySomebody, ...ors, ...conditions];
}

function referencesOf(
  record: ReadRecord,
  model: string,
  wanted: ReadonlySet<number>,
  through: readonly InboundField[],
): readonly Referrer[] {
  return through.flatMap((field) =>
    idsIn(record, model, field)
      .filter((to) => wanted.has(to))
      .map((to) => ({ id: record.id, field: field.field, to, audit: auditOf(record) })),
  );
}

function idsIn(
  record: ReadRecord,
  model: string,
  { field, kind, modelField }: InboundField,
): readonly number[] {
  const value = record[field];
  if (kind === 'reference') {
    const [of, id] = String(value).split(',');
    return of === model ? [Number(id)] : [];
  }
  if (kind === 'many2one_reference' && record[modelField ?? 'res_model'] !== model) return [];
  return (Array.isArray(value) ? value : [value]).map(Number);
}

function auditOf(record: ReadRecord): Referrer['audit'] {
  return {
    createdAt: String(record.create_date),
    createdBy: Number(record.create_uid),
    writtenAt: String(record.write_date),
    writtenBy: Number(record.write_uid),
  };
}
