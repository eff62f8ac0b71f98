import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { UserView } from '../../app/access/access.ts';
import type { Role } from '../../app/access/access-words.ts';
import type { Page } from '../../app/result.ts';
import { newId } from '../../util/new-id.ts';
import { cleanText } from '../clean-text.ts';
import { pageOf } from '../page.ts';
import { account, accountSession } from '../schema/access.ts';
import { inTransaction, isDatabaseError, type Tx, UNIQUE_VIOLATION } from '../transaction.ts';

export interface AccountInput {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  /** Who signs in elsewhere. */
  readonly issuer?: string;
  readonly subject?: string;
}

type Subject = Required<Pick<AccountInput, 'issuer' | 'subject'>>;

export type SaveAccountResult =
  | { readonly kind: 'saved'; readonly user: UserView }
  | { readonly kind: 'email_taken' | 'not_found' | 'last_admin' | 'not_first' };

/** Users' e-mail addresses come in lower case. */
export class Accounts {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async hasAdmin(): Promise<boolean> {
    return hasAdmin(this.#pool);
  }

  async create(input: AccountInput): Promise<SaveAccountResult> {
    return refuseTakenEmail(() => insert(this.#pool, input));
  }

  /** Nobody but the first one; two at the same time are one after the other. */
  async createFirstAdmin(input: Omit<AccountInput, 'role'>): Promise<SaveAccountResult> {
    return refuseTakenEmail(() =>
      inTransaction(this.#pool, async (tx) => {
        await lockAdmins(tx);
        return (await hasAdmin(tx)) ? { kind: 'not_first' } : insert(tx, { ...input, role: 'admin' });
      }),
    );
  }

  /** A new password ends the sessions of the user, but for one. The last administrator stays one. */
  async update(
    id: string,
    patch: Partial<AccountInput>,
    keepSession: string | null = null,
  ): Promise<SaveAccountResult> {
    return refuseTakenEmail(() =>
      inTransaction(this.#pool, async (tx) => {
        await lockAdmins(tx);
        const isLess = patch.role !== undefined && patch.role !== 'admin';
        if (isLess && (await isLastAdmin(tx, id))) return { kind: 'last_admin' };
        const { name, ...rest } = patch;
        const [row] = await drizzle(tx)
          .update(account)
          .set({
            ...rest,
            ...(name === undefined ? {} : { name: cleanText(name) }),
            updatedAt: sql`clock_timestamp()`,
          })
          .where(eq(account.id, id))
          .returning();
        if (row === undefined) return { kind: 'not_found' };
        if (patch.passwordHash !== undefined) await endSessions(tx, id, keepSession);
        return { kind: 'saved', user: userView(row) };
      }),
    );
  }

  async findBySubject({ issuer, subject }: Subject): Promise<UserView | null> {
    const [row] = await drizzle(this.#pool)
      .select()
      .from(account)
      .where(and(eq(account.issuer, issuer), eq(account.subject, subject)));
    return row === undefined ? null : userView(row);
  }

  /** The user signs in there too from now on. */
  async link(id: string, { issuer, subject }: Subject): Promise<SaveAccountResult> {
    return refuseTakenEmail(async () => {
      const [row] = await drizzle(this.#pool)
        .update(account)
        .set({ issuer, subject, updatedAt: sql`clock_timestamp()` })
        .where(eq(account.id, id))
        .returning();
      return row === undefined ? { kind: 'not_found' } : { kind: 'saved', user: userView(row) };
    });
  }

  async remove(id: string): Promise<'removed' | 'not_found' | 'last_admin'> {
    return inTransaction(this.#pool, async (tx) => {
      await lockAdmins(tx);
      if (await isLastAdmin(tx, id)) return 'last_admin';
      const removed = await drizzle(tx).delete(account).where(eq(account.id, id)).returning();
      return removed.length === 0 ? 'not_found' : 'removed';
    });
  }

  async get(id: string): Promise<UserView | null> {
    const [row] = await drizzle(this.#pool).select().from(account).where(eq(account.id, id));
    return row === undefined ? null : userView(row);
  }

  async findByEmail(email: string): Promise<UserView | null> {
    return (await this.findWithHash(email))?.user ?? null;
  }

  async findWithHash(
    email: string,
  ): Promise<{ readonly user: UserView; readonly hash: string | null } | null> {
    const [row] = await drizzle(this.#pool)
      .select()
      .from(account)
      .where(eq(account.email, cleanText(email)));
    return row === undefined ? null : { user: userView(row), hash: row.passwordHash };
  }

  async hashOf(id: string): Promise<string | null> {
    const [row] = await drizzle(this.#pool)
      .select({ hash: account.passwordHash })
      .from(account)
      .where(eq(account.id, id));
    return row?.hash ?? null;
  }

  /** Oldest first. */
  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<UserView>> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(account)
      .where(page.cursor === undefined ? undefined : gt(account.id, page.cursor))
      .orderBy(asc(account.id))
      .limit(page.limit + 1);
    return pageOf(rows, page.limit, userView);
  }
}

async function insert(db: pg.Pool | Tx, input: AccountInput): Promise<SaveAccountResult> {
  const [row] = await drizzle(db)
    .insert(account)
    .values({ ...input, id: newId('usr'), name: cleanText(input.name) })
    .returning();
  if (row === undefined) throw new Error('The user was not written.');
  return { kind: 'saved', user: userView(row) };
}

/** So that of two administrators who take the right from each other one is left. */
const ADMIN_LOCK = 7_268_310_414;

async function lockAdmins(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [ADMIN_LOCK]);
}

async function hasAdmin(db: pg.Pool | Tx): Promise<boolean> {
  const found = await db.query(`select 1 from account where role = 'admin' limit 1`);
  return found.rows.length > 0;
}

async function isLastAdmin(tx: Tx, id: string): Promise<boolean> {
  const admins = await tx.query<{ id: string }>(`select id from account where role = 'admin' limit 2`);
  return admins.rows.length === 1 && admins.rows[0]?.id === id;
}

async function endSessions(tx: Tx, accountId: string, but: string | null): Promise<void> {
  const ofUser = eq(accountSession.accountId, accountId);
  await drizzle(tx)
    .delete(accountSession)
    .where(but === null ? ofUser : and(ofUser, ne(accountSession.id, but)));
}

async function refuseTakenEmail(save: () => Promise<SaveAccountResult>): Promise<SaveAccountResult> {
  return save().catch((error: unknown) => {
    // drizzle wraps the database's own error.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (isDatabaseError(cause, UNIQUE_VIOLATION)) return { kind: 'email_taken' };
    throw error;
  });
}

function userView(row: typeof account.$inferSelect): UserView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role, // checked by the table
    hasPassword: row.passwordHash !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}
