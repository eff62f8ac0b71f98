import { integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, momentNow } from './columns.ts';

export const graph = pgTable('graph', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** The newest version; its spec is in `graph_version`. */
  version: integer('version').notNull(),
  createdAt: momentNow('created_at'),
  updatedAt: momentNow('updated_at'),
  deletedAt: moment('deleted_at'),
});

/** Every save of a graph, never changed: a run pins one. */
export const graphVersion = pgTable(
  'graph_version',
  {
    graphId: text('graph_id')
      .notNull()
      .references(() => graph.id),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    spec: json('spec').notNull(),
    createdAt: momentNow('created_at'),
  },
  (table) => [primaryKey({ columns: [table.graphId, table.version] })],
);
