import type pg from 'pg';
import type { Page } from '../../app/result.ts';
import type { RunView } from '../../app/run-views.ts';
import type { RunKind, RunStatus } from '../../load/run-store.ts';
import { readNodes } from './run-nodes.ts';
import { readPaces, runProgress, undoProgress } from './run-progress.ts';
import type { RunRecord } from './run-state.ts';

export interface RunQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly graphId?: string;
  readonly status?: RunStatus;
  readonly kind?: RunKind;
  readonly connectionId?: string;
  readonly datasetId?: string;
  /** Made at or after, and before. */
  readonly from?: string;
  readonly to?: string;
}

interface NamedRun extends RunRecord {
  readonly graph_name: string;
  readonly dataset_name: string;
  readonly connection_name: string;
}

const SELECT_RUN = `select r.*, v.name as graph_name, d.name as dataset_name, c.name as connection_name from graph_run r
  join graph_version v on v.graph_id = r.graph_id and v.version = r.graph_version
  join dataset d on d.id = r.dataset_id join connection c on c.id = r.connection_id`;

export async function getRun(pool: pg.Pool, runId: string): Promise<RunView | null> {
  const answer = await pool.query<NamedRun>(`${SELECT_RUN} where r.id = $1`, [runId]);
  return (await viewsOf(pool, answer.rows))[0] ?? null;
}

/** Newest first; the cursor is the last id of the page before. */
export async function listRuns(pool: pg.Pool, query: RunQuery): Promise<Page<RunView>> {
  const { text, values } = runListQuery(query);
  const answer = await pool.query<NamedRun>(text, [...values]);
  const items = await viewsOf(pool, answer.rows.slice(0, query.limit));
  return { items, nextCursor: answer.rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Only the filters there are: ids are ordered by time, so that a page is read from the end of an index. Exported for its test. */
export function runListQuery(query: RunQuery): {
  readonly text: string;
  readonly values: readonly unknown[];
} {
  const filters = [
    ['r.id <', query.cursor],
    ['r.graph_id =', query.graphId],
    ['r.status =', query.status],
    ['r.kind =', query.kind],
    ['r.connection_id =', query.connectionId],
    ['r.dataset_id =', query.datasetId],
    ['r.created_at >=', query.from],
    ['r.created_at <', query.to],
  ].filter(([, value]) => value !== undefined);
  const conditions = filters.map(([test], index) => `${test} $${index + 2}`);
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  return {
    text: `${SELECT_RUN} ${where} order by r.id desc limit $1`,
    values: [query.limit + 1, ...filters.map(([, value]) => value)],
  };
}

const UNDER_WAY: ReadonlySet<RunStatus> = new Set(['pending', 'running', 'rolling_back']);

async function viewsOf(pool: pg.Pool, records: readonly NamedRun[]): Promise<readonly RunView[]> {
  // A pending run may have a worker already, one that waits for an Odoo that is away.
  const underWay = records.filter(({ status }) => UNDER_WAY.has(status));
  const [nodes, paces] = await Promise.all([
    readNodes(
      pool,
      records.map(({ id }) => id),
    ), // prettier-ignore
    readPaces(
      pool,
      underWay.map(({ id }) => id),
    ), // prettier-ignore
  ]);
  return records.map((record) => ({
    ...runFacts(record),
    progress:
      record.status_before === null
        ? runProgress(record.status, nodes.get(record.id) ?? [], paces.get(record.id))
        : undoProgress(nodes.get(record.id) ?? [], paces.get(record.id)),
  }));
}

function runFacts(record: NamedRun): Omit<RunView, 'progress'> {
  return {
    id: record.id,
    kind: record.kind,
    checkDepth: record.check_depth,
    ofRun: record.of_run,
    graphId: record.graph_id,
    graphName: record.graph_name,
    graphVersion: record.graph_version,
    datasetId: record.dataset_id,
    datasetName: record.dataset_name,
    datasetHash: record.dataset_hash,
    connectionId: record.connection_id,
    connectionName: record.connection_name,
    status: record.status,
    pauseReason: record.pause_reason,
    errorMessage: record.error_message,
    taskId: record.task_id ?? '',
    createdAt: record.created_at.toISOString(),
    startedAt: record.started_at?.toISOString() ?? null,
    completedAt: record.completed_at?.toISOString() ?? null,
    rolledBackAt: record.rolled_back_at?.toISOString() ?? null,
  };
}
