import { heldHash } from '../held-hash.ts';
import type { ReadRecord } from '../ports.ts';
import type { UndoRow, WriteWindow } from './undo-store.ts';
import type { KeptReason } from './undo-words.ts';

export interface Kept {
  readonly reason: KeptReason;
  /** A sentence. */
  readonly detail: string;
}

/** OdooBot, in whose name Odoo's own code writes at times. */
const SUPERUSER = 1;

/**
 * Whether a record that the run created is as the run left it; null: it is. By what Odoo held of each field after our last write, and
 * by its write date, which later steps of a run move too (an order's, when its lines come): it must lie within the time of a run of
 * ours, and whoever wrote then must be who created the record.
 */
export function judgeCreated(
  row: UndoRow,
  record: ReadRecord | undefined,
  by: { readonly runId: string; readonly windows: readonly WriteWindow[] },
): Kept | null {
  if (!record) return { reason: 'gone', detail: 'The record is not in Odoo any more.' };
  const { entry } = row;
  if (!entry) return { reason: 'unknown', detail: 'The key map does not know the record any more.' };
  if (entry.writtenRun !== null && entry.writtenRun !== by.runId) {
    const detail = `Run ${entry.writtenRun} wrote to it later. Roll that run back first.`;
    return { reason: 'written_by_later_run', detail };
  }
  const changed = changedFields(entry.heldHashes, record);
  if (changed.length > 0) {
    const detail = `Somebody changed ${changed.join(', ')} since the run.`;
    return { reason: 'changed_since', detail };
  }
  return isAsLeft(record, entry.leftWriteDate, by.windows) ? null : changedAt(record);
}

/** Dates tell nothing once a rollback has begun: deleting an order's lines moves those of the order. */
export const ANY_TIME: readonly WriteWindow[] = [{ runId: '', first: null, last: '9999' }];

/** The same for a record that was found to be as the run left it, while the rollback goes on: by what it holds and who wrote last. */
export function judgeMeanwhile({ entry }: UndoRow, record: ReadRecord | undefined): Kept | null {
  if (!entry || !record) return null;
  const changed = changedFields(entry.heldHashes, record);
  if (changed.length > 0) {
    const detail = `Somebody changed ${changed.join(', ')} while the rollback went on.`;
    return { reason: 'changed_since', detail };
  }
  if (isAsLeft(record, entry.leftWriteDate, ANY_TIME)) return null;
  const detail = `User ${String(record.write_uid)} wrote to it while the rollback went on.`;
  return { reason: 'changed_since', detail };
}

function changedFields(heldHashes: Readonly<Record<string, string>>, record: ReadRecord): readonly string[] {
  return Object.keys(heldHashes).filter((field) => {
    const held = record[field];
    return held !== undefined && heldHash(held) !== heldHashes[field];
  });
}

/** A model without dates (`_log_access = False`, odoo/orm/models.py) says nothing of who wrote; nor does one that gives none. */
export function isAsLeft(
  record: ReadRecord,
  leftWriteDate: string | null,
  windows: readonly WriteWindow[],
): boolean {
  const { create_date: created, write_date: written, create_uid: creator, write_uid: writer } = record;
  if (typeof written !== 'string' || written === leftWriteDate) return true;
  const isOurs = creator === undefined || writer === creator || writer === SUPERUSER;
  if (written === created) return isOurs;
  return isOurs && windows.some(({ first, last }) => (first === null || first <= written) && written <= last);
}

function changedAt(record: ReadRecord): Kept {
  const detail = `It was written on ${String(record.write_date)} (UTC) by user ${String(record.write_uid)}, after the run.`;
  return { reason: 'changed_since', detail };
}

/** Fields that tell who made a record and who wrote to it last. */
export const AUDIT_FIELDS = ['create_date', 'create_uid', 'write_date', 'write_uid'] as const;
