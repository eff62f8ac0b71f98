import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { BY_ID_REASONS } from '../../load/run-store.ts';
import { bytes, momentNow, oneOf } from './columns.ts';
import { connection } from './connection.ts';
import { graphRun } from './run.ts';

/**
 * Source key → record, only for records that Odoo acknowledged. By namespace rather than by graph: external IDs are made of
 * it, so two graphs with one namespace mean the same records. A very long key is stored shortened (`stored-key.ts`).
 */
export const keyMap = pgTable(
  'key_map',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    namespace: text('namespace').notNull(),
    node: text('node').notNull(),
    key: text('key').notNull(),
    externalId: text('external_id').notNull(),
    model: text('model').notNull(),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    fieldHashes: jsonb('field_hashes').notNull(),
    /** By field, what Odoo held after our last write; null or missing: not known. */
    heldHashes: jsonb('held_hashes').notNull().default({}),
    /** The run that created the record; null for one that was there before. */
    createdRun: text('created_run').references(() => graphRun.id),
    /** The run that last wrote to the record; null when none did. */
    writtenRun: text('written_run').references(() => graphRun.id),
    /** The write date that a rollback left the record with, and whose rollback it was; see `load/rollback/note-others.ts`. */
    leftWriteDate: text('left_write_date'),
    leftRun: text('left_run'),
    /** The run whose dataset had the row no more and that has dealt with it, as its node asked; null again when the row comes back. */
    vanishedRun: text('vanished_run').references(() => graphRun.id),
    /** That run archived the record. */
    isArchived: boolean('is_archived').notNull().default(false),
    updatedAt: momentNow('updated_at'),
    /** Why Odoo knows no external ID for the record, so that it is found and referred to by its database ID; null: it does. */
    byId: text('by_id'),
    /** With `by_id`: when Odoo made the record, as it says. What has another date is not our record. */
    createDate: text('create_date'),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.namespace, table.node, table.key] }),
    index('key_map_by_record').on(table.connectionId, table.model, table.recordId),
    index('key_map_by_left_run').on(table.leftRun).where(sql`left_run is not null`),
    index('key_map_by_id')
      .on(table.connectionId, table.namespace, table.externalId)
      .where(sql`by_id is not null`),
    check('key_map_by_id_reason', oneOf('by_id', BY_ID_REASONS)),
  ],
);

/**
 * Questions to Odoo and their answers, for the whole run. The value is kept as bytes, because a cell may hold NUL, which text
 * refuses, and is found by its hash, because a cell may be longer than an index entry (2,704 bytes).
 */
export const runResolvedValue = pgTable(
  'run_resolved_value',
  {
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    field: text('field').notNull(),
    valueHash: text('value_hash').notNull(),
    value: bytes('value').notNull(),
    answer: text('answer'),
    candidates: text('candidates').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeIndex, table.field, table.valueHash] })],
);
