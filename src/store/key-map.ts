import type pg from 'pg';
import type { KeyMapView } from '../app/key-map-cases.ts';
import type { Page } from '../app/result.ts';
import { KEY_MAP, KEY_MAP_COLUMNS, type KeyMapRecord } from './run/key-map-entries.ts';
import { storedKey } from './stored-key.ts';
import { inTransaction } from './transaction.ts';

/** The rows of one graph on one connection. */
interface KeyMapPlace {
  readonly connectionId: string;
  readonly namespace: string;
}

interface KeyMapQuery extends KeyMapPlace {
  readonly limit: number;
  readonly cursor?: string;
  readonly node?: string;
  /** The whole key, escaped as everywhere. */
  readonly key?: string;
}

/** Which record each source row is, for users. */
export class KeyMap {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  list(query: KeyMapQuery): Promise<Page<KeyMapView>> {
    return listKeyMap(this.#pool, query);
  }

  rename(rename: RenameKey): Promise<RenameResult> {
    return renameKey(this.#pool, rename);
  }
}

/** Source row ↔ record, by node and key. The cursor is the last entry's node and key. */
async function listKeyMap(pool: pg.Pool, query: KeyMapQuery): Promise<Page<KeyMapView>> {
  const [afterNode = '', afterKey = ''] = (query.cursor ?? '').split(' ');
  const answer = await pool.query<KeyMapRecord>(
    `select ${KEY_MAP_COLUMNS} from ${KEY_MAP}
     where k.connection_id = $1 and k.namespace = $2 and (k.node, k.key) > ($3, $4)
       and ($5::text is null or k.node = $5) and ($6::text is null or k.key = $6)
     order by k.node, k.key limit $7`,
    [
      query.connectionId,
      query.namespace,
      afterNode,
      afterKey,
      query.node ?? null,
      query.key === undefined ? null : storedKey(query.key),
      query.limit + 1,
    ],
  );
  const items = answer.rows.slice(0, query.limit).map(viewOf);
  const last = items.at(-1);
  const hasMore = answer.rows.length > query.limit && last !== undefined;
  return { items, nextCursor: hasMore ? `${last.node} ${last.key}` : null };
}

function viewOf(record: KeyMapRecord): KeyMapView {
  return {
    node: record.node,
    key: record.key,
    model: record.model,
    recordId: record.record_id,
    externalId: record.external_id,
    byId: record.by_id,
    createdRun: record.created_run,
    writtenRun: record.written_run,
    vanishedRun: record.vanished_run,
    updatedAt: record.updated_at.toISOString(),
  };
}

interface RenameKey extends KeyMapPlace {
  readonly node: string;
  readonly key: string;
  readonly newKey: string;
  /** That of the new key. */
  readonly externalId: string;
}

export type RenameResult =
  | { readonly kind: 'renamed'; readonly entry: KeyMapView }
  | { readonly kind: 'not_found' }
  /** The new key has a record of its own. */
  | { readonly kind: 'taken'; readonly recordId: number }
  /** A run that is not over may be using the keys. */
  | { readonly kind: 'active_run'; readonly runId: string };

/**
 * The record of one key becomes that of another: the same row under its new name. The record keeps the external ID it has; until a run
 * has given it the new one too, it is known by its database ID. The lock is that of starting a run under the namespace.
 */
async function renameKey(pool: pg.Pool, rename: RenameKey): Promise<RenameResult> {
  const place = [rename.connectionId, rename.namespace];
  return inTransaction(pool, async (tx): Promise<RenameResult> => {
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended('namespace:' || $1 || ':' || $2, 0))`,
      place,
    );
    const active = await tx.query<{ id: string }>(
      `select id from graph_run where connection_id = $1 and namespace = $2 and kind <> 'check'
         and status in ('pending', 'running', 'paused', 'rolling_back')`,
      place,
    );
    if (active.rows[0]) return { kind: 'active_run', runId: active.rows[0].id };
    const [oldKey, newKey] = [storedKey(rename.key), storedKey(rename.newKey)];
    const entry = [...place, rename.node, newKey];
    const known = await tx.query<{ key: string; record_id: number }>(
      `select key, record_id from key_map
       where connection_id = $1 and namespace = $2 and node = $3 and key in ($4, $5)`,
      [...entry, oldKey],
    );
    if (!known.rows.some(({ key }) => key === oldKey)) return { kind: 'not_found' };
    const taken = known.rows.find(({ key }) => key === newKey);
    if (taken) return { kind: 'taken', recordId: taken.record_id };
    await tx.query(
      `update key_map set key = $4, external_id = $6, by_id = 'renamed', create_date = null
       where connection_id = $1 and namespace = $2 and node = $3 and key = $5`,
      [...entry, oldKey, rename.externalId],
    );
    const answer = await tx.query<KeyMapRecord>(
      `select ${KEY_MAP_COLUMNS} from ${KEY_MAP}
       where k.connection_id = $1 and k.namespace = $2 and k.node = $3 and k.key = $4`,
      entry,
    );
    const [record] = answer.rows;
    return record ? { kind: 'renamed', entry: viewOf(record) } : { kind: 'not_found' };
  });
}
