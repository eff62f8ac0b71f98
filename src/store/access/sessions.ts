import type pg from 'pg';
import type { Origin, SessionView } from '../../app/access/access.ts';
import type { Role } from '../../app/access/access-words.ts';
import { newId } from '../../util/new-id.ts';
import { cleanOrNull } from '../clean-text.ts';
import { inTransaction } from '../transaction.ts';

/** A session ends when it has not been used for so long, and in any case after its longest life. */
const IDLE = `interval '3 days'`;
const LONGEST = `interval '30 days'`;
/** A use is written down no more often than this. */
const NOTED_EVERY = `interval '1 minute'`;

const IS_GOOD = `s.expires_at > clock_timestamp() and s.last_used_at > clock_timestamp() - ${IDLE}`;

export interface SessionOwner {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
}

interface SessionRow {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly ends_at: Date;
  readonly address: string | null;
  readonly agent: string | null;
}

/** Browsers that are signed in. Times are the database's. */
export class Sessions {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Also clears away what has ended. */
  async open(accountId: string, hash: string, from: Origin): Promise<string> {
    const id = newId('ses');
    await inTransaction(this.#pool, async (tx) => {
      await tx.query(`delete from account_session s where not (${IS_GOOD})`);
      await tx.query(
        `insert into account_session (id, hash, account_id, expires_at, address, agent)
         values ($1, $2, $3, clock_timestamp() + ${LONGEST}, $4, $5)`,
        [id, hash, accountId, cleanOrNull(from.address), cleanOrNull(from.agent)],
      );
      await tx.query('update account set last_sign_in_at = clock_timestamp() where id = $1', [accountId]);
    });
    return id;
  }

  async ownerOf(hash: string): Promise<SessionOwner | null> {
    const found = await this.#pool.query<{
      id: string;
      user_id: string;
      email: string;
      role: Role;
      due: boolean;
    }>(
      `select s.id, a.id as user_id, a.email, a.role, s.last_used_at < clock_timestamp() - ${NOTED_EVERY} as due
       from account_session s join account a on a.id = s.account_id where s.hash = $1 and ${IS_GOOD}`,
      [hash],
    );
    const row = found.rows[0];
    if (row === undefined) return null;
    if (row.due) {
      await this.#pool.query('update account_session set last_used_at = clock_timestamp() where id = $1', [
        row.id,
      ]);
    }
    return { sessionId: row.id, userId: row.user_id, email: row.email, role: row.role };
  }

  /** Newest first. */
  async list(accountId: string | null): Promise<readonly SessionView[]> {
    const found = await this.#pool.query<SessionRow>(
      `select s.id, s.account_id, a.email, s.created_at, s.last_used_at, s.address, s.agent,
         least(s.expires_at, s.last_used_at + ${IDLE}) as ends_at
       from account_session s join account a on a.id = s.account_id
       where ${IS_GOOD} and ($1::text is null or s.account_id = $1) order by s.id desc`,
      [accountId],
    );
    return found.rows.map((row) => ({
      id: row.id,
      userId: row.account_id,
      user: row.email,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at.toISOString(),
      expiresAt: row.ends_at.toISOString(),
      address: row.address,
      agent: row.agent,
    }));
  }

  async end(id: string, accountId: string | null): Promise<boolean> {
    const ended = await this.#pool.query(
      'delete from account_session where id = $1 and ($2::text is null or account_id = $2)',
      [id, accountId],
    );
    return ended.rowCount === 1;
  }
}
