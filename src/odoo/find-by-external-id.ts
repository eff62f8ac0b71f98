import { z } from 'zod';
import type { Answer, LookUpDepth } from '../load/ports.ts';
import { chunks } from '../util/chunks.ts';
import { collect, collectInParallel } from './answers.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';
import { groupByModule, splitExternalId } from './external-id-parts.ts';
import { findExistingIds, IdRows } from './find-records.ts';

/**
 * External ID → database ID, by what the user may do (`docs`: rights per version):
 *
 *   way 1  ir.model.data          14 always; 17+ needs the group "Access Rights"
 *   way 2  get_external_id        always: of the hints, and of the records our user created since the last look
 *          check_object_reference always, one external ID per call: decides for those that are left
 *
 * Way 2 alone would miss: a record may have several external IDs and `get_external_id` names the oldest only
 * (odoo/orm/models.py 19), another user may have created it, and database IDs become visible out of order. So what it does not
 * find is asked one by one, slower (about 10 ms) but never wrong, unless the caller can do with a quick look. Both end with a look whether the records still exist: an external ID
 * outlives a record that the database deleted by cascade. Only who reads the records anyway does without it.
 */
export interface ExternalIdFinder {
  find(
    model: string,
    externalIds: readonly string[],
    hints: readonly number[],
    depth?: LookUpDepth,
  ): Promise<Answer<ReadonlyMap<string, number>>>;
}

/** Database IDs asked by one `get_external_id`. */
const IDS_PER_CALL = 2_000;
/** Of the records our user created, the newest so many are looked through; older ones are asked one by one. */
const MAX_SCANNED = 100_000;
const SINGLE_WIDTH = 2;

interface ModelMemory {
  /** Only ever a guess to be verified: records may have been deleted since. */
  readonly idOf: Map<string, number>;
  readonly seen: Set<number>;
  /** Records up to this database ID were looked through. */
  scannedTo: number;
}

export function createExternalIdFinder(client: OdooClient): ExternalIdFinder {
  let mayReadModelData: boolean | null = null;
  const memories = new Map<string, ModelMemory>();
  const memoryOf = (model: string): ModelMemory => {
    const known = memories.get(model) ?? { idOf: new Map(), seen: new Set(), scannedTo: 0 };
    memories.set(model, known);
    return known;
  };
  return {
    async find(model, externalIds, hints, depth = 'sure') {
      const wanted = [...new Set(externalIds)].filter((xid) => xid.includes('.'));
      if (wanted.length === 0) return { ok: true, value: new Map() };
      if (mayReadModelData !== false) {
        const answer = await findInModelData(client, model, wanted);
        if (answer.ok && depth === 'unread') return { ok: true, value: new Map(answer.value) };
        if (answer.ok || answer.fault.reason !== 'access_denied') return verified(client, model, answer);
        mayReadModelData = false;
      }
      const found = await findByRecords(client, model, { wanted, hints, depth }, memoryOf(model));
      return found.ok ? { ok: true, value: new Map(found.value) } : found;
    },
  };
}

type Pair = readonly [externalId: string, id: number];

async function verified(
  client: OdooClient,
  model: string,
  found: Answer<readonly Pair[]>,
): Promise<Answer<ReadonlyMap<string, number>>> {
  if (!found.ok) return found;
  const existing = await findExistingIds(
    client,
    model,
    found.value.map(([, id]) => id),
  );
  if (!existing.ok) return existing;
  const alive = new Set(existing.value);
  return { ok: true, value: new Map(found.value.filter(([, id]) => alive.has(id))) };
}

const ModelDataRows = z.array(z.object({ module: z.string(), name: z.string(), res_id: z.int() }));

async function findInModelData(
  client: OdooClient,
  model: string,
  wanted: readonly string[],
): Promise<Answer<readonly Pair[]>> {
  const rows = await collect(groupByModule(wanted), ({ module, names }) =>
    client.call('ir.model.data', 'search_read', {
      args: {
        domain: [
          ['model', '=', model],
          ['module', '=', module],
          ['name', 'in', names],
        ],
        fields: ['module', 'name', 'res_id'],
      },
      answer: ModelDataRows,
    }),
  );
  if (!rows.ok) return rows;
  return { ok: true, value: rows.value.map((row): Pair => [`${row.module}.${row.name}`, row.res_id]) };
}

interface Wanted {
  readonly wanted: readonly string[];
  readonly hints: readonly number[];
  readonly depth: LookUpDepth;
}

async function findByRecords(
  client: OdooClient,
  model: string,
  { wanted, hints, depth }: Wanted,
  memory: ModelMemory,
): Promise<Answer<readonly Pair[]>> {
  const hinted = await learn(client, model, memory, hints);
  if (!hinted.ok) return hinted;
  const isMissing = (xid: string): boolean => !memory.idOf.has(xid);
  if (wanted.some(isMissing)) {
    const scanned = await scanOwnRecords(client, model, memory);
    if (!scanned.ok) return scanned;
  }
  const left = depth === 'sure' ? wanted.filter(isMissing) : [];
  const singles = await collectInParallel(left, SINGLE_WIDTH, (xid) => findSingle(client, model, xid));
  if (!singles.ok) return singles;
  for (const pair of singles.value) if (pair) memory.idOf.set(pair[0], pair[1]);
  const pairs = wanted.flatMap((xid): Pair[] => {
    const id = memory.idOf.get(xid);
    return id === undefined ? [] : [[xid, id]];
  });
  return forgetDeleted(client, model, memory, pairs);
}

/** A remembered record may be gone and its external ID be another record's by now: those are asked again, one by one. */
async function forgetDeleted(
  client: OdooClient,
  model: string,
  memory: ModelMemory,
  pairs: readonly Pair[],
): Promise<Answer<readonly Pair[]>> {
  const existing = await findExistingIds(
    client,
    model,
    pairs.map(([, id]) => id),
  );
  if (!existing.ok) return existing;
  const alive = new Set(existing.value);
  const gone = pairs.filter(([, id]) => !alive.has(id));
  for (const [xid] of gone) memory.idOf.delete(xid);
  const again = await collectInParallel(gone, SINGLE_WIDTH, ([xid]) => findSingle(client, model, xid));
  if (!again.ok) return again;
  const found = again.value.filter((pair) => pair !== null);
  for (const [xid, id] of found) memory.idOf.set(xid, id);
  return { ok: true, value: [...pairs.filter(([, id]) => alive.has(id)), ...found] };
}

/** JSON has string keys: `{"12": "shop.customers_7", "13": ""}`; 14 answers the same. */
const ExternalIds = z.record(z.string(), z.union([z.string(), z.literal(false)]));

async function learn(
  client: OdooClient,
  model: string,
  memory: ModelMemory,
  ids: readonly number[],
): Promise<Answer<readonly never[]>> {
  const unseen = [...new Set(ids)].filter((id) => !memory.seen.has(id));
  return collect(chunks(unseen, IDS_PER_CALL), async (chunk) => {
    const answer = await client.call(model, 'get_external_id', { ids: chunk, answer: ExternalIds });
    if (!answer.ok) return answer;
    for (const id of chunk) memory.seen.add(id);
    for (const [id, xid] of Object.entries(answer.value)) if (xid) memory.idOf.set(xid, Number(id));
    return { ok: true, value: [] };
  });
}

async function scanOwnRecords(
  client: OdooClient,
  model: string,
  memory: ModelMemory,
): Promise<Answer<readonly never[]>> {
  const from = memory.scannedTo;
  let below: number | null = null;
  for (let scanned = 0; scanned < MAX_SCANNED; scanned += IDS_PER_CALL) {
    const page = await newestOwn(client, model, from, below);
    if (!page.ok) return page;
    const ids = page.value.map((row) => row.id);
    const learned = await learn(client, model, memory, ids);
    if (!learned.ok) return learned;
    memory.scannedTo = Math.max(memory.scannedTo, ids[0] ?? 0);
    if (ids.length < IDS_PER_CALL) break;
    below = ids.at(-1) ?? null;
  }
  return { ok: true, value: [] };
}

function newestOwn(
  client: OdooClient,
  model: string,
  above: number,
  below: number | null,
): Promise<Answer<readonly { readonly id: number }[]>> {
  const range = [['id', '>', above], ...(below === null ? [] : [['id', '<', below]])];
  return client.call(model, 'search_read', {
    args: {
      domain: [['create_uid', '=', client.uid], ...range],
      fields: ['id'],
      order: 'id desc',
      limit: IDS_PER_CALL,
    },
    context: ALL_RECORDS_CONTEXT,
    answer: IdRows,
  });
}

const ObjectReference = z.tuple([z.string(), z.union([z.int(), z.literal(false)])]);

/** `check_object_reference` needs no right on ir.model.data; an unknown external ID is a ValueError (ir_model.py, 14 to 19). */
async function findSingle(client: OdooClient, model: string, xid: string): Promise<Answer<Pair | null>> {
  const [module, name] = splitExternalId(xid);
  const answer = await client.call('ir.model.data', 'check_object_reference', {
    args: { module, xml_id: name },
    context: ALL_RECORDS_CONTEXT,
    answer: ObjectReference,
  });
  if (!answer.ok) {
    const isUnknown =
      answer.fault.reason === 'server_error' && /External ID not found/.test(answer.fault.message);
    return isUnknown || answer.fault.reason === 'access_denied' ? { ok: true, value: null } : answer;
  }
  const [foundModel, id] = answer.value;
  return { ok: true, value: foundModel === model && id !== false ? [xid, id] : null };
}
