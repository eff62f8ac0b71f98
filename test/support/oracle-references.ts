import type { CheckedRow, CheckedState, RunCheck, Violation } from './oracle-state.ts';

/** Each reference of a record points at the record of the right parent row. */
export async function checkReferences(
  check: RunCheck,
  { rows, found }: CheckedState,
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const nameOf = new Map(rows.map((row) => [`${row.node} ${row.key}`, row.externalId]));
  for (const [node, fields] of Object.entries(check.parents ?? {})) {
    const own = rows.filter((row) => row.node === node && hasRecord(row));
    const [first] = own;
    if (!first) continue;
    const records = await check.target.records(first.model, Object.keys(fields));
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const row of own) {
      const record = byId.get(row.recordId ?? 0);
      if (!record) {
        violations.push({ kind: 'lost', text: `${node} ${row.key}: ${row.model} ${row.recordId} is gone` });
        continue;
      }
      for (const [field, parent] of Object.entries(fields)) {
        const key = parent.keyOf(row.key);
        const name = key === null ? undefined : nameOf.get(`${parent.node} ${key}`);
        const wanted = key === null ? false : found.get(name ?? '')?.[0]?.recordId;
        if (record[field] === wanted) continue;
        const text = `${node} ${row.key}: ${field} is ${String(record[field])}, not ${parent.node} ${key} (${wanted})`;
        violations.push({ kind: 'link', text });
      }
    }
  }
  return violations;
}

function hasRecord(row: CheckedRow): boolean {
  return row.outcome === 'created' || row.outcome === 'updated' || row.outcome === 'unchanged';
}
