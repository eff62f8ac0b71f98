import { locate } from '../locate-rows.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { KeyMapEntry } from '../run-store.ts';
import type { StepWork } from '../step-work.ts';
import type { VanishedRow } from './vanished-store.ts';

export interface LocatedRow extends VanishedRow {
  /** Null: there is no such record any more. */
  readonly recordId: number | null;
  readonly entry: KeyMapEntry | null;
}

/** The records that are still those of the rows. */
export async function locateVanished(
  work: StepWork,
  rows: readonly VanishedRow[],
): Promise<readonly LocatedRow[]> {
  const keys = rows.map(({ key }) => key);
  const entries = await work.lease.keyMap(work.prepared.step.node, keys);
  const located = await locate(work, rows.map(rowToFind), entries);
  return rows.map((row, at) => ({
    ...row,
    recordId: located[at]?.recordId ?? null,
    entry: entries.get(row.key) ?? null,
  }));
}

/** As much of a row as is needed to find its record. */
function rowToFind({ key, externalId }: VanishedRow, at: number): RowToSend {
  return { ord: at, srcRow: 0, key, externalId, values: [], recordId: null };
}
