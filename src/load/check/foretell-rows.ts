import type { PreparedRun } from '../prepared-run.ts';
import { lostIssues } from '../row-issues.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { BeforeImage, RowResult } from '../run-store.ts';
import { FORETOLD_RECORD } from '../run-store.ts';
import type { BatchWork, RowHandling, StepWork } from '../step-work.ts';
import { outcomeNow } from '../step-work.ts';
import { findDoomed } from './find-doomed.ts';
import type { References } from './find-references.ts';
import { findReferences } from './find-references.ts';
import { foretellDeferred } from './foretell-deferred.ts';

/** What a check does with its rows: each gets the outcome that a run would give it, and nothing is written to Odoo. */
export function foretellRows(prepared: PreparedRun): RowHandling {
  return {
    writes: false,
    batch: async (work, batch) => work.settle((await foretellBatch(work, prepared, batch)).results),
    deferred: foretellDeferred,
    settled: async (step, results) => {
      const made = results.filter(({ recordId }) => recordId === FORETOLD_RECORD);
      if (made.length > 0) {
        await prepared.markForetold(
          step,
          made.map(({ ord }) => ord),
        );
      }
    },
  };
}

export async function foretellBatch(
  work: StepWork,
  prepared: PreparedRun,
  batch: BatchWork,
): Promise<{ readonly results: readonly RowResult[]; readonly references: References }> {
  const references = await findReferences(work, prepared, batch);
  const doomed = await findDoomed(work, batch, references);
  const images = new Map(batch.before.map((image) => [image.ord, image]));
  const results = batch.rows.map((row) => doomed.get(row.ord) ?? foretold(work, row, images.get(row.ord)));
  return { results, references };
}

/** @param image of a row that has a record: what would change in it */
function foretold(work: StepWork, row: RowToSend, image: BeforeImage | undefined): RowResult {
  const isNew = image === undefined;
  return {
    ord: row.ord,
    outcome: outcomeNow(work, row.ord, isNew ? 'created' : 'updated'),
    recordId: isNew ? FORETOLD_RECORD : row.recordId,
    ...(isNew ? {} : { change: image }),
    issues: [...(row.found?.issues ?? []), ...lostIssues(work, row)],
  };
}
