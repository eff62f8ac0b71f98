import { OUTCOMES, type Outcome } from '../../issue.ts';
import type { Tx } from '../transaction.ts';

export type Counts = Partial<Record<Outcome, number>>;

/** One more of `after`, and one less of `before` where the row had an outcome. */
export function countChanges(
  changes: readonly { readonly before: Outcome | null; readonly after: Outcome }[],
): Counts {
  const counts: Counts = {};
  for (const { before, after } of changes) {
    counts[after] = (counts[after] ?? 0) + 1;
    if (before !== null) counts[before] = (counts[before] ?? 0) - 1;
  }
  return counts;
}

/** In the transaction that changes the rows, so that the counters always add up to them. */
export async function addToCounters(tx: Tx, runId: string, nodeIndex: number, counts: Counts): Promise<void> {
  const changed = OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) !== 0);
  if (changed.length === 0) return;
  const sets = changed.map((outcome, i) => `${outcome} = ${outcome} + $${i + 3}`);
  await tx.query(`update run_node set ${sets.join(', ')} where run_id = $1 and node_index = $2`, [
    runId,
    nodeIndex,
    ...changed.map((outcome) => counts[outcome]),
  ]);
}
