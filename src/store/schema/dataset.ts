import { type AnyPgColumn, integer, json, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment, momentNow } from './columns.ts';

/**
 * A dataset's manifest; the sheets themselves are Parquet files kept by `source/`. A correction makes a new dataset, the next version of its
 * line: all versions of a line have the same rows, by number, and the same columns.
 */
export const dataset = pgTable(
  'dataset',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    manifest: json('manifest').notNull(),
    /** The version that was corrected; null for the first of a line. */
    parentId: text('parent_id').references((): AnyPgColumn => dataset.id),
    /** The first version of the line: its own id there. */
    lineId: text('line_id').notNull(),
    /** From 1 within the line. */
    version: integer('version').notNull().default(1),
    createdAt: momentNow('created_at'),
    deletedAt: moment('deleted_at'),
  },
  (table) => [uniqueIndex('dataset_version').on(table.lineId, table.version)],
);
