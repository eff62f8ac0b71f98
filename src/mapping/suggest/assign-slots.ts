/**
 * The assignment of columns to slots, each at most once, with the greatest sum of scores (Kuhn–Munkres with potentials). A greedy choice
 * would give `Company` the field that only `Company Name` can have. `scores[column][slot]`; 0 or less is no pair.
 */
export function assignSlots(scores: readonly (readonly number[])[]): readonly (number | null)[] {
  const columns = scores.length;
  const slots = scores[0]?.length ?? 0;
  // every column may also stay alone: as many empty slots as columns
  const width = slots + columns;
  const cost = (column: number, slot: number): number =>
    slot < slots ? -Math.max(0, scores[column]?.[slot] ?? 0) : 0;
  const taken = hungarian(columns, width, cost);
  return taken.map((slot, column) => (slot < slots && (scores[column]?.[slot] ?? 0) > 0 ? slot : null));
}

/** Least cost for n rows in m ≥ n columns; the classic O(n²m) form, 1-based inside. */
function hungarian(n: number, m: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(n + 1);
  const columnPotential = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let row = 1; row <= n; row += 1) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(m + 1);
    do {
      used[at] = 1;
      const current = rowOf[at] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let column = 1; column <= m; column += 1) {
        if (used[column]) continue;
        const reduced =
          cost(current - 1, column - 1) - (rowPotential[current] ?? 0) - (columnPotential[column] ?? 0);
        if (reduced < (least[column] ?? 0)) {
          least[column] = reduced;
          way[column] = at;
        }
        if ((least[column] ?? 0) < delta) {
          delta = least[column] ?? 0;
          next = column;
        }
      }
      for (let column = 0; column <= m; column += 1) {
        if (used[column]) {
          const owner = rowOf[column] ?? 0;
          rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
          columnPotential[column] = (columnPotential[column] ?? 0) - delta;
        } else least[column] = (least[column] ?? 0) - delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    do {
      const before = way[at] ?? 0;
      rowOf[at] = rowOf[before] ?? 0;
      at = before;
    } while (at !== 0);
  }
  const assigned = Array.from({ length: n }, () => m);
  for (let column = 1; column <= m; column += 1) {
    const row = rowOf[column] ?? 0;
    if (row > 0) assigned[row - 1] = column - 1;
  }
  return assigned;
}
