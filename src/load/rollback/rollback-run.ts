import { chunks } from '../../util/chunks.ts';
import { endOfStop } from '../run-control.ts';
import { RunPaused } from '../run-paused.ts';
import type { RunEnd } from '../run-store.ts';
import { archiveKept } from './archive-kept.ts';
import { deleteCompanions } from './delete-companions.ts';
import { type Deleting, deleteRows } from './delete-rows.ts';
import { readRecords } from './examine-rows.ts';
import { judgeUpdated } from './judge-updated.ts';
import { makeUndoPlan, type PlannedRow, planAgain, type UndoPlan } from './make-undo-plan.ts';
import { noteOthers, noteOthersAgain } from './note-others.ts';
import { restoreRows, valuesOf, writeBack } from './restore-rows.ts';
import { UndoRegistry } from './undo-registry.ts';
import type { UndoNode, UndoneRow, UndoRow } from './undo-store.ts';
import type { UndoWork } from './undo-work.ts';
import { PART } from './undo-work.ts';
import { wakeArchived } from './wake-archived.ts';

/** What is kept only because something referred to it is looked at again so often; each time something has to have gone. */
const MOST_ROUNDS = 3;

/**
 * One worker's turn at a rollback:
 *
 *   plan ─▶ restore fields ─▶ wake what was archived ─▶ clear circles ─▶ delete, children first ─▶ what is free now, again ─▶ archive
 *
 * What is to become of each row is in our database before anything is done to Odoo, and what became of it after: a worker that dies
 * leaves rows that the next one looks at and takes for done or does again.
 */
export async function rollbackRun(work: UndoWork): Promise<RunEnd> {
  try {
    await work.undo.begin();
    if (!(await work.undo.isPlanned())) await planAll(work);
    const by = await openDeleting(work);
    await restoreAll(work);
    await wakeArchived(work);
    await clearCircles(work);
    await deleteAll(work, by);
    for (let round = 0; round < MOST_ROUNDS && work.control.stopping === null; round++) {
      if (!(await deleteFreed(work, by))) break;
    }
    if (work.control.stopping === null && (await work.undo.isArchiving())) await archiveKept(work);
    if (work.control.stopping === null) await noteOthersAgain(work);
  } catch (error) {
    if (!(error instanceof RunPaused)) throw error;
    return { status: 'paused', reason: error.reason, message: error.message };
  }
  return endOfStop(work.control.stopping) ?? { status: 'rolled_back' };
}

async function planAll(work: UndoWork): Promise<void> {
  const plan = await makeUndoPlan(work);
  for (const [node, rows] of Map.groupBy(plan.rows, (row) => row.node)) await savePlan(work, node, rows);
  await work.undo.planCompanions(plan.companions);
  await noteOthers(work);
  await work.undo.planned(plan);
}

async function savePlan(work: UndoWork, node: UndoNode, rows: readonly PlannedRow[]): Promise<void> {
  for (const part of chunks(rows, PART)) {
    await work.undo.plan(node, part);
    const gone = part.filter(({ isCreated, reason }) => isCreated && reason === 'gone');
    const forgotten: UndoneRow[] = gone.map((row) => ({ ...row, undo: 'kept', keyMap: 'forget' }));
    if (forgotten.length > 0) await work.undo.settle(node, forgotten);
  }
}

async function openDeleting(work: UndoWork): Promise<Deleting> {
  const registry = await UndoRegistry.open(work);
  const models = new Set(work.units.flat().map(({ model }) => model));
  for (const { model } of await work.undo.companions()) models.add(model);
  const known = Object.keys(work.models);
  const { fields } = await work.ask(() => work.target.inboundFields([...models], known));
  return { registry, inbound: fields };
}

/** Nodes and generations the other way round, in parts: `act` settles every row it is given. */
async function eachPart(
  work: UndoWork,
  undo: 'to_delete' | 'to_restore',
  act: (node: UndoNode, rows: readonly UndoRow[]) => Promise<readonly UndoneRow[]>,
  afterUnit: (unit: readonly UndoNode[]) => Promise<void> = async () => undefined,
): Promise<void> {
  for (const unit of work.units.toReversed()) {
    const last = Math.max(0, ...(await Promise.all(unit.map((node) => work.undo.lastGeneration(node)))));
    for (let generation = last; generation >= 0; generation--) {
      for (const node of unit.toReversed()) {
        for (;;) {
          if (work.control.stopping !== null) return;
          const rows = await work.undo.select(node, { undo, generation, limit: work.batchSize });
          if (rows.length === 0) break;
          await work.undo.settle(node, await act(node, rows));
          await work.progressed();
        }
      }
    }
    await afterUnit(unit);
  }
}

function restoreAll(work: UndoWork): Promise<void> {
  return eachPart(work, 'to_restore', (node, rows) => restoreRows(work, node, rows));
}

/**
 * Two records that refer to each other: what was written second, to close the circle, is taken away first. The key map forgets it,
 * so that it counts as nobody's change; and where the rollback is cancelled then, the next run writes it again.
 */
async function clearCircles(work: UndoWork): Promise<void> {
  for (const node of work.units.flat()) {
    const rows = await work.undo.circular(node);
    for (const part of chunks(rows, PART)) {
      if (work.control.stopping !== null) return;
      await openCircles(work, node, part);
    }
  }
}

async function openCircles(work: UndoWork, node: UndoNode, rows: readonly UndoRow[]): Promise<void> {
  const records = await readRecords(work, node, rows);
  const by = { schema: work.models[node.model], later: new Set<string>() };
  const judged = rows.flatMap(({ key, change, recordId }) => {
    const record = records.get(recordId ?? 0);
    if (!change || !record) return [];
    const { beside, values, done } = judgeUpdated(change, record, by);
    return [{ id: record.id, key, beside, values, fields: [...done, ...Object.keys(values)] }];
  });
  const writes = judged
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ id, beside, values }) => ({ id, values: valuesOf({ ...beside, ...values }) }));
  // what Odoo refuses here it refuses again when the record is to be deleted, and says why
  const refused = await writeBack(work, node, writes);
  await work.undo.opened(
    node,
    judged.filter(({ id, fields }) => !refused.has(id) && fields.length > 0),
  );
}

function deleteAll(work: UndoWork, by: Deleting): Promise<void> {
  return eachPart(
    work,
    'to_delete',
    async (node, rows) => {
      const undone = await deleteRows(work, by, node, rows);
      const states = new Map(undone.map(({ ord, undo }) => [ord, undo]));
      for (const { ord, recordId } of rows) {
        const state = states.get(ord);
        if (state && recordId !== null) by.registry.set(node, recordId, state);
      }
      return undone;
    },
    async (unit) => {
      for (const node of unit.toReversed()) await deleteCompanions(work, by, node);
    },
  );
}

/** False: nothing has become free. */
async function deleteFreed(work: UndoWork, by: Deleting): Promise<boolean> {
  const before = by.registry.count('deleted');
  if (before === 0 || by.registry.count('kept') === 0) return false;
  const plan: UndoPlan = await planAgain(work);
  const free = plan.rows.filter(({ undo }) => undo !== 'kept');
  if (free.length === 0) return false;
  for (const [node, rows] of Map.groupBy(free, (row) => row.node)) {
    await savePlan(work, node, rows);
    for (const { recordId, isCreated, undo } of rows) {
      if (isCreated && recordId !== null) by.registry.set(node, recordId, undo);
    }
  }
  await work.undo.planCompanions(plan.companions);
  by.registry.addCompanions(plan.companions);
  await restoreAll(work);
  await deleteAll(work, by);
  return by.registry.count('deleted') > before;
}
