import type { PreparedRun } from '../prepared-run.ts';
import type { RowResult } from '../run-store.ts';
import type { RowHandling } from '../step-work.ts';
import { foretellDeferred } from './foretell-deferred.ts';
import { foretellBatch, foretellRows } from './foretell-rows.ts';
import { uncheckedFields } from './not-checkable.ts';
import { StandIns } from './stand-ins.ts';
import type { Finding } from './try-batch.ts';
import { tryBatch } from './try-batch.ts';

/**
 * What a check at server depth does with its rows: what they would become is foretold as offline, then Odoo tries those that a run would
 * send, and takes them back. A row that it refuses is rejected; what it could not be asked is said of each row.
 */
export function tryRows(prepared: PreparedRun): RowHandling {
  const standIns = new StandIns();
  return {
    ...foretellRows(prepared),
    batch: async (work, batch) => {
      const { results, references } = await foretellBatch(work, prepared, batch);
      const doomed = new Set(results.flatMap(({ ord, outcome }) => (outcome === 'rejected' ? [ord] : [])));
      const rows = batch.rows.filter(({ ord }) => !doomed.has(ord));
      const findings = await tryBatch(work, { ...batch, rows }, { references, standIns });
      await work.settle(results.map((result) => withFinding(result, findings.get(result.ord))));
    },
    deferred: (work, run) => foretellDeferred(work, run, (row) => uncheckedFields(work, row)),
  };
}

function withFinding(foretold: RowResult, finding: Finding | undefined): RowResult {
  if (finding === undefined) return foretold;
  if (finding.rejection !== null) return finding.rejection;
  return { ...foretold, issues: [...(foretold.issues ?? []), ...finding.issues] };
}
