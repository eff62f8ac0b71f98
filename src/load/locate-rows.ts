import type { LookUpDepth } from './ports.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapEntry } from './run-store.ts';
import { lookUp } from './send-rows.ts';
import type { StepWork } from './step-work.ts';
import { findStillOurs } from './still-ours.ts';

/**
 * Finds the records of the rows: by external ID; and where that is gone from Odoo, by the database ID the key map remembers, so
 * that a record whose external ID was deleted is never created a second time.
 */
export async function locate(
  work: StepWork,
  rows: readonly RowToSend[],
  keyMap: ReadonlyMap<string, KeyMapEntry>,
  depth: Exclude<LookUpDepth, 'sure'> = 'quick',
): Promise<readonly RowToSend[]> {
  const { model } = work.prepared.step;
  const hinted = rows.map((row) => {
    const entry = keyMap.get(row.key);
    // a node that fed another model before: its database IDs mean other records here
    return { ...row, recordId: entry?.model === model ? entry.recordId : null };
  });
  const found = await lookUp(work.sender, model, hinted, depth);
  const missed = hinted.filter((row) => row.recordId !== null && !found.has(row.externalId));
  // a quick look sees one external ID per record only, and a record that was taken over may have others
  const doubted = missed.filter((row) => !keyMap.get(row.key)?.byId);
  const sure = doubted.length > 0 ? await lookUp(work.sender, model, doubted) : new Map<string, number>();
  const lost = missed.filter((row) => !sure.has(row.externalId));
  const alive = await findStillOurs(work, lost, keyMap);
  return hinted.map((row) => {
    const recordId = found.get(row.externalId) ?? sure.get(row.externalId);
    if (recordId !== undefined) return { ...row, recordId };
    return row.recordId !== null && alive.has(row.recordId)
      ? { ...row, byId: keyMap.get(row.key)?.byId ?? { reason: 'lost', createDate: null } }
      : { ...row, recordId: null };
  });
}
