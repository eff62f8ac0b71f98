import type { PreparedStep } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';

/** The record that a row is part of: what it cannot be created without. Null: none. */
export type OwnerOf = (row: RowToSend) => string | null;

/**
 * Lines of one order in two calls at once: each call writes the order's totals, one of them fails as a serialization conflict and has to be
 * sent again, which costs Odoo seconds (it tries the 500 rows of a failed `load` one by one first).
 */
export function ownerOf({ step, fields }: PreparedStep): OwnerOf {
  const owner = step.references.find((reference) => reference.required && !reference.inComponent);
  const at = fields.findIndex(({ name }) => name === owner?.field);
  return (row) => (at < 0 ? null : (row.values[at] ?? null));
}

/** Parts of at most `size`, which is asked for each; neighbours of one owner stay in one part, where it can hold them. */
export function* partsByOwner(
  rows: readonly RowToSend[],
  size: () => number,
  owner: OwnerOf,
): Generator<readonly RowToSend[]> {
  for (let from = 0; from < rows.length; ) {
    const most = Math.min(from + size(), rows.length);
    const cut = most < rows.length ? lastCut(rows, most, owner) : most;
    const to = cut > from ? cut : most;
    yield rows.slice(from, to);
    from = to;
  }
}

/** The last place at or before `at` between rows of two owners; 0 where there is none. */
function lastCut(rows: readonly RowToSend[], at: number, owner: OwnerOf): number {
  for (let cut = at; cut > 0; cut -= 1) {
    const [before, behind] = [rows[cut - 1], rows[cut]];
    if (before === undefined || behind === undefined) return cut;
    const mark = owner(behind);
    if (mark === null || owner(before) !== mark) return cut;
  }
  return 0;
}
