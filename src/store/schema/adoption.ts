import { bigint, boolean, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { CLAIM_STATES } from '../../load/adopt/claim-words.ts';
import { oneOf } from './columns.ts';

/**
 * The record that a row of a run takes over, or would (`load/adopt/claim-words.ts` has the states). Written before the external ID is,
 * so that a rollback knows which external IDs the run added, whenever its worker died.
 */
export const runAdoption = pgTable(
  'run_adoption',
  {
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    ord: integer('ord').notNull(),
    /** As in the key map (`stored-key.ts`). */
    key: text('key').notNull(),
    externalId: text('external_id').notNull(),
    model: text('model').notNull(),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    label: text('label').notNull(),
    isArchived: boolean('is_archived').notNull(),
    createDate: text('create_date'),
    rule: integer('rule').notNull(),
    state: text('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeIndex, table.ord] }),
    index('run_adoption_by_record').on(table.runId, table.model, table.recordId),
    index('run_adoption_by_external_id').on(table.runId, table.externalId),
    check('run_adoption_state', oneOf('state', CLAIM_STATES)),
  ],
);
