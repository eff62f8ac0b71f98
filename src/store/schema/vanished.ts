import { bigint, check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { VANISHED_ACTIONS, VANISHED_STATES } from '../../load/vanished/vanished-words.ts';
import { oneOf } from './columns.ts';

/** Rows of earlier runs that the dataset of this run has no more (`load/vanished/vanished-words.ts` has the states). */
export const runVanished = pgTable(
  'run_vanished',
  {
    runId: text('run_id').notNull(),
    node: text('node').notNull(),
    /** As in the key map (`stored-key.ts`). */
    key: text('key').notNull(),
    externalId: text('external_id').notNull(),
    model: text('model').notNull(),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    action: text('action').notNull(),
    state: text('state').notNull(),
    /** One of `VANISHED_REASONS`. */
    reason: text('reason'),
    /** Why a record is kept, in a sentence. */
    detail: text('detail'),
    /** The new key that is probably this row's. */
    renamedTo: text('renamed_to'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.node, table.key] }),
    index('run_vanished_by_state').on(table.runId, table.node, table.state, table.key),
    check('run_vanished_action', oneOf('action', VANISHED_ACTIONS)),
    check('run_vanished_state', oneOf('state', VANISHED_STATES)),
  ],
);
