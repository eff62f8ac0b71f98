import type pg from 'pg';
import type { NewToken, TokenView } from '../../app/access/access.ts';
import type { Role, Scope } from '../../app/access/access-words.ts';
import { newId } from '../../util/new-id.ts';
import { cleanText } from '../clean-text.ts';

/** Whose: anybody's, or of one user, or with null of local mode. */
export type TokensOf = 'all' | { readonly userId: string | null };

export interface TokenOwner {
  readonly tokenId: string;
  readonly scope: Scope;
  /** Null: of local mode. */
  readonly user: { readonly id: string; readonly email: string; readonly role: Role } | null;
}

interface TokenRow {
  readonly id: string;
  readonly hint: string;
  readonly account_id: string | null;
  readonly email: string | null;
  readonly name: string;
  readonly scope: Scope;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

const NOTED_EVERY = `interval '1 minute'`;
const COLUMNS =
  't.id, t.hint, t.account_id, a.email, t.name, t.scope, t.created_at, t.expires_at, t.last_used_at';

export class ApiTokens {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async create(
    userId: string | null,
    input: NewToken,
    secret: { readonly hash: string; readonly hint: string },
  ): Promise<TokenView> {
    const made = await this.#pool.query<TokenRow>(
      `with t as (
         insert into api_token (id, hash, hint, account_id, name, scope, expires_at)
         values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(days => $7)) returning *)
       select ${COLUMNS} from t left join account a on a.id = t.account_id`,
      [newId('tok'), secret.hash, secret.hint, userId, cleanText(input.name), input.scope, input.days],
    );
    const row = made.rows[0];
    if (row === undefined) throw new Error('The token was not written.');
    return tokenView(row);
  }

  async ownerOf(hash: string): Promise<TokenOwner | null> {
    const found = await this.#pool.query<TokenRow & { role: Role | null; due: boolean }>(
      `select ${COLUMNS}, a.role, t.last_used_at is null or t.last_used_at < clock_timestamp() - ${NOTED_EVERY} as due
       from api_token t left join account a on a.id = t.account_id
       where t.hash = $1 and t.expires_at > clock_timestamp()`,
      [hash],
    );
    const row = found.rows[0];
    if (row === undefined) return null;
    if (row.due)
      await this.#pool.query('update api_token set last_used_at = clock_timestamp() where id = $1', [row.id]);
    const { account_id: id, email, role } = row;
    const user = id === null || email === null || role === null ? null : { id, email, role };
    return { tokenId: row.id, scope: row.scope, user };
  }

  /** Newest first; those that have expired too. */
  async list(of: TokensOf): Promise<readonly TokenView[]> {
    const { where, values } = whose(of);
    const found = await this.#pool.query<TokenRow>(
      `select ${COLUMNS} from api_token t left join account a on a.id = t.account_id where ${where} order by t.id desc`,
      values,
    );
    return found.rows.map(tokenView);
  }

  async remove(id: string, of: TokensOf): Promise<boolean> {
    const { where, values } = whose(of);
    const removed = await this.#pool.query(
      `delete from api_token t where ${where} and t.id = $${values.length + 1}`,
      [...values, id],
    );
    return removed.rowCount === 1;
  }
}

function whose(of: TokensOf): { readonly where: string; readonly values: (string | null)[] } {
  return of === 'all'
    ? { where: 'true', values: [] }
    : { where: 't.account_id is not distinct from $1', values: [of.userId] };
}

function tokenView(row: TokenRow): TokenView {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    hint: row.hint,
    userId: row.account_id,
    user: row.email ?? 'local',
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
