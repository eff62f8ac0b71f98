import type { ReadRecord } from '../ports.ts';
import { ReadRefused } from '../run-paused.ts';
import { ANY_TIME, AUDIT_FIELDS, isAsLeft } from './judge-created.ts';
import type { LeftRecord, OtherRecord, UndoStore } from './undo-store.ts';
import type { OdooLook } from './undo-work.ts';
import { LOOK_CONTEXT } from './undo-work.ts';

interface Noting extends OdooLook {
  readonly undo: Pick<UndoStore, 'windows' | 'others' | 'noteLeft' | 'left'>;
}

/**
 * Deleting and restoring moves write dates of records that stay: those of an order which an earlier run made, when a line goes that this
 * run had added. Without more, a rollback of the earlier run would take that for somebody's edit. So before anything is
 * done, the write dates of those that are as our runs left them are noted, and after it they are noted anew.
 */
export async function noteOthers(work: Noting): Promise<void> {
  const windows = await work.undo.windows();
  for await (const records of work.undo.others()) {
    await eachModel(work, records, (known, record) =>
      isAsLeft(record, known.leftWriteDate, windows) ? String(record.write_date) : null,
    );
  }
}

export async function noteOthersAgain(work: Noting): Promise<void> {
  for await (const records of work.undo.left()) {
    await eachModel(work, records, (known, record) => {
      const isMoved = record.write_date !== known.writeDate;
      return isMoved && isAsLeft(record, null, ANY_TIME) ? String(record.write_date) : null;
    });
  }
}

async function eachModel<T extends Pick<OtherRecord, 'model' | 'recordId'>>(
  work: Noting,
  records: readonly T[],
  judge: (known: T, record: ReadRecord) => string | null,
): Promise<void> {
  for (const [model, ofModel] of Map.groupBy(records, (one) => one.model)) {
    if (!work.models[model]?.fields.write_date) continue;
    const found = await read(work, model, ofModel);
    const left = ofModel.flatMap((known): LeftRecord[] => {
      const record = found.get(known.recordId);
      const writeDate = record ? judge(known, record) : null;
      return writeDate === null ? [] : [{ model, recordId: known.recordId, writeDate }];
    });
    if (left.length > 0) await work.undo.noteLeft(left);
  }
}

async function read(
  work: OdooLook,
  model: string,
  records: readonly Pick<OtherRecord, 'recordId'>[],
): Promise<ReadonlyMap<number, ReadRecord>> {
  try {
    const ids = records.map(({ recordId }) => recordId);
    const found = await work.ask(() => work.target.read(model, ids, AUDIT_FIELDS, LOOK_CONTEXT));
    return new Map(found.map((record) => [record.id, record]));
  } catch (error) {
    if (!(error instanceof ReadRefused)) throw error;
    return new Map();
  }
}
