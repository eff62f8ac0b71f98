import { z } from 'zod';
import type { Answer, FoundRecord, ReadRecord, Target } from '../load/ports.ts';
import { chunks } from '../util/chunks.ts';
import { collect } from './answers.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT, withBase } from './context.ts';
import type { CallOptions } from './http.ts';

const IDS_PER_CALL = 2_000;
const VALUES_PER_CALL = 500;
const PAGE = 2_000;

export const IdRows = z.array(z.object({ id: z.int().positive() }));

/** Which of these database IDs exist, archived records included, in the order asked. */
export async function findExistingIds(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  options?: CallOptions,
): Promise<Answer<readonly number[]>> {
  const wanted = [...new Set(ids)];
  const rows = await collect(chunks(wanted, IDS_PER_CALL), (chunk) =>
    client.call(
      model,
      'search_read',
      {
        args: { domain: [['id', 'in', chunk]], fields: ['id'] },
        context: ALL_RECORDS_CONTEXT,
        answer: IdRows,
      },
      options,
    ),
  );
  if (!rows.ok) return rows;
  const existing = new Set(rows.value.map((row) => row.id));
  return { ok: true, value: wanted.filter((id) => existing.has(id)) };
}

/** The largest database ID of the model, archived records included; 0 where there is none. */
export async function findNewestId(client: OdooClient, model: string): Promise<Answer<number>> {
  const newest = await client.call(model, 'search_read', {
    args: { domain: [], fields: ['id'], order: 'id desc', limit: 1 },
    context: ALL_RECORDS_CONTEXT,
    answer: IdRows,
  });
  return newest.ok ? { ok: true, value: newest.value[0]?.id ?? 0 } : newest;
}

const ReadValueShape = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);
export const ReadRows = z.array(z.looseObject({ id: z.int().positive() }));

/**
 * Values as Odoo stores them; many2one as database ID or false (`load: null`, no labels). Records that are gone are left out;
 * values of kinds without a plain form (json, properties) come as their JSON text.
 */
export async function readRecords(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
  context: Readonly<Record<string, unknown>>,
): Promise<Answer<readonly ReadRecord[]>> {
  const readChunk = async (chunk: readonly number[]): Promise<Answer<readonly ReadRecord[]>> => {
    const answer = await client.call(model, 'read', {
      ids: chunk,
      args: { fields: [...new Set(['id', ...fields])], load: null },
      context: withBase(context),
      answer: ReadRows,
    });
    return answer.ok ? { ok: true, value: answer.value.map(plainRecord) } : answer;
  };
  return collect(chunks([...new Set(ids)], IDS_PER_CALL), async (chunk) => {
    const answer = await readChunk(chunk);
    if (answer.ok || answer.fault.reason !== 'record_missing') return answer;
    const existing = await findExistingIds(client, model, chunk);
    if (!existing.ok || existing.value.length === 0) return existing.ok ? { ok: true, value: [] } : existing;
    return readChunk(existing.value);
  });
}

export function plainRecord(row: { readonly id: number } & Readonly<Record<string, unknown>>): ReadRecord {
  const entries = Object.entries(row).map(([name, value]) => {
    const plain = ReadValueShape.safeParse(value);
    return [name, plain.success ? plain.data : JSON.stringify(value)];
  });
  // `id` is among the entries: the shape was checked
  return Object.fromEntries(entries) as ReadRecord;
}

/** One call, however many records there are. */
export async function peekRecords(
  client: OdooClient,
  model: string,
  { fields, most, where }: Parameters<Target['peek']>[1],
  options?: CallOptions,
): Promise<Answer<readonly ReadRecord[]>> {
  const answer = await client.call(
    model,
    'search_read',
    {
      args: {
        domain: where ? [[where.field, 'in', where.values]] : [],
        fields: ['id', ...fields],
        order: 'id',
        limit: most,
      },
      context: ALL_RECORDS_CONTEXT,
      answer: ReadRows,
    },
    options,
  );
  return answer.ok ? { ok: true, value: answer.value.map(plainRecord) } : answer;
}

const FieldTypes = z.record(z.string(), z.object({ type: z.string() }));

/**
 * Records whose field equals one of the values. The server narrows with `in`; the comparison here decides, because a search
 * method of a model may ignore case or accents, and translated fields are compared in en_US.
 */
export async function findByFieldValue(
  client: OdooClient,
  model: string,
  field: string,
  values: readonly string[],
): Promise<Answer<readonly FoundRecord[]>> {
  const wanted = [...new Set(values)].filter((value) => value !== '');
  if (wanted.length === 0) return { ok: true, value: [] };
  const types = await client.call(model, 'fields_get', {
    args: { allfields: [field], attributes: ['type'] },
    answer: FieldTypes,
  });
  if (!types.ok) return types;
  const isInteger = types.value[field]?.type === 'integer' || field === 'id';
  const asked = isInteger
    ? wanted.filter((value) => /^(0|-?[1-9]\d{0,14})$/.test(value)).map(Number)
    : wanted;
  const found = await collect(chunks<string | number>(asked, VALUES_PER_CALL), (chunk) =>
    searchPages(client, model, field, chunk),
  );
  if (!found.ok) return found;
  return { ok: true, value: [...found.value].sort((a, b) => a.id - b.id) };
}

async function searchPages(
  client: OdooClient,
  model: string,
  field: string,
  values: readonly (string | number)[],
): Promise<Answer<readonly FoundRecord[]>> {
  const wanted = new Set(values.map(String));
  const found: FoundRecord[] = [];
  let after = 0;
  for (;;) {
    const page = await client.call(model, 'search_read', {
      args: {
        domain: [
          [field, 'in', values],
          ['id', '>', after],
        ],
        fields: ['id', field, 'display_name'],
        order: 'id',
        limit: PAGE,
      },
      context: ALL_RECORDS_CONTEXT,
      answer: ReadRows,
    });
    if (!page.ok) return page;
    for (const row of page.value) {
      const value = row[field];
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
      if (text === null || !wanted.has(text)) continue;
      found.push({ value: text, id: row.id, label: labelOf(row) });
    }
    if (page.value.length < PAGE) return { ok: true, value: found };
    after = page.value.at(-1)?.id ?? after;
  }
}

export function labelOf(row: { readonly id: number } & Readonly<Record<string, unknown>>): string {
  return typeof row.display_name === 'string' ? row.display_name : `#${row.id}`;
}
