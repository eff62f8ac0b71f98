/** The name closest to `wanted`, without regard to case; undefined when none is close (two edits, or a third of its length). */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  const edits = wanted.length < 4 ? 1 : Math.max(2, Math.floor(Math.min(wanted.length, 60) / 3));
  let limit = edits + 1;
  for (const name of names) {
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase(), limit);
    if (distance < limit) [best, limit] = [name, distance];
    if (limit === 0) break;
  }
  return best;
}

/** Levenshtein distance, given up (as `limit`) once it cannot stay below `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    if (Math.min(...row) >= limit) return limit;
    above = row;
  }
  return Math.min(above[b.length] ?? limit, limit);
}

/** ` Did you mean "x"?` or nothing, to be appended to a message. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const name = nearestName(wanted, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
