import { chunks, halves } from '../../util/chunks.ts';
import { canBeOneRecord } from '../can-be-one-record.ts';
import type { ReadValue, RecordWrite, WriteValues } from '../ports.ts';
import { heldValueOf } from '../write-values.ts';
import { repeatOdoo, type Settled } from './call-odoo.ts';
import { readRecords } from './examine-rows.ts';
import { judgeUpdated, type Restoring } from './judge-updated.ts';
import type { UndoNode, UndoneRow, UndoRow } from './undo-store.ts';
import type { UndoWork } from './undo-work.ts';

/**
 * Gives the fields of these rows their old values back, where they are still as the run left them: judged again now, so that what a
 * worker that died has written already is found done. Null for a record that Odoo refused nothing of.
 */
export async function restoreRows(
  work: UndoWork,
  node: UndoNode,
  rows: readonly UndoRow[],
): Promise<readonly UndoneRow[]> {
  const judged = await judge(work, node, rows);
  const refused = await writeBack(
    work,
    node,
    judged.flatMap(({ row, restoring }) => {
      const isNeeded = row.recordId !== null && Object.keys(restoring.values).length > 0;
      const { beside, values } = restoring;
      return isNeeded ? [{ id: row.recordId, values: valuesOf({ ...beside, ...values }) }] : [];
    }),
  );
  return judged.map(({ row, restoring }) => undone(row, restoring, refused.get(row.recordId ?? 0) ?? null));
}

interface Judged {
  readonly row: UndoRow;
  readonly restoring: Restoring;
}

async function judge(work: UndoWork, node: UndoNode, rows: readonly UndoRow[]): Promise<readonly Judged[]> {
  const records = await readRecords(work, node, rows);
  const ids = rows.flatMap(({ recordId }) => recordId ?? []);
  const later = await work.undo.laterChanges(node, ids);
  const schema = work.models[node.model];
  return rows.map((row) => {
    const id = row.recordId ?? 0;
    const change = row.change ?? { before: {}, wanted: {}, after: null };
    const by = { schema, later: later.get(id) ?? new Set<string>() };
    return { row, restoring: judgeUpdated(change, records.get(id), by) };
  });
}

function undone(row: UndoRow, { values, done, kept }: Restoring, refused: string | null): UndoneRow {
  const { ord, key } = row;
  if (refused !== null) {
    const detail = `Odoo refuses to write the old values: ${refused}`;
    return { ord, key, undo: 'kept', reason: 'refused_by_odoo', detail, keyMap: { revert: done } };
  }
  const revert = [...Object.keys(values), ...done];
  return kept
    ? { ord, key, undo: 'kept', ...kept, keyMap: { revert } }
    : { ord, key, undo: 'restored', keyMap: { revert } };
}

/** By database ID, why Odoo refused. */
export async function writeBack(
  work: UndoWork,
  node: UndoNode,
  writes: readonly RecordWrite[],
): Promise<ReadonlyMap<number, string>> {
  const refused = new Map<number, string>();
  for (const group of groupsOf(work, writes)) {
    for (const part of chunks(group, work.batchSize)) {
      for (const [id, why] of await writePart(work, node, part)) refused.set(id, why);
    }
  }
  return refused;
}

/** Equal values go in one `write`, the others together where the server can (19+), else each by itself. */
function groupsOf({ target }: UndoWork, writes: readonly RecordWrite[]): readonly (readonly RecordWrite[])[] {
  const equal = [...Map.groupBy(writes, ({ values }) => JSON.stringify(values)).values()];
  if (target.writeEach === null) return equal;
  const single = equal.filter((group) => group.length === 1).flat();
  const several = equal.filter((group) => group.length > 1);
  return single.length > 0 ? [...several, single] : several;
}

async function writePart(
  work: UndoWork,
  node: UndoNode,
  writes: readonly RecordWrite[],
): Promise<ReadonlyMap<number, string>> {
  const refused = new Map<number, string>();
  const parts: (readonly RecordWrite[])[] = [writes];
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const called = await writeAll(work, node, part);
    if (called.kind === 'done') continue;
    if (part.length > 1 && canBeOneRecord(called.fault)) parts.unshift(...halves(part));
    else for (const { id } of part) refused.set(id, called.fault.message);
  }
  return refused;
}

function writeAll(work: UndoWork, node: UndoNode, part: readonly RecordWrite[]): Promise<Settled> {
  const { target, signal } = work.sender;
  const context = work.contextOf(node);
  const [first] = part;
  const isEqual = part.every(({ values }) => JSON.stringify(values) === JSON.stringify(first?.values));
  return repeatOdoo(work.sender, () => {
    if (!isEqual && target.writeEach) return target.writeEach(node.model, part, context, signal);
    const ids = part.map(({ id }) => id);
    return target.write(node.model, ids, first?.values ?? {}, context, signal);
  });
}

/** What `read` gave, as `write` takes it. */
export function valuesOf(values: Readonly<Record<string, ReadValue>>): WriteValues {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, heldValueOf(value)]));
}
