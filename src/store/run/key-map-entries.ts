import type pg from 'pg';
import type { ById, KeyMapEntry } from '../../load/run-store.ts';
import { storedKey } from '../stored-key.ts';

export interface KeyMapRecord {
  readonly node: string;
  readonly key: string;
  readonly external_id: string;
  readonly model: string;
  readonly record_id: number;
  readonly field_hashes: Readonly<Record<string, string>>;
  readonly held_hashes: Readonly<Record<string, string>>;
  readonly created_run: string | null;
  readonly created_run_at: Date | null;
  readonly written_run: string | null;
  readonly updated_at: Date;
  readonly by_id: ById['reason'] | null;
  readonly create_date: string | null;
  readonly vanished_run: string | null;
  readonly is_archived: boolean;
  readonly left_write_date: string | null;
}

/** Of `KeyMapRecord`, from `KEY_MAP`. */
export const KEY_MAP_COLUMNS = `k.node, k.key, k.external_id, k.model, k.record_id, k.field_hashes,
       jsonb_strip_nulls(k.held_hashes) as held_hashes, k.created_run, r.created_at as created_run_at, k.written_run, k.updated_at,
       k.by_id, k.create_date, k.vanished_run, k.is_archived, k.left_write_date`;
export const KEY_MAP = 'key_map k left join graph_run r on r.id = k.created_run';

/** By the key asked for. */
export async function readKeyMap(
  pool: pg.Pool,
  place: { readonly connectionId: string; readonly namespace: string; readonly node: string },
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeyMapEntry>> {
  const askedFor = new Map(keys.map((key) => [storedKey(key), key]));
  const answer = await pool.query<KeyMapRecord>(
    `select ${KEY_MAP_COLUMNS} from ${KEY_MAP}
     where k.connection_id = $1 and k.namespace = $2 and k.node = $3 and k.key = any($4)`,
    [place.connectionId, place.namespace, place.node, [...askedFor.keys()]],
  );
  const entries = answer.rows.map((record) => {
    const key = askedFor.get(record.key) ?? record.key;
    return [key, { ...keyMapEntry(record), key }] as const;
  });
  return new Map(entries);
}

export function keyMapEntry(record: KeyMapRecord): KeyMapEntry {
  return {
    node: record.node,
    key: record.key,
    externalId: record.external_id,
    model: record.model,
    recordId: record.record_id,
    fieldHashes: record.field_hashes,
    heldHashes: record.held_hashes,
    createdRun: record.created_run,
    createdRunAt: record.created_run_at,
    writtenRun: record.written_run,
    byId: record.by_id === null ? null : { reason: record.by_id, createDate: record.create_date },
    vanishedRun: record.vanished_run,
    isArchived: record.is_archived,
    leftWriteDate: record.left_write_date,
    acknowledgedAt: record.updated_at,
  };
}
