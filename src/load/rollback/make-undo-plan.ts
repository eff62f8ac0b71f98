import type { InboundFields } from '../ports.ts';
import { closePlan } from './close-plan.ts';
import type { ChangedRow, CreatedRow, ExaminedRow, Judging } from './examine-rows.ts';
import { examineRows } from './examine-rows.ts';
import { findRelations, type MadeAlong } from './find-relations.ts';
import { ANY_TIME, judgeCreated, judgeMeanwhile, type Kept } from './judge-created.ts';
import type { Companion, UndoMark, UndoNode, UndoReader, UndoRow, WriteWindow } from './undo-store.ts';
import type { UndoLook } from './undo-work.ts';

/** What a rollback would do: made before anything is done, because what it does moves write dates, too. */
export interface UndoPlan {
  readonly rows: readonly PlannedRow[];
  readonly companions: readonly Companion[];
  readonly scope: InboundFields['scope'];
  readonly unseen: readonly string[];
}

export interface PlannedRow extends UndoMark {
  readonly node: UndoNode;
  readonly srcRow: number;
  readonly key: string;
  readonly recordId: number | null;
  readonly undo: 'to_delete' | 'to_restore' | 'kept';
  readonly isCreated: boolean;
}

export async function makeUndoPlan(look: UndoLook & { readonly undo: UndoReader }): Promise<UndoPlan> {
  const windows = windowsSince(await look.undo.windows(), look.undo.runId);
  return planWith(look, windows, (row, record) =>
    judgeCreated(row, record, { runId: look.undo.runId, windows }),
  );
}

/**
 * The plan once more, after something was deleted: what stayed only because something referred to it, or because Odoo refused, may be
 * free now. What somebody changed stays.
 */
export async function planAgain(look: UndoLook): Promise<UndoPlan> {
  return planWith(look, ANY_TIME, (row, record) =>
    isPassing(row)
      ? judgeMeanwhile(row, record)
      : { reason: row.reason ?? 'unknown', detail: row.detail ?? '' },
  );
}

function isPassing({ undo, reason }: UndoRow): boolean {
  return undo !== 'kept' || reason === 'referred_to' || reason === 'refused_by_odoo';
}

/** This run's own, which begins at no certain time, and those of the runs after it; their ids are in the order of time. */
export function windowsSince(windows: readonly WriteWindow[], runId: string): readonly WriteWindow[] {
  return windows
    .filter((one) => one.runId >= runId)
    .map((one) => (one.runId === runId ? { ...one, first: null } : one));
}

/** `windows`: when runs of ours wrote, for records that Odoo made along with ours. */
export async function planWith(
  look: UndoLook,
  windows: readonly WriteWindow[],
  judge: Judging,
): Promise<UndoPlan> {
  const examined: ExaminedRow[] = [];
  for (const node of look.units.flat()) {
    for await (const rows of examineRows(look, node, judge)) examined.push(...rows);
  }
  const created = examined.filter((row): row is CreatedRow => row.kind === 'created');
  const changed = examined.filter((row): row is ChangedRow => row.kind === 'changed');
  const relations = await findRelations(look, { created, changed }, windows);
  closePlan([...created.map(({ thing }) => thing), ...relations.companions]);
  return {
    rows: examined.map(plannedRow),
    companions: relations.companions.flatMap(companionOf),
    scope: relations.scope,
    unseen: relations.unseen,
  };
}

function plannedRow(row: ExaminedRow): PlannedRow {
  const { node, ord, srcRow, key, recordId, isCreated } = row;
  const facts = { node, ord, srcRow, key, recordId, isCreated };
  switch (row.kind) {
    case 'created':
      return row.thing.kept ? keptRow(facts, row.thing.kept) : { ...facts, undo: 'to_delete' };
    case 'changed':
      // what can be restored is, although other fields of the record stay as they are
      return row.kept && row.restoring.size === 0
        ? keptRow(facts, row.kept)
        : { ...facts, undo: 'to_restore', ...row.kept };
    case 'staying':
      return keptRow(facts, row.kept);
  }
}

function keptRow(facts: Omit<PlannedRow, 'undo'>, { reason, detail }: Kept): PlannedRow {
  return { ...facts, undo: 'kept', reason, detail };
}

/** It goes after the last of the rows it hangs on; nodes are undone in reverse order. */
function companionOf({ model, id, kept, owners }: MadeAlong): readonly Companion[] {
  const rows = [...owners].sort((a, b) => a.node.index - b.node.index || a.ord - b.ord);
  const [first] = rows;
  if (kept || !first) return [];
  return [{ nodeIndex: first.node.index, ord: first.ord, model, recordId: id }];
}
