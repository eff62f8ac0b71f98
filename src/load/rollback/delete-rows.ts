import { readRecords } from './examine-rows.ts';
import { findBlockers, type Inbound } from './find-blockers.ts';
import { judgeMeanwhile, type Kept } from './judge-created.ts';
import type { UndoRegistry } from './undo-registry.ts';
import type { UndoNode, UndoneRow, UndoRow } from './undo-store.ts';
import type { OdooDelete } from './undo-work.ts';
import { unlinkRecords } from './unlink-records.ts';

export interface Deleting {
  readonly registry: UndoRegistry;
  readonly inbound: Inbound;
}

/**
 * Deletes the records of these rows, but for those that somebody changed or referred to since the plan was made, and those that Odoo
 * refuses. A record that is not there any more was deleted by an earlier turn, so it is undone.
 */
export async function deleteRows(
  work: OdooDelete,
  by: Deleting,
  node: UndoNode,
  rows: readonly UndoRow[],
): Promise<readonly UndoneRow[]> {
  const records = await readRecords(work, node, rows);
  const present = rows.filter(({ recordId }) => records.has(recordId ?? 0));
  const kept = new Map(await findBlockers(work, by, { node, rows: present, records }));
  for (const row of present) {
    const changed = judgeMeanwhile(row, records.get(row.recordId ?? 0));
    if (changed && row.recordId !== null) kept.set(row.recordId, changed);
  }
  const ids = present.flatMap(({ recordId }) => (recordId === null || kept.has(recordId) ? [] : [recordId]));
  const { refused } = await unlinkRecords(work, node.model, ids, work.contextOf(node));
  for (const [id, why] of refused) {
    kept.set(id, { reason: 'refused_by_odoo', detail: `Odoo refuses to delete it: ${why}` });
  }
  return rows.map((row) => undone(row, kept.get(row.recordId ?? 0)));
}

function undone({ ord, key }: UndoRow, kept: Kept | undefined): UndoneRow {
  return kept ? { ord, key, undo: 'kept', ...kept } : { ord, key, undo: 'deleted', keyMap: 'forget' };
}
