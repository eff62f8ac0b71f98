import type { OutcomeCounts } from '../../../components/outcome-bar.tsx';
import { OUTCOMES } from '../../../components/states.tsx';
import type { RunEvent } from './run-stream.ts';

export interface Batch {
  readonly batch: number;
  readonly node: string;
  readonly kind: 'create' | 'update';
  readonly rows: number;
  readonly sentAt: string;
  readonly settledAt: string | null;
  readonly failedCalls: number;
  readonly counts: OutcomeCounts;
}

/** Calls with rows by what the events tell, the newest first. */
export function batchesOf(events: readonly RunEvent[]): readonly Batch[] {
  const batches = new Map<string, Batch>();
  const open = new Map<string, string>();
  for (const event of events) {
    const node = event.node ?? '';
    const id = `${node} ${String(event.batch)}`;
    if (event.type === 'batch_sent') {
      const before = batches.get(id);
      batches.set(id, {
        batch: Number(event.batch),
        node,
        kind: event.kind === 'update' ? 'update' : 'create',
        rows: Number(event.rows),
        sentAt: before?.sentAt ?? event.at,
        settledAt: null,
        failedCalls: before?.failedCalls ?? 0,
        counts: {},
      });
      open.set(node, id);
    }
    const failed = event.type === 'call_failed' ? batches.get(open.get(node) ?? '') : undefined;
    if (failed !== undefined)
      batches.set(open.get(node) ?? '', { ...failed, failedCalls: failed.failedCalls + 1 });
    const settled = event.type === 'rows_settled' ? batches.get(id) : undefined;
    if (settled !== undefined)
      batches.set(id, { ...settled, settledAt: event.at, counts: added(settled.counts, event.counts) });
  }
  return [...batches.values()].toReversed();
}

/** A batch may be settled in several steps. */
function added(before: OutcomeCounts, more: unknown): OutcomeCounts {
  const plus = (more ?? {}) as OutcomeCounts;
  return Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, (before[outcome] ?? 0) + (plus[outcome] ?? 0)]),
  );
}
