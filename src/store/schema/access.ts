import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS, ROLES, SCOPES } from '../../app/access/access-words.ts';
import { moment, momentNow, oneOf } from './columns.ts';

/** A user. Who signs in elsewhere is known by issuer and subject, never by the e-mail address, which can change hands. */
export const account = pgTable(
  'account',
  {
    id: text('id').primaryKey(),
    /** In lower case. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    /** Argon2id; null: the user has no password here. */
    passwordHash: text('password_hash'),
    issuer: text('issuer'),
    subject: text('subject'),
    createdAt: momentNow('created_at'),
    updatedAt: momentNow('updated_at'),
    lastSignInAt: moment('last_sign_in_at'),
  },
  (table) => [
    uniqueIndex('account_email').on(table.email),
    uniqueIndex('account_subject').on(table.issuer, table.subject).where(sql`issuer is not null`),
    check('account_role', oneOf('role', ROLES)),
  ],
);

/** A browser that is signed in. Its secret is kept as a hash only, here and for tokens. */
export const accountSession = pgTable(
  'account_session',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: momentNow('created_at'),
    lastUsedAt: momentNow('last_used_at'),
    expiresAt: moment('expires_at').notNull(),
    address: text('address'),
    agent: text('agent'),
  },
  (table) => [
    uniqueIndex('account_session_hash').on(table.hash),
    index('account_session_by_account').on(table.accountId),
  ],
);

/** Without an account it is of local mode, and good there only. */
export const apiToken = pgTable(
  'api_token',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull(),
    /** How the secret begins, for people to tell tokens apart. */
    hint: text('hint').notNull(),
    accountId: text('account_id').references(() => account.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    scope: text('scope').notNull(),
    createdAt: momentNow('created_at'),
    expiresAt: moment('expires_at').notNull(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [
    uniqueIndex('api_token_hash').on(table.hash),
    index('api_token_by_account').on(table.accountId),
    check('api_token_scope', oneOf('scope', SCOPES)),
  ],
);

/** Who did what. Names are copied and nothing is referred to: an entry outlives its user, its session and its object. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: text('id').primaryKey(),
    at: momentNow('at'),
    kind: text('kind').notNull(),
    accountId: text('account_id'),
    name: text('name').notNull(),
    credentialId: text('credential_id'),
    action: text('action').notNull(),
    objectId: text('object_id'),
    resultId: text('result_id'),
    address: text('address'),
  },
  (table) => [
    index('audit_entry_by_account').on(table.accountId, table.id),
    index('audit_entry_by_action').on(table.action, table.id),
    index('audit_entry_by_object').on(table.objectId, table.id),
    index('audit_entry_by_result').on(table.resultId, table.id),
    check('audit_entry_kind', oneOf('kind', ACTOR_KINDS)),
  ],
);
