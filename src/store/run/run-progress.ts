import type pg from 'pg';
import type { NodeProgress, RunProgress } from '../../app/run-views.ts';
import { OUTCOMES } from '../../issue.ts';
import { undoneOf } from '../../load/rollback/undo-words.ts';
import { isOver, type NodeState, type RunStatus } from '../../load/run-store.ts';

/** What the database knows of a run's pace, besides its nodes. */
export interface Pace {
  readonly waitingFor: string | null;
  /** Rows settled in the window below; those that preparation settled are not counted. */
  readonly recentRows: number;
  /** Length of the window: the last minute, or since the first call where that is less. */
  readonly recentSeconds: number;
}

const STILL: Pace = { waitingFor: null, recentRows: 0, recentSeconds: 0 };
/** A rate of less than this is chance. */
const HONEST_AFTER_SECONDS = 5;

export function runProgress(status: RunStatus, nodes: readonly NodeState[], pace: Pace = STILL): RunProgress {
  const isDone = isOver(status);
  const rowsDone = nodes.reduce((sum, node) => sum + doneOf(node), 0);
  const rowsTotal = nodes.reduce((sum, node) => sum + (node.rowsTotal ?? 0), 0);
  const current =
    nodes.find((node) => node.status === 'running') ?? nodes.find((node) => node.status === 'pending');
  const rate = pace.recentSeconds >= HONEST_AFTER_SECONDS ? pace.recentRows / pace.recentSeconds : null;
  const isCounted = nodes.length > 0 && nodes.every((node) => node.rowsTotal !== null);
  return {
    currentNode: isDone ? null : (current?.node ?? null),
    currentIndex: isDone || current === undefined ? nodes.length : current.index,
    totalNodes: nodes.length,
    percentage: percentageOf(status, isCounted, rowsDone, rowsTotal),
    rowsDone,
    rowsTotal,
    rowsPerSecond: isDone || rate === null ? null : Math.round(rate * 10) / 10,
    etaSeconds: !isDone && isCounted && rate ? Math.ceil((rowsTotal - rowsDone) / rate) : null,
    waitingFor: isDone ? null : pace.waitingFor,
    nodes: nodes.map(nodeProgress),
  };
}

/** Of a rollback: rows are those that have something to undo, and nodes are undone the other way round. */
export function undoProgress(nodes: readonly NodeState[], pace: Pace = STILL): RunProgress {
  const rowsDone = nodes.reduce((sum, node) => sum + undoneOf(node.undo), 0);
  const rowsTotal = nodes.reduce((sum, node) => sum + node.undo.toUndo, 0);
  const current = nodes.findLast((node) => undoneOf(node.undo) < node.undo.toUndo);
  const rate = pace.recentSeconds >= HONEST_AFTER_SECONDS ? pace.recentRows / pace.recentSeconds : null;
  return {
    currentNode: current?.node ?? null,
    currentIndex: current?.index ?? 0,
    totalNodes: nodes.length,
    percentage: rowsTotal === 0 ? 0 : Math.min(99, Math.floor((100 * rowsDone) / rowsTotal)),
    rowsDone,
    rowsTotal,
    rowsPerSecond: rate === null ? null : Math.round(rate * 10) / 10,
    etaSeconds: rate ? Math.ceil((rowsTotal - rowsDone) / rate) : null,
    waitingFor: pace.waitingFor,
    nodes: nodes.map(nodeProgress),
  };
}

/** 0 while rows are still being counted, so that it never goes back; 100 only for a run that did all its work. */
function percentageOf(status: RunStatus, isCounted: boolean, done: number, total: number): number {
  if (status === 'completed' || status === 'completed_with_errors' || status === 'rolled_back') return 100;
  if (!isCounted) return 0;
  return total === 0 ? 99 : Math.min(99, Math.floor((100 * done) / total));
}

function doneOf(node: NodeState): number {
  return OUTCOMES.reduce((sum, outcome) => sum + node.counts[outcome], 0);
}

function nodeProgress(state: NodeState): NodeProgress {
  const { node, model, status, rowsTotal, counts, adopted, vanished, undo } = state;
  return { nodeId: node, model, status, rowsTotal, counts, adopted, vanished, undo };
}

/** By run; only for runs that are under way. All times are the database's. */
export async function readPaces(
  pool: pg.Pool,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, Pace>> {
  if (runIds.length === 0) return new Map();
  const answer = await pool.query<Pace & { readonly run_id: string }>(
    `select l.run_id, l.waiting_for as "waitingFor", coalesce(e.rows, 0)::int as "recentRows",
       coalesce(extract(epoch from least(clock_timestamp() - e.first_at, interval '60 seconds')), 0)::float as "recentSeconds"
     from run_lease l left join lateral (
       select sum(rows) filter (where at > clock_timestamp() - interval '60 seconds') as rows,
         coalesce(max(at) filter (where type = 'rollback_planned'),
           min(at) filter (where type in ('batch_sent', 'rows_settled'))) as first_at
       from run_event where run_id = l.run_id
     ) e on true
     where l.run_id = any($1)`,
    [runIds],
  );
  return new Map(answer.rows.map(({ run_id, ...pace }) => [run_id, pace]));
}
