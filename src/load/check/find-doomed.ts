import { rejectedRow } from '../row-issues.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { RowResult } from '../run-store.ts';
import { insist } from '../send-rows.ts';
import type { BatchWork, StepWork } from '../step-work.ts';
import type { References } from './find-references.ts';

/**
 * Rows that Odoo is sure to refuse for what is there, or not there, under an external ID:
 *
 *   a reference to a record that is gone with its row ................................... no such record
 *   the row's own external ID names a record of another model ........................... found record of different model
 */
export async function findDoomed(
  work: StepWork,
  batch: BatchWork,
  references: References,
): Promise<ReadonlyMap<number, RowResult>> {
  const refusals = [...strayReferences(work, batch, references), ...(await foreignRows(work, batch))];
  return new Map(
    refusals.map((refusal) => [
      refusal.row.ord,
      rejectedRow(work, { ...refusal, result: 'rejected', reason: 'odoo_rejected' }),
    ]),
  );
}

interface Refusal {
  readonly row: RowToSend;
  readonly field: string | null;
  readonly message: string;
}

function strayReferences(
  work: StepWork,
  { rows, positions }: BatchWork,
  references: References,
): readonly Refusal[] {
  return rows.flatMap((row) =>
    positions.flatMap((j) => {
      const field = work.prepared.fields[j];
      const stray = references.stray(field, row.values[j]);
      if (field === undefined || stray === null) return [];
      return [{ row, field: field.name, message: `No matching record found for external id '${stray}'.` }];
    }),
  );
}

/** Only of what would be created: a record that was found is of the model. */
async function foreignRows(work: StepWork, { kind, rows }: BatchWork): Promise<readonly Refusal[]> {
  if (kind !== 'create') return [];
  const { model } = work.prepared.step;
  const { sender } = work;
  const ids = rows.map((row) => row.externalId);
  const foreign = await insist(sender, () => sender.target.findForeignExternalIds(model, ids));
  return rows.flatMap((row) => {
    const other = foreign.get(row.externalId);
    if (other === undefined) return [];
    const message = `For external id ${row.externalId} when trying to create/update a record of model ${model} found record of different model ${other}.`;
    return [{ row, field: null, message }];
  });
}
