import type { ComparedRow, DatabaseIdOf } from './compare-row.ts';
import type { RowToSend } from './row-to-send.ts';
import { insist } from './send-rows.ts';
import type { StepWork } from './step-work.ts';

/**
 * The records these external IDs mean: those that Odoo knows by them, and those that only we know by them, because they are adopted
 * records of a user who may not write external IDs, or have lost theirs.
 */
export async function databaseIdsOf(
  { sender, lease }: StepWork,
  byModel: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<DatabaseIdOf> {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const [model, externalIds] of byModel) {
    const ids = [...externalIds];
    const inOdoo = await insist(sender, () => sender.target.findByExternalId(model, ids, []));
    const without = await lease.adoptions.recordsWithout(ids.filter((id) => !inOdoo.has(id)));
    found.set(model, new Map([...without, ...inOdoo]));
  }
  return (model, externalId) => found.get(model)?.get(externalId) ?? null;
}

/**
 * Rows that refer to a record without external ID say so by database ID, in the whole cell: `load` takes no mixture
 * (ir_fields.py `_referencing_subfield`, 14–19). What the row says of itself (`values`) stays as it is, and so do its hashes.
 */
export async function referByDatabaseId(
  work: StepWork,
  rows: readonly RowToSend[],
): Promise<readonly RowToSend[]> {
  const { step, fields } = work.prepared;
  const names = new Set(step.references.map((reference) => reference.field));
  const positions = [...fields.keys()].filter((j) => names.has(fields[j]?.name ?? ''));
  const cells = rows.flatMap((row) => positions.flatMap((j) => partsOf(row.values[j])));
  const without = await work.lease.adoptions.recordsWithout([...new Set(cells)]);
  if (without.size === 0) return rows;
  const isConcerned = (row: RowToSend, j: number): boolean =>
    partsOf(row.values[j]).some((id) => without.has(id));
  const byModel = new Map<string, Set<string>>();
  for (const j of positions) {
    const model = fields[j]?.schema.relation ?? '';
    const ids = byModel.get(model) ?? new Set<string>();
    for (const row of rows) if (isConcerned(row, j)) for (const id of partsOf(row.values[j])) ids.add(id);
    byModel.set(model, ids);
  }
  const databaseId = await databaseIdsOf(work, byModel);
  return rows.map((row) => {
    const cellsById = positions
      .filter((j) => isConcerned(row, j))
      .flatMap((j) => {
        const ids = partsOf(row.values[j]).map((id) => databaseId(fields[j]?.schema.relation ?? '', id));
        // one that is nowhere is for Odoo to refuse, by its name
        return ids.includes(null) ? [] : [[j, ids.join(',')] as const];
      });
    return cellsById.length === 0 ? row : { ...row, cellsById: new Map(cellsById) };
  });
}

export async function referChanged(
  work: StepWork,
  changed: readonly ComparedRow[],
): Promise<readonly ComparedRow[]> {
  const rows = await referByDatabaseId(
    work,
    changed.map((c) => c.row),
  );
  return changed.map((c, i) => ({ ...c, row: rows[i] ?? c.row }));
}

/** Cells by database ID and others do not go into one call. */
export function referenceKinds({ cellsById }: RowToSend): string {
  return cellsById === undefined ? '' : [...cellsById.keys()].join(',');
}

function partsOf(value: string | null | undefined): readonly string[] {
  return value === null || value === undefined || value === '' ? [] : value.split(',');
}
