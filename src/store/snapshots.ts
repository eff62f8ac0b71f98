import type pg from 'pg';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';

/** Before the hash of a snapshot that was read for people to choose from. */
const DESCRIBED = 'described:';

/** Schema snapshots by connection and hash; the one a run pinned can always be read again. */
export class Snapshots {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The same content again only renews its time. */
  async save(connectionId: string, snapshot: SchemaSnapshot): Promise<void> {
    await this.#pool.query(
      `insert into schema_snapshot (connection_id, hash, snapshot) values ($1, $2, $3::json)
       on conflict (connection_id, hash) do update set snapshot = excluded.snapshot, taken_at = clock_timestamp()`,
      [connectionId, snapshot.hash, JSON.stringify(snapshot)],
    );
  }

  async find(connectionId: string, hash: string): Promise<SchemaSnapshot | null> {
    const answer = await this.#pool.query<{ snapshot: SchemaSnapshot }>(
      'select snapshot from schema_snapshot where connection_id = $1 and hash = $2',
      [connectionId, hash],
    );
    return answer.rows[0]?.snapshot ?? null;
  }

  /** In place of the one described before: no run pins such a snapshot, so none has to be read again. */
  async saveDescribed(connectionId: string, snapshot: SchemaSnapshot): Promise<Date> {
    const answer = await this.#pool.query<{ takenAt: Date }>(
      `with old as (delete from schema_snapshot where connection_id = $1 and hash like $4 and hash <> $2)
       insert into schema_snapshot (connection_id, hash, snapshot) values ($1, $2, $3::json)
       on conflict (connection_id, hash) do update set snapshot = excluded.snapshot, taken_at = clock_timestamp()
       returning taken_at as "takenAt"`,
      [connectionId, `${DESCRIBED}${snapshot.hash}`, JSON.stringify(snapshot), `${DESCRIBED}%`],
    );
    return answer.rows[0]?.takenAt ?? new Date();
  }

  async described(connectionId: string): Promise<{ snapshot: SchemaSnapshot; takenAt: Date } | null> {
    const answer = await this.#pool.query<{ snapshot: SchemaSnapshot; takenAt: Date }>(
      `select snapshot, taken_at as "takenAt" from schema_snapshot where connection_id = $1 and hash like $2
       order by taken_at desc limit 1`,
      [connectionId, `${DESCRIBED}%`],
    );
    return answer.rows[0] ?? null;
  }

  async latest(connectionId: string): Promise<{ snapshot: SchemaSnapshot; takenAt: Date } | null> {
    const answer = await this.#pool.query<{ snapshot: SchemaSnapshot; takenAt: Date }>(
      `select snapshot, taken_at as "takenAt" from schema_snapshot where connection_id = $1
       order by taken_at desc limit 1`,
      [connectionId],
    );
    return answer.rows[0] ?? null;
  }
}
