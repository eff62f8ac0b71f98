import { and, desc, eq, lt, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { monotonicFactory } from 'ulid';
import type { Actor, AuditEntry, AuditQuery, AuditView } from '../../app/access/access.ts';
import type { ActorKind } from '../../app/access/access-words.ts';
import type { Page } from '../../app/result.ts';
import { cleanOrNull, cleanText } from '../clean-text.ts';
import { pageOf } from '../page.ts';
import { auditEntry } from '../schema/access.ts';

/** Two entries of one millisecond stay in their order. */
const nextUlid = monotonicFactory();

export class AuditLog {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async record(actor: Actor, entry: AuditEntry): Promise<void> {
    await drizzle(this.#pool)
      .insert(auditEntry)
      .values({
        id: `aud_${nextUlid()}`,
        kind: actor.kind,
        accountId: actor.userId,
        name: cleanText(actor.name),
        credentialId: actor.credentialId,
        action: entry.action,
        objectId: cleanOrNull(entry.objectId),
        resultId: cleanOrNull(entry.resultId),
        address: cleanOrNull(actor.address),
      });
  }

  /** Newest first. */
  async list({ limit, cursor, user, action, object }: AuditQuery): Promise<Page<AuditView>> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(auditEntry)
      .where(
        and(
          user === undefined ? undefined : or(eq(auditEntry.accountId, user), eq(auditEntry.name, user)),
          action === undefined ? undefined : eq(auditEntry.action, action),
          object === undefined
            ? undefined
            : or(eq(auditEntry.objectId, object), eq(auditEntry.resultId, object)),
          cursor === undefined ? undefined : lt(auditEntry.id, cursor),
        ),
      )
      .orderBy(desc(auditEntry.id))
      .limit(limit + 1);
    return pageOf(rows, limit, auditView);
  }
}

function auditView(row: typeof auditEntry.$inferSelect): AuditView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind as ActorKind, // checked by the table
    userId: row.accountId,
    user: row.name,
    credentialId: row.credentialId,
    action: row.action,
    objectId: row.objectId,
    resultId: row.resultId,
    address: row.address,
  };
}
