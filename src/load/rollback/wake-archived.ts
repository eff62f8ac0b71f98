import { writeBack } from './restore-rows.ts';
import type { ArchivedRow, UndoNode, WokenRow } from './undo-store.ts';
import type { UndoWork } from './undo-work.ts';
import { LOOK_CONTEXT } from './undo-work.ts';

/**
 * Records that the run archived because their rows were gone from the data are made active again, parents first. What a worker that
 * died has woken is found active.
 */
export async function wakeArchived(work: UndoWork): Promise<void> {
  for (const node of work.units.flat()) {
    for (;;) {
      if (work.control.stopping !== null) return;
      const rows = await work.undo.archivedRows(node, work.batchSize);
      if (rows.length === 0) break;
      await work.undo.settleWoken(node, await wakeRows(work, node, rows));
      await work.progressed();
    }
  }
}

async function wakeRows(
  work: UndoWork,
  node: UndoNode,
  rows: readonly ArchivedRow[],
): Promise<readonly WokenRow[]> {
  const ids = rows.flatMap(({ recordId, isOurs }) => (isOurs ? [recordId] : []));
  const records = ids.length === 0 ? [] : await read(work, node, ids);
  const active = new Map(records.map((record) => [record.id, record.active === true]));
  const asleep = ids.filter((id) => active.get(id) === false);
  const refused = await writeBack(
    work,
    node,
    asleep.map((id) => ({ id, values: { active: true } })),
  );
  return rows.map(({ key, recordId, isOurs }) => {
    if (!isOurs) return { key, state: 'kept', detail: 'A later run has the row again.' };
    if (!active.has(recordId)) return { key, state: 'gone' };
    const why = refused.get(recordId);
    return why === undefined
      ? { key, state: 'woken' }
      : { key, state: 'kept', detail: `It stays archived: Odoo refuses to make it active again: ${why}` };
  });
}

function read(work: UndoWork, node: UndoNode, ids: readonly number[]) {
  return work.ask(() => work.target.read(node.model, ids, ['active'], LOOK_CONTEXT));
}
