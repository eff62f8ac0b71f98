import { writeBack } from './restore-rows.ts';
import type { UndoNode, UndoneRow, UndoRow } from './undo-store.ts';
import { KEPT_REASONS } from './undo-words.ts';
import type { UndoWork } from './undo-work.ts';

const THERE = KEPT_REASONS.filter((reason) => reason !== 'gone');

/** Records that the run created and that have to stay are archived, where their model can; children first. */
export async function archiveKept(work: UndoWork): Promise<void> {
  for (const node of work.units.flat().toReversed()) {
    const active = work.models[node.model]?.fields.active;
    if (!active || active.readonly) continue;
    for (let below: number | undefined; ; ) {
      if (work.control.stopping !== null) return;
      const page = { limit: work.batchSize, ...(below === undefined ? {} : { below }) };
      const rows = await work.undo.select(node, { undo: 'kept', reasons: THERE, ...page });
      if (rows.length === 0) break;
      below = rows.at(-1)?.ord ?? 0;
      await archive(
        work,
        node,
        rows.filter(({ isCreated }) => isCreated),
      );
    }
  }
}

async function archive(work: UndoWork, node: UndoNode, rows: readonly UndoRow[]): Promise<void> {
  const ids = rows.flatMap(({ recordId }) => recordId ?? []);
  const there = new Set(ids.length === 0 ? [] : await work.ask(() => work.target.findById(node.model, ids)));
  const writes = [...there].map((id) => ({ id, values: { active: false } }));
  const refused = await writeBack(work, node, writes);
  const archived = rows.flatMap(({ ord, key, recordId, reason, detail }): UndoneRow[] => {
    if (recordId === null || !there.has(recordId) || refused.has(recordId)) return [];
    return [{ ord, key, undo: 'archived', reason: reason ?? 'unknown', detail: detail ?? '' }];
  });
  if (archived.length > 0) await work.undo.settle(node, archived);
}
