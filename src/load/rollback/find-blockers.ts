import type { InboundField, ReadRecord, Referrer } from '../ports.ts';
import { partOf, referredTo } from './close-plan.ts';
import { isOwnLink, isPart, isSilent, referrersOf } from './find-relations.ts';
import type { Kept } from './judge-created.ts';
import { creationOf, isMadeWith } from './outbound.ts';
import type { UndoRegistry } from './undo-registry.ts';
import type { UndoNode, UndoRow } from './undo-store.ts';
import type { OdooLook } from './undo-work.ts';
import { LOOK_CONTEXT } from './undo-work.ts';

/** Through what records of the run's models are referred to; asked once per turn. */
export type Inbound = readonly InboundField[];

/**
 * The last look before records are deleted: the plan may be old, and somebody may have referred to one of them meanwhile. By database
 * ID, why a record has to stay. What goes in this rollback itself does not count.
 */
export async function findBlockers(
  work: OdooLook,
  { registry, inbound }: { readonly registry: UndoRegistry; readonly inbound: Inbound },
  {
    node,
    rows,
    records,
  }: {
    readonly node: UndoNode;
    readonly rows: readonly UndoRow[];
    readonly records: ReadonlyMap<number, ReadRecord>;
  },
): Promise<ReadonlyMap<number, Kept>> {
  const { model } = node;
  const byId = new Map(rows.flatMap((row) => (row.recordId === null ? [] : [[row.recordId, row] as const])));
  const blockers = new Map<number, Kept>();
  const fields = inbound.filter(({ to }) => to === model || to === null);
  for (const [referring, through] of Map.groupBy(fields, (field) => field.model)) {
    for await (const page of referrersOf(work, model, [...byId.keys()], through)) {
      for (const referrer of page ?? []) {
        const field = through.find((one) => one.field === referrer.field);
        const row = byId.get(referrer.to);
        const record = records.get(referrer.to);
        if (!field || !row || !record) continue;
        if (goesToo(registry, { referring, model }, referrer, record)) continue;
        if (field.mirror !== null && isOwnLink(linkFacts(row, record), field.mirror, referrer.audit))
          continue;
        blockers.set(referrer.to, referredTo({ model: referring, id: referrer.id }, field.field));
      }
    }
  }
  for (const [id, kept] of await partsOfKept(work, { registry, inbound }, node, [...byId.keys()])) {
    blockers.set(id, kept);
  }
  return blockers;
}

function goesToo(
  registry: UndoRegistry,
  { referring, model }: { readonly referring: string; readonly model: string },
  { id, to, audit }: Referrer,
  record: ReadRecord,
): boolean {
  if (referring === model && id === to) return true;
  const state = registry.stateOf(referring, id);
  if (state !== null) return state === 'to_delete' || state === 'deleted';
  if (registry.isCompanion(referring, id)) return true;
  return isSilent(referring) && isMadeWith(creationOf(record), audit);
}

function linkFacts({ entry }: UndoRow, record: ReadRecord) {
  const written = new Set(Object.keys(entry?.heldHashes ?? {}));
  return { written, ...creationOf(record) };
}

/** Lines of an order that stays: the order would lose them without a word. */
async function partsOfKept(
  work: OdooLook,
  { registry, inbound }: { readonly registry: UndoRegistry; readonly inbound: Inbound },
  { model }: UndoNode,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Kept>> {
  const fields = inbound.filter((field) => field.model === model && isPart(field));
  if (fields.length === 0 || ids.length === 0) return new Map();
  const names = fields.map(({ field }) => field);
  const records = await work.ask(() => work.target.read(model, ids, names, LOOK_CONTEXT));
  return new Map(
    records.flatMap((record) => {
      const whole = fields.flatMap(({ field, to }) => {
        const id = Number(record[field]);
        const state = to === null ? null : registry.stateOf(to, id);
        return to !== null && (state === 'kept' || state === 'archived') ? [{ model: to, id }] : [];
      })[0];
      return whole ? [[record.id, partOf(whole)] as const] : [];
    }),
  );
}
