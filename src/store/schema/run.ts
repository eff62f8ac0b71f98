import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { OUTCOMES } from '../../issue.ts';
import { KEPT_REASONS, UNDO_STATES } from '../../load/rollback/undo-words.ts';
import { CHECK_DEPTHS, NODE_STATUSES, RUN_KINDS, RUN_STATUSES } from '../../load/run-store.ts';
import { moment, momentNow, oneOf } from './columns.ts';
import { connection } from './connection.ts';
import { dataset } from './dataset.ts';
import { graphVersion } from './graph.ts';

/**
 * One execution of a plan: its pinned inputs and its present state.
 *
 * `epoch` is the fence: a worker's transaction locks this row FOR SHARE and compares it; taking the lease over locks it FOR
 * UPDATE and adds one. What changes often (heartbeat, requests, counters) lives in other tables, so that a long
 * transaction of a worker never holds up its own heartbeat.
 */
export const graphRun = pgTable(
  'graph_run',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull().default('run'),
    checkDepth: text('check_depth'),
    /** The run a retry is of. */
    ofRun: text('of_run').references((): AnyPgColumn => graphRun.id),
    graphId: text('graph_id').notNull(),
    graphVersion: integer('graph_version').notNull(),
    datasetId: text('dataset_id')
      .notNull()
      .references(() => dataset.id),
    datasetHash: text('dataset_hash').notNull(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    namespace: text('namespace').notNull(),
    failureMode: text('failure_mode'),
    status: text('status').notNull(),
    pauseReason: text('pause_reason'),
    errorMessage: text('error_message'),
    snapshotHash: text('snapshot_hash'),
    /** The target's schema the run last paused for: resuming accepts it. */
    seenSnapshotHash: text('seen_snapshot_hash'),
    /** Answers and policies of the connection when the run was made (`mapping/vocabulary.ts`). */
    vocabulary: json('vocabulary'),
    /** Largest database ID by model when the run began, where a node adopts: what is newer was not there before. */
    newestIds: json('newest_ids'),
    /** The vanished rows were looked for. */
    vanishedFound: boolean('vanished_found').notNull().default(false),
    taskId: text('task_id'),
    epoch: integer('epoch').notNull().default(0),
    idempotencyKey: text('idempotency_key'),
    /** Hash of the request that brought the key. */
    requestHash: text('request_hash'),
    createdAt: momentNow('created_at'),
    startedAt: moment('started_at'),
    completedAt: moment('completed_at'),
    /** What the run was before its rollback began; null unless one is under way or paused. */
    statusBefore: text('status_before'),
    /** Asked for with the rollback: records that stay are archived. */
    undoArchive: boolean('undo_archive').notNull().default(false),
    /** Since then what becomes of each row is decided, and is carried out. */
    undoPlannedAt: moment('undo_planned_at'),
    rolledBackAt: moment('rolled_back_at'),
  },
  (table) => [
    foreignKey({
      columns: [table.graphId, table.graphVersion],
      foreignColumns: [graphVersion.graphId, graphVersion.version],
    }),
    check('graph_run_status', oneOf('status', RUN_STATUSES)),
    check('graph_run_kind', oneOf('kind', RUN_KINDS)),
    check('graph_run_check_depth', oneOf('check_depth', CHECK_DEPTHS)),
    check('graph_run_depth_of_check', sql`(kind = 'check') = (check_depth is not null)`),
    check('graph_run_retry_of', sql`(kind = 'retry') = (of_run is not null)`),
    uniqueIndex('graph_run_idempotency_key').on(table.idempotencyKey),
    /** One run of a graph at a time may write to a connection; a check writes nothing. */
    uniqueIndex('graph_run_active')
      .on(table.graphId, table.connectionId)
      .where(sql`status in ('pending', 'running', 'paused', 'rolling_back') and kind <> 'check'`),
    index('graph_run_by_graph').on(table.graphId, table.id),
    index('graph_run_by_namespace').on(table.connectionId, table.namespace),
  ],
);

/** Who works on a run until when, and what a user has asked of it. One row per run, made with it. */
export const runLease = pgTable('run_lease', {
  runId: text('run_id')
    .primaryKey()
    .references(() => graphRun.id),
  epoch: integer('epoch').notNull().default(0),
  worker: text('worker'),
  /** Null when nobody holds it. */
  expiresAt: moment('expires_at'),
  requested: text('requested'),
  waitingFor: text('waiting_for'),
});

const count = (name: string) => integer(name).notNull().default(0);

/** A step of the run with its counters: they change in the transaction that changes the rows, so they always add up. */
export const runNode = pgTable(
  'run_node',
  {
    runId: text('run_id')
      .notNull()
      .references(() => graphRun.id),
    nodeIndex: integer('node_index').notNull(),
    node: text('node').notNull(),
    model: text('model').notNull(),
    status: text('status').notNull().default('pending'),
    /** Null until prepared. */
    rowsTotal: integer('rows_total'),
    /**
     * The largest `write_date` of the records this step wrote, as Odoo gives it. Here and not with the run, whose row the transactions
     * of a worker share: two that were to change it would wait for each other.
     */
    lastWriteDate: text('last_write_date'),
    /** The smallest such date of a batch. */
    firstWriteDate: text('first_write_date'),
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    rejected: count('rejected'),
    blocked: count('blocked'),
    unknown: count('unknown'),
    cancelled: count('cancelled'),
    /** Of a rollback: rows to be undone, and what became of them. */
    toUndo: count('to_undo'),
    deleted: count('deleted'),
    restored: count('restored'),
    kept: count('kept'),
    archived: count('archived'),
    /** Not outcomes: rows whose record was taken over, and rows of earlier runs that the dataset has no more. */
    adopted: count('adopted'),
    vanished: count('vanished'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeIndex] }),
    uniqueIndex('run_node_name').on(table.runId, table.node),
    check('run_node_status', oneOf('status', NODE_STATUSES)),
  ],
);

/**
 * A source row at a node. Narrow, without foreign keys: there are millions. `detail` is the rule of a skipped row, or
 * `node:key` of the row that blocks a blocked one.
 */
export const runRow = pgTable(
  'run_row',
  {
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    ord: integer('ord').notNull(),
    srcRow: integer('src_row').notNull(),
    generation: integer('generation').notNull(),
    /** Null until settled. */
    outcome: text('outcome'),
    recordId: bigint('record_id', { mode: 'number' }),
    key: text('key').notNull(),
    detail: text('detail'),
    /** What a rollback makes of the row, and why it stays. */
    undo: text('undo'),
    undoReason: text('undo_reason'),
    undoDetail: text('undo_detail'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeIndex, table.ord] }),
    /** Partial, so that storing a million prepared rows fills one index and not two. */
    index('run_row_by_outcome')
      .on(table.runId, table.nodeIndex, table.outcome, table.ord)
      .where(sql`outcome is not null`),
    index('run_row_by_undo')
      .on(table.runId, table.nodeIndex, table.undo, table.generation, table.ord)
      .where(sql`undo is not null`),
    check('run_row_outcome', oneOf('outcome', OUTCOMES)),
    check('run_row_undo', oneOf('undo', UNDO_STATES)),
    check('run_row_undo_reason', oneOf('undo_reason', KEPT_REASONS)),
  ],
);

export const runIssue = pgTable(
  'run_issue',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    ord: integer('ord').notNull(),
    severity: text('severity').notNull(),
    code: text('code').notNull(),
    message: text('message').notNull(),
    edge: text('edge'),
    field: text('field'),
    sheet: text('sheet'),
    row: integer('row'),
    column: text('column'),
    value: text('value'),
    candidates: text('candidates').array(),
  },
  (table) => [
    index('run_issue_by_row').on(table.runId, table.nodeIndex, table.ord),
    index('run_issue_by_code').on(table.runId, table.nodeIndex, table.code),
  ],
);

/** The rows of one call to Odoo; `sending` is committed before the call is made. */
export const runBatch = pgTable(
  'run_batch',
  {
    runId: text('run_id')
      .notNull()
      .references(() => graphRun.id),
    no: integer('no').notNull(),
    nodeIndex: integer('node_index').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    ords: integer('ords').array().notNull(),
    columns: text('columns').array().notNull(),
    payloadHash: text('payload_hash').notNull(),
    newestBefore: bigint('newest_before', { mode: 'number' }).notNull().default(0),
    attempts: integer('attempts').notNull(),
    /** Epoch that made it, and epoch that holds it now. */
    firstEpoch: integer('first_epoch').notNull(),
    epoch: integer('epoch').notNull(),
    firstSentAt: momentNow('first_sent_at'),
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.no] }),
    index('run_batch_open').on(table.runId).where(sql`state = 'sending'`),
    check('run_batch_state', oneOf('state', ['sending', 'settled'])),
  ],
);

/**
 * What a run changed in a record that was there, by technical field name: `before` as Odoo's `read` gave it (the first image of a row is
 * the true one), `wanted` the texts we send (an external ID for a reference), `after` as read back. A check keeps what a run would
 * change, and has no batch.
 */
export const runChange = pgTable(
  'run_change',
  {
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    ord: integer('ord').notNull(),
    batchNo: integer('batch_no'),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    before: json('before').notNull(),
    wanted: json('wanted'),
    after: json('after'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeIndex, table.ord] })],
);

/** What happened, numbered without gaps within the run. */
export const runEvent = pgTable(
  'run_event',
  {
    runId: text('run_id').notNull(),
    seq: integer('seq').notNull(),
    at: momentNow('at'),
    type: text('type').notNull(),
    /** Rows this event settled, for the rate; 0 for other events. */
    rows: integer('rows').notNull().default(0),
    event: json('event').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);

/** Records that Odoo made along with those of a run, and that a rollback deletes with them. */
export const runCompanion = pgTable(
  'run_companion',
  {
    runId: text('run_id').notNull(),
    model: text('model').notNull(),
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    /** The row it goes after. */
    nodeIndex: integer('node_index').notNull(),
    ord: integer('ord').notNull(),
    state: text('state').notNull().default('to_delete'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.model, table.recordId] }),
    check('run_companion_state', oneOf('state', ['to_delete', 'deleted', 'left'])),
  ],
);

/**
 * Entries of the key map as they were before a run changed them first, for its rollback; the entry of a record that the run created
 * has none. `before` has the names of the columns of `key_map`.
 */
export const runKeyBefore = pgTable(
  'run_key_before',
  {
    runId: text('run_id').notNull(),
    nodeIndex: integer('node_index').notNull(),
    key: text('key').notNull(),
    before: json('before').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeIndex, table.key] })],
);
