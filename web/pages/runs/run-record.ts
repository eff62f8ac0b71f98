import type { Schemas } from '../../api/client.ts';
import { OUTCOMES, type Outcome } from '../../components/states.tsx';

export type Run = Schemas['Run'];
export type NodeProgress = Schemas['NodeProgress'];
export type OutcomeNumbers = Readonly<Record<Outcome, number>>;

const OVER: ReadonlySet<string> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolled_back',
]);

/** Nothing happens in it any more, unless it is undone or retried. */
export function isOver(run: Pick<Run, 'status'>): boolean {
  return OVER.has(run.status);
}

export function isUndone(run: Pick<Run, 'status'>): boolean {
  return run.status === 'rolling_back' || run.status === 'rolled_back';
}

export function doneOf(counts: OutcomeNumbers): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Of all nodes together. */
export function countsOf(nodes: readonly OutcomeNumbers[]): OutcomeNumbers {
  const sum = (outcome: Outcome) => nodes.reduce((total, node) => total + node[outcome], 0);
  return {
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    skipped: sum('skipped'),
    rejected: sum('rejected'),
    blocked: sum('blocked'),
    unknown: sum('unknown'),
    cancelled: sum('cancelled'),
  };
}

/** Rows that a retry would take. */
export function openRowsOf(run: Run): number {
  const { rejected, blocked, unknown, cancelled } = countsOf(run.progress.nodes);
  return rejected + blocked + unknown + cancelled;
}

/** Seconds from start to end, or to now; null before it began. */
export function secondsOf(run: Run, now = Date.now()): number | null {
  if (run.started_at === null) return null;
  const end = run.completed_at === null ? now : Date.parse(run.completed_at);
  return Math.max(0, (end - Date.parse(run.started_at)) / 1000);
}
