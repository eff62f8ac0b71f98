import { z } from 'zod';
import { OUTCOMES } from '../../issue.ts';
import { KEPT_REASONS, UNDO_STATES } from '../../load/rollback/undo-words.ts';
import { CHECK_DEPTHS, NODE_STATUSES, RUN_KINDS, RUN_STATUSES } from '../../load/run-store.ts';
import { Against, Id, IssueCode, LocatedIssue, PageQuery, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

export const Count = z.int().min(0);
export const counts = {
  created: Count,
  updated: Count,
  unchanged: Count,
  skipped: Count,
  rejected: Count,
  blocked: Count,
  unknown: Count,
  cancelled: Count,
};

export const StartQuery = Against;
export const StartBody = component(
  'StartRun',
  z.strictObject({
    dataset_id: Id.optional().describe('Default: the newest dataset'),
    connection_id: Id.optional().describe('Default: the only connection there is'),
    dry_run: z.boolean().optional().describe('An offline check instead of a run'),
    failure_mode: z.enum(['continue', 'stop']).optional(),
  }),
);
export const CheckBody = component(
  'StartCheck',
  z.strictObject({
    dataset_id: Id.optional().describe('Default: the newest dataset'),
    connection_id: Id.optional().describe('Default: the only connection there is'),
    depth: z
      .enum(CHECK_DEPTHS)
      .optional()
      .describe(
        '`offline` (default): the data and what Odoo lets us read; `server`: Odoo tries every row, and takes it back',
      ),
  }),
);
export const RetryBody = component(
  'RetryRun',
  z.strictObject({
    dataset_id: Id.optional().describe("A version of the run's dataset; default: the newest"),
    graph_version: z.int().min(1).optional().describe('Default: the newest'),
  }),
);
export const StartHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The same key gives the same run; with another body it is refused (422)'),
});
export const StartedRunAnswer = component(
  'StartedRun',
  z.object({ id: Id, status: z.enum(RUN_STATUSES), task_id: z.string(), message: z.string() }),
);

const NodeProgress = component(
  'NodeProgress',
  z.object({
    node_id: z.string(),
    model: z.string(),
    status: z.enum(NODE_STATUSES),
    rows_total: Count.nullable(),
    ...counts,
    undo: z
      .object({ to_undo: Count, deleted: Count, restored: Count, kept: Count, archived: Count })
      .describe('Of a rollback: rows with something to undo, and what became of them'),
    adopted: Count.describe('Rows that take over a record that was in Odoo before'),
    vanished: Count.describe('Rows of earlier runs that the dataset has no more; not among the outcomes'),
  }),
);

const NodeResult = component(
  'NodeResult',
  z.object({
    status: z.enum(NODE_STATUSES),
    records_imported: Count.describe('created + updated'),
    ...counts,
    error: z.string().optional(),
  }),
);

export const Run = component(
  'Run',
  z.object({
    id: Id,
    kind: z.enum(RUN_KINDS).describe('A check writes nothing to Odoo: its outcomes are what a run would do'),
    check_depth: z.enum(CHECK_DEPTHS).nullable(),
    of_run: Id.nullable().describe('The run that a retry is of'),
    status: z.enum(RUN_STATUSES),
    progress: z.object({
      current_node: z.string().nullable(),
      current_index: z.int(),
      total_nodes: z.int(),
      percentage: z.int().min(0).max(100).describe('Never goes back; 100 only when no work is left'),
      rows_done: Count,
      rows_total: Count,
      rows_per_second: z.number().nullable(),
      eta_seconds: z.number().nullable().describe('Null until it is honest'),
      waiting_for: z.string().nullable(),
      nodes: z.array(NodeProgress),
    }),
    stats: z.object({
      nodes_executed: Count,
      nodes_failed: Count,
      total_records: Count.describe('Records created or updated'),
      node_results: z.record(z.string(), NodeResult),
    }),
    error_message: z.string().nullable(),
    pause_reason: z.string().nullable(),
    started_at: Timestamp.nullable(),
    completed_at: Timestamp.nullable(),
    rolled_back_at: Timestamp.nullable(),
    created_at: Timestamp,
    graph_id: Id,
    graph_name: z.string(),
    graph_version: z.int(),
    dataset_id: Id,
    dataset_name: z.string(),
    dataset_hash: z.string(),
    connection_id: Id,
    connection_name: z.string(),
    counts: z.object(counts).describe('Of all nodes together'),
    task_id: z.string(),
  }),
);
export const RunPage = pageOf('RunPage', Run);
/** A day begins at midnight UTC, whatever zone the database is set to. */
const Moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text).toISOString());
export const RunListQuery = PageQuery.extend({
  graph_id: Id.optional(),
  status: z.enum(RUN_STATUSES).optional(),
  kind: z.enum(RUN_KINDS).optional(),
  connection_id: Id.optional(),
  dataset_id: Id.optional(),
  from: Moment.optional().describe('Made at or after'),
  to: Moment.optional().describe('Made before'),
});

export const BatchQuery = PageQuery.extend({
  node: z.string().max(100).optional(),
  state: z.enum(['sending', 'settled']).optional(),
  order: z.enum(['asc', 'desc']).default('asc').describe('`desc`: the newest first'),
});
export const BatchPage = pageOf(
  'BatchPage',
  z.object({
    batch: z.int().describe('Number of the call in the run'),
    node: z.string(),
    kind: z.enum(['create', 'update']),
    state: z.enum(['sending', 'settled']).describe('`sending`: made, and the answer not yet dealt with'),
    generation: z
      .int()
      .nullable()
      .describe('Of its first row: rows of one generation refer to rows of earlier ones'),
    rows: Count,
    attempts: Count.describe('How many workers had it in hand'),
    started_at: Timestamp,
    finished_at: Timestamp.nullable(),
    counts: z.partialRecord(z.enum(OUTCOMES), Count).nullable().describe('What became of its rows'),
  }),
);

export const Throughput = component(
  'RunThroughput',
  z.object({
    slot_seconds: z.int().nullable().describe('Null: the run has not begun'),
    points: z
      .array(z.object({ at: Timestamp.describe('Start of the slot'), rows: Count }))
      .describe('Rows settled by calls, slot by slot without gaps; at most 120'),
  }),
);

export const RowQuery = PageQuery.extend({
  node: z.string().max(100).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  issue: z.string().max(100).optional().describe('A code such as `required_missing`'),
  q: z.string().max(500).optional().describe('Text in the key'),
  undo: z.enum(UNDO_STATES).optional().describe('Rows that a rollback made this of'),
  undo_reason: z.enum(KEPT_REASONS).optional(),
  changes: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: with what changed in the record of each row'),
});
export const RowChange = component(
  'RowChange',
  z.object({
    field: z.string().describe('Technical name of the Odoo field'),
    old: z
      .unknown()
      .describe("As Odoo's `read` gives it: a many2one as database ID or false; long values are cut"),
    new: z
      .string()
      .nullable()
      .describe('As it is sent; a reference by external or database ID; long values are cut'),
  }),
);
export const RejectQuery = z.object({
  sheet: z.string().min(1).max(500).optional().describe('Default: every sheet with rejected rows'),
  include: z.literal('blocked').optional().describe('Rows that wait for a rejected one too'),
});
export const runRow = {
  node: z.string(),
  row: z.number().describe('As the spreadsheet shows it'),
  ord: z.number().describe('Position in the node: `<node>:<ord>` names the row'),
  key: z.string(),
  outcome: z.enum(OUTCOMES).nullable(),
  rule: z.string().nullable(),
  record_id: z.number().nullable(),
  blocked_by: z.string().nullable(),
  undo: z.enum(UNDO_STATES).nullable().describe('What a rollback makes of the record'),
  undo_reason: z.enum(KEPT_REASONS).nullable().describe('Why it is kept'),
  undo_detail: z.string().nullable(),
  issues: z.array(LocatedIssue),
};
const RunRow = component(
  'RunRow',
  z.object({
    ...runRow,
    changes: z.array(RowChange).optional().describe('Only with `changes=true`'),
  }),
);
export const RunRowPage = pageOf('RunRowPage', RunRow);

export const IssueGroup = component(
  'IssueGroup',
  z.object({
    node: z.string(),
    code: IssueCode,
    severity: z.enum(['error', 'warning']),
    field: z.string().nullable(),
    column: z.string().nullable(),
    count: Count,
    samples: z.array(LocatedIssue),
  }),
);
export const IssueGroupPage = pageOf('IssueGroupPage', IssueGroup);

export const EventQuery = z.object({
  after: z.coerce.number().int().min(0).optional().describe('Like `Last-Event-ID`, which wins'),
});
