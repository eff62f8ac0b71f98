import { chunks } from '../../util/chunks.ts';
import { ReadRefused } from '../run-paused.ts';
import type { Deleting } from './delete-rows.ts';
import { isSilent, referrersOf } from './find-relations.ts';
import { isMadeWith, readAudits } from './outbound.ts';
import type { Companion, UndoNode } from './undo-store.ts';
import type { UndoWork } from './undo-work.ts';
import { PART } from './undo-work.ts';
import { unlinkRecords } from './unlink-records.ts';

/**
 * Odoo takes some of the records along that it made with ours (the template of a product), and leaves others (the contact of an
 * employee): those are deleted too, unless something refers to them. What stays is told.
 */
export async function deleteCompanions(work: UndoWork, by: Deleting, node: UndoNode): Promise<void> {
  const open = await work.undo.orphans(node);
  if (open.length === 0) return;
  // twice: one of them may refer to another
  const left = await deleteOnce(work, by, await deleteOnce(work, by, open));
  await work.undo.settleCompanions(left, 'left');
  for (const [model, ofModel] of Map.groupBy(left, (one) => one.model)) {
    const ids = ofModel.map(({ recordId }) => recordId).slice(0, 10);
    const more = ofModel.length > ids.length ? ', …' : '';
    await work.warn(
      node.node,
      `${ofModel.length} records of ${model} that Odoo made with those of ${node.node} stay (${ids.join(', ')}${more}): something refers to them, or Odoo does not let the user delete them.`,
    );
  }
}

/** Those that are still there. */
async function deleteOnce(
  work: UndoWork,
  by: Deleting,
  companions: readonly Companion[],
): Promise<readonly Companion[]> {
  const left: Companion[] = [];
  for (const [model, ofModel] of Map.groupBy(companions, (one) => one.model)) {
    for (const part of chunks(ofModel, PART)) {
      const gone = await deletePart(
        work,
        by,
        model,
        part.map(({ recordId }) => recordId),
      );
      const deleted = part.filter(({ recordId }) => gone.has(recordId));
      if (deleted.length > 0) await work.undo.settleCompanions(deleted, 'deleted');
      left.push(...part.filter(({ recordId }) => !gone.has(recordId)));
    }
  }
  return left;
}

async function deletePart(
  work: UndoWork,
  by: Deleting,
  model: string,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  try {
    const there = await work.ask(() => work.target.findById(model, ids));
    const needed = await neededOnes(work, by, model, there);
    const free = there.filter((id) => !needed.has(id));
    const { gone } = await unlinkRecords(work, model, free, {});
    return new Set([...ids.filter((id) => !there.includes(id)), ...gone]);
  } catch (error) {
    if (!(error instanceof ReadRefused)) throw error;
    return new Set();
  }
}

async function neededOnes(
  work: UndoWork,
  { registry, inbound }: Deleting,
  model: string,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const needed = new Set<number>();
  const made = await readAudits(work, model, ids);
  const fields = inbound.filter(({ to }) => to === model || to === null);
  for (const [referring, through] of Map.groupBy(fields, (field) => field.model)) {
    for await (const page of referrersOf(work, model, ids, through)) {
      for (const { id, to, audit } of page ?? []) {
        // a picture that Odoo drew for the contact of an employee
        if (isSilent(referring) && isMadeWith(audit, made.get(to))) continue;
        const goes = registry.isCompanion(referring, id) || registry.stateOf(referring, id) === 'to_delete';
        if (!goes && !(referring === model && id === to)) needed.add(to);
      }
    }
  }
  return needed;
}
