import type { UndoMark } from '../../load/rollback/undo-store.ts';
import { UNDONE_STATES, type UndoneState, type UndoState } from '../../load/rollback/undo-words.ts';
import { cleanOrNull } from '../clean-text.ts';
import type { Tx } from '../transaction.ts';

export type UndoCounts = Partial<Record<UndoneState, number>>;

/** Sets what becomes of rows and counts it; the node is locked. Returns how many came into each state. */
export async function markRows(
  tx: Tx,
  { runId, nodeIndex }: { readonly runId: string; readonly nodeIndex: number },
  marks: readonly UndoMark[],
): Promise<UndoCounts> {
  const ords = marks.map(({ ord }) => ord);
  const present = await tx.query<{ ord: number; undo: UndoState | null }>(
    'select ord, undo from run_row where run_id = $1 and node_index = $2 and ord = any($3::int[])',
    [runId, nodeIndex, ords],
  );
  await tx.query(
    `update run_row r set undo = i.undo, undo_reason = i.reason, undo_detail = i.detail
     from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as i (ord, undo, reason, detail)
     where r.run_id = $1 and r.node_index = $2 and r.ord = i.ord and r.ord = any($3::int[])`,
    [
      runId,
      nodeIndex,
      ords,
      marks.map(({ undo }) => undo),
      marks.map(({ reason }) => reason ?? null),
      marks.map(({ detail }) => cleanOrNull(detail)),
    ],
  );
  const before = new Map(present.rows.map(({ ord, undo }) => [ord, undo]));
  const added = countOf(marks.map(({ undo }) => undo));
  const taken = countOf([...before.values()]);
  const fresh = marks.filter(({ ord }) => before.get(ord) === null).length;
  const changes = UNDONE_STATES.map((state) => (added[state] ?? 0) - (taken[state] ?? 0));
  const sets = UNDONE_STATES.map((state, i) => `${state} = ${state} + $${i + 4}`);
  await tx.query(
    `update run_node set to_undo = to_undo + $3, ${sets.join(', ')} where run_id = $1 and node_index = $2`,
    [runId, nodeIndex, fresh, ...changes],
  );
  return added;
}

function countOf(states: readonly (UndoState | null)[]): UndoCounts {
  const counts: UndoCounts = {};
  for (const state of UNDONE_STATES) {
    const count = states.filter((one) => one === state).length;
    if (count > 0) counts[state] = count;
  }
  return counts;
}
