import type { z } from 'zod';
import type { Page } from '../../app/result.ts';
import type {
  BatchView,
  IssueGroup,
  NodeProgress,
  RowChange,
  RunRowView,
  RunThroughput,
  RunView,
} from '../../app/run-views.ts';
import type { StoredEvent } from '../../event.ts';
import type { Outcome } from '../../issue.ts';
import type { BatchPage, IssueGroupPage, Run, RunRowPage, Throughput } from '../schemas/run.ts';
import { presentIssues } from './issue.ts';

type RunAnswer = z.output<typeof Run>;

export function presentRun(view: RunView): RunAnswer {
  return {
    id: view.id,
    kind: view.kind,
    check_depth: view.checkDepth,
    of_run: view.ofRun,
    status: view.status,
    progress: presentProgress(view),
    stats: presentStats(view),
    error_message: view.errorMessage,
    pause_reason: view.pauseReason,
    started_at: view.startedAt,
    completed_at: view.completedAt,
    rolled_back_at: view.rolledBackAt,
    created_at: view.createdAt,
    graph_id: view.graphId,
    graph_name: view.graphName,
    graph_version: view.graphVersion,
    dataset_id: view.datasetId,
    dataset_name: view.datasetName,
    dataset_hash: view.datasetHash,
    connection_id: view.connectionId,
    connection_name: view.connectionName,
    counts: totalCounts(view),
    task_id: view.taskId,
  };
}

function totalCounts({ progress }: RunView): RunAnswer['counts'] {
  const total = (outcome: Outcome) => progress.nodes.reduce((sum, { counts }) => sum + counts[outcome], 0);
  return {
    created: total('created'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    skipped: total('skipped'),
    rejected: total('rejected'),
    blocked: total('blocked'),
    unknown: total('unknown'),
    cancelled: total('cancelled'),
  };
}

export function presentBatches(page: Page<BatchView>): z.output<typeof BatchPage> {
  const items = page.items.map(({ workers, sentAt, settledAt, counts, ...batch }) => ({
    ...batch,
    attempts: workers,
    started_at: sentAt,
    finished_at: settledAt,
    counts: counts === null ? null : { ...counts },
  }));
  return { items, next_cursor: page.nextCursor };
}

export function presentThroughput(of: RunThroughput | null): z.output<typeof Throughput> {
  if (of === null) return { slot_seconds: null, points: [] };
  return { slot_seconds: of.slotSeconds, points: of.points.map((point) => ({ ...point })) };
}

function presentProgress({ progress }: RunView): RunAnswer['progress'] {
  return {
    current_node: progress.currentNode,
    current_index: progress.currentIndex,
    total_nodes: progress.totalNodes,
    percentage: progress.percentage,
    rows_done: progress.rowsDone,
    rows_total: progress.rowsTotal,
    rows_per_second: progress.rowsPerSecond,
    eta_seconds: progress.etaSeconds,
    waiting_for: progress.waitingFor,
    nodes: progress.nodes.map((node) => ({
      node_id: node.nodeId,
      model: node.model,
      status: node.status,
      rows_total: node.rowsTotal,
      ...node.counts,
      undo: presentUndo(node),
      adopted: node.adopted,
      vanished: node.vanished,
    })),
  };
}

/** The plan's `stats`: a node counts as executed once it is over and did not fail. */
function presentStats(view: RunView): RunAnswer['stats'] {
  const { nodes } = view.progress;
  return {
    nodes_executed: nodes.filter((n) => n.status === 'completed' || n.status === 'completed_with_errors')
      .length,
    nodes_failed: nodes.filter((n) => n.status === 'failed').length,
    total_records: nodes.reduce((sum, node) => sum + recordsImported(node), 0),
    node_results: Object.fromEntries(nodes.map((node) => [node.nodeId, presentResult(node, view)])),
  };
}

function presentResult(node: NodeProgress, view: RunView): RunAnswer['stats']['node_results'][string] {
  const error = errorOfNode(node, view);
  return {
    status: node.status,
    records_imported: recordsImported(node),
    ...node.counts,
    ...(error === null ? {} : { error }),
  };
}

function recordsImported({ counts }: NodeProgress): number {
  return counts.created + counts.updated;
}

function errorOfNode(node: NodeProgress, view: RunView): string | null {
  const { rejected, blocked, unknown } = node.counts;
  if (rejected + blocked + unknown > 0) {
    return `Not loaded: ${rejected} rejected, ${blocked} blocked, ${unknown} of unknown outcome`;
  }
  return node.status === 'failed' ? (view.errorMessage ?? 'The node failed') : null;
}

export function presentRows(page: Page<RunRowView>): z.output<typeof RunRowPage> {
  return { items: page.items.map(presentRow), next_cursor: page.nextCursor };
}

export function presentRow(row: RunRowView): z.output<typeof RunRowPage>['items'][number] {
  return {
    node: row.node,
    row: row.row,
    ord: row.ord,
    key: row.key,
    outcome: row.outcome,
    rule: row.rule,
    record_id: row.recordId,
    blocked_by: row.blockedBy,
    undo: row.undo,
    undo_reason: row.undoReason,
    undo_detail: row.undoDetail,
    issues: presentIssues(row.issues),
    ...(row.changes === undefined ? {} : { changes: row.changes.map(presentChange) }),
  };
}

const MOST_CHARACTERS = 500;
const MOST_ITEMS = 50;

/** Cut for the eye only: what is kept, and written, is whole. */
function presentChange({ field, old, new: wanted }: RowChange) {
  return { field, old: cut(old), new: wanted === null ? null : cutText(wanted) };
}

function cut(value: unknown): unknown {
  if (typeof value === 'string') return cutText(value);
  if (!Array.isArray(value) || value.length <= MOST_ITEMS) return value;
  return [...value.slice(0, MOST_ITEMS), '…'];
}

function cutText(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

export function presentIssueGroups(groups: readonly IssueGroup[]): z.output<typeof IssueGroupPage> {
  return {
    items: groups.map((group) => ({ ...group, samples: presentIssues(group.samples) })),
    next_cursor: null,
  };
}

/** One event as the stream's `data`: the event's own fields in snake_case beside `seq` and `at`. */
export function presentEvent({ seq, at, event }: StoredEvent): Readonly<Record<string, unknown>> {
  const fields = Object.entries(event).map(([name, value]) => [toSnakeCase(name), value] as const);
  return { seq, at, ...Object.fromEntries(fields) };
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function presentUndo({ undo }: NodeProgress): RunAnswer['progress']['nodes'][number]['undo'] {
  const { toUndo, ...undone } = undo;
  return { to_undo: toUndo, ...undone };
}
