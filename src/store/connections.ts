import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type {
  ConnectionInput,
  ConnectionProfile,
  ConnectionView,
  TransportChoice,
} from '../app/connection-cases.ts';
import type { Page } from '../app/result.ts';
import { newId } from '../util/new-id.ts';
import { cleanText } from './clean-text.ts';
import { pageOf } from './page.ts';
import { isActiveRun } from './run/active-runs.ts';
import { connection } from './schema/connection.ts';
import { openSecret, type SecretKey, sealSecret } from './secret-box.ts';
import { inTransaction, isDatabaseError, UNIQUE_VIOLATION } from './transaction.ts';

export type SaveConnectionResult =
  | { readonly kind: 'saved'; readonly connection: ConnectionView }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'not_found' };

export type SecretResult =
  | { readonly kind: 'secret'; readonly secret: string }
  /** `key_changed`: it was encrypted with another key than this installation has now. */
  | { readonly kind: 'none' | 'key_changed' | 'not_found' };

type ConnectionRow = typeof connection.$inferSelect;

/** Secrets are write-only: they come in with `create` and `update` and leave by `secretOf` alone. */
export class Connections {
  readonly #pool: pg.Pool;
  readonly #key: SecretKey;

  constructor(pool: pg.Pool, key: SecretKey) {
    this.#pool = pool;
    this.#key = key;
  }

  async create(input: ConnectionInput): Promise<SaveConnectionResult> {
    const id = newId('con');
    return refuseTakenName(async () => {
      const [row] = await drizzle(this.#pool)
        .insert(connection)
        .values({
          id,
          name: cleanText(input.name),
          url: input.url,
          database: input.database,
          login: input.login ?? null,
          transport: input.transport ?? 'auto',
          profile: input.profile ?? {},
          ...this.#sealed(id, input.secret),
        })
        .returning();
      return saved(row);
    });
  }

  /** A new url or database clears the secret unless one comes with it: it must not be sent to another server by mistake. */
  async update(id: string, patch: Partial<ConnectionInput>): Promise<SaveConnectionResult> {
    return refuseTakenName(() =>
      inTransaction(this.#pool, async (tx) => {
        const db = drizzle(tx);
        const [before] = await db.select().from(connection).where(present(id)).for('update');
        if (before === undefined) return { kind: 'not_found' };
        const { secret, name, ...rest } = patch;
        const isMoved =
          (patch.url !== undefined && patch.url !== before.url) ||
          (patch.database !== undefined && patch.database !== before.database);
        const [row] = await db
          .update(connection)
          .set({
            ...rest,
            ...(name === undefined ? {} : { name: cleanText(name) }),
            ...(isMoved ? { secret: null, secretKeyId: null } : {}),
            ...(secret === undefined ? {} : this.#sealed(id, secret)),
            updatedAt: sql`clock_timestamp()`,
          })
          .where(present(id))
          .returning();
        return saved(row);
      }),
    );
  }

  async get(id: string): Promise<ConnectionView | null> {
    const [row] = await drizzle(this.#pool).select().from(connection).where(present(id));
    return row === undefined ? null : connectionView(row);
  }

  /** Newest first. */
  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<ConnectionView>> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(connection)
      .where(
        and(
          isNull(connection.deletedAt),
          page.cursor === undefined ? undefined : lt(connection.id, page.cursor),
        ),
      )
      .orderBy(desc(connection.id))
      .limit(page.limit + 1);
    return pageOf(rows, page.limit, connectionView);
  }

  async findByName(name: string): Promise<ConnectionView | null> {
    const [row] = await drizzle(this.#pool)
      .select()
      .from(connection)
      .where(and(eq(connection.name, name), isNull(connection.deletedAt)));
    return row === undefined ? null : connectionView(row);
  }

  async secretOf(id: string): Promise<SecretResult> {
    const [row] = await drizzle(this.#pool).select().from(connection).where(present(id));
    if (row === undefined) return { kind: 'not_found' };
    if (row.secret === null) return { kind: 'none' };
    if (row.secretKeyId !== this.#key.id) return { kind: 'key_changed' };
    const secret = openSecret(this.#key, secretPlaceOf(id), row.secret);
    return secret === null ? { kind: 'key_changed' } : { kind: 'secret', secret };
  }

  /** Clears the secret for good; runs keep the rest. Refused while a run on it is not over. */
  async remove(id: string): Promise<'removed' | 'not_found' | 'in_use'> {
    return inTransaction(this.#pool, async (tx) => {
      const db = drizzle(tx);
      const found = await db.select({ id: connection.id }).from(connection).where(present(id)).for('update');
      if (found.length === 0) return 'not_found';
      if (await isActiveRun(tx, 'connection_id', id)) return 'in_use';
      await db
        .update(connection)
        .set({ secret: null, secretKeyId: null, deletedAt: sql`clock_timestamp()` })
        .where(eq(connection.id, id));
      return 'removed';
    });
  }

  #sealed(id: string, secret: string) {
    return { secret: sealSecret(this.#key, secretPlaceOf(id), secret), secretKeyId: this.#key.id };
  }
}

/** Where the secret of a connection stands. */
export const secretPlaceOf = (id: string) => ({ rowId: id, field: 'connection.secret' });
const present = (id: string) => and(eq(connection.id, id), isNull(connection.deletedAt));

function saved(row: ConnectionRow | undefined): SaveConnectionResult {
  if (row === undefined) throw new Error('The connection was not written.');
  return { kind: 'saved', connection: connectionView(row) };
}

async function refuseTakenName(save: () => Promise<SaveConnectionResult>): Promise<SaveConnectionResult> {
  return save().catch((error: unknown) => {
    // drizzle wraps the database's own error.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (isDatabaseError(cause, UNIQUE_VIOLATION)) return { kind: 'name_taken' };
    throw error;
  });
}

function connectionView(row: ConnectionRow): ConnectionView {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    database: row.database,
    login: row.login,
    transport: row.transport as TransportChoice, // only ever written from a checked input
    profile: row.profile as ConnectionProfile,
    hasSecret: row.secret !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
