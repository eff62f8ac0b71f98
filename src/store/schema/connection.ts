import { sql } from 'drizzle-orm';
import { json, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment, momentNow } from './columns.ts';

/**
 * How to reach one Odoo database. The secret is only here, as ciphertext (`secret-box.ts`).
 * Deleting sets `deleted_at` and clears the secret: runs keep pointing to what they were made with.
 */
export const connection = pgTable(
  'connection',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    database: text('database').notNull(),
    login: text('login'),
    transport: text('transport').notNull(),
    profile: json('profile').notNull(),
    secret: text('secret'),
    secretKeyId: text('secret_key_id'),
    createdAt: momentNow('created_at'),
    updatedAt: momentNow('updated_at'),
    deletedAt: moment('deleted_at'),
  },
  (table) => [uniqueIndex('connection_name').on(table.name).where(sql`deleted_at is null`)],
);

/** What values mean on a connection, answered once (`mapping/vocabulary.ts`). `jsonb`, so that single answers are added and taken away. */
export const valueAnswer = pgTable(
  'value_answer',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    place: text('place').notNull(),
    /** Value → answer. */
    answers: jsonb('answers').notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.place] })],
);

/**
 * Schema snapshots as they were read, one per distinct content.
 * `json`, not `jsonb`, here and wherever a document is never queried inside: it keeps the order of keys and takes `\u0000`,
 * which jsonb refuses.
 */
export const schemaSnapshot = pgTable(
  'schema_snapshot',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    hash: text('hash').notNull(),
    snapshot: json('snapshot').notNull(),
    takenAt: momentNow('taken_at'),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.hash] })],
);
