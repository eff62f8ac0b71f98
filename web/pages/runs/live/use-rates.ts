import { useRef } from 'react';
import { doneOf, isOver, type Run } from '../run-record.ts';

const WINDOW_MS = 12_000;
const HONEST_AFTER_MS = 2_000;

interface Sample {
  readonly at: number;
  readonly done: ReadonlyMap<string, number>;
}

/** Rows per second of each running node, by what the records of the last seconds say. */
export function useRates(run: Run): ReadonlyMap<string, number> {
  const samples = useRef<Sample[]>([]);
  const latest = useRef<Run | null>(null);
  if (isOver(run)) return new Map();
  const now = Date.now();
  const done = new Map(run.progress.nodes.map((node) => [node.node_id, doneOf(node)]));
  if (latest.current !== run) {
    latest.current = run;
    samples.current = [...samples.current.filter(({ at }) => at > now - WINDOW_MS), { at: now, done }];
  }
  const first = samples.current[0];
  if (first === undefined || now - first.at < HONEST_AFTER_MS) return new Map();
  return new Map(
    run.progress.nodes.flatMap(({ node_id: id, status }) => {
      const rows = (done.get(id) ?? 0) - (first.done.get(id) ?? 0);
      const rate = Math.round((rows * 1000) / (now - first.at));
      return status === 'running' && rate > 0 ? [[id, rate]] : [];
    }),
  );
}
