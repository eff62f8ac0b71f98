import type { ComparedRow } from './compare-row.ts';
import { compareRow } from './compare-row.ts';
import { conflictIssues } from './conflict-issues.ts';
import { databaseIdsOf } from './database-ids.ts';
import { referencedExternalIds } from './existing-rows.ts';
import type { ReadRecord } from './ports.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapEntry } from './run-store.ts';
import { insist } from './send-rows.ts';
import type { StepWork } from './step-work.ts';

/** Rows with a record, compared with it; a record that vanished meanwhile is left out. */
export async function compareRows(
  work: StepWork,
  existing: readonly RowToSend[],
  keyMap: ReadonlyMap<string, KeyMapEntry>,
): Promise<readonly ComparedRow[]> {
  if (existing.length === 0) return [];
  const records = await readRecords(work, work.prepared.step.model, existing);
  const databaseId = await databaseIdsOf(work, referencedExternalIds(work.prepared, existing));
  return existing.flatMap((row) => {
    const record = records.get(row.recordId ?? 0);
    if (record === undefined) return [];
    const lookups = { keyMap: keyMap.get(row.key), databaseId };
    return [withFindings(work, compareRow(work.prepared, row, record, lookups))];
  });
}

function withFindings({ prepared }: StepWork, compared: ComparedRow): ComparedRow {
  const issues = conflictIssues(prepared, compared);
  return { ...compared, row: { ...compared.row, found: { issues, heldHashes: compared.agreed } } };
}

async function readRecords(
  work: StepWork,
  model: string,
  rows: readonly RowToSend[],
): Promise<ReadonlyMap<number, ReadRecord>> {
  const fields = work.prepared.fields.map((field) => field.name);
  const ids = rows.flatMap((row) => (row.recordId === null ? [] : [row.recordId]));
  const records = await insist(work.sender, () => work.sender.target.read(model, ids, fields, work.context));
  return new Map(records.map((record) => [record.id, record]));
}
