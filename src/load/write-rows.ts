import { runBatch } from './batch-work.ts';
import { finishDeferred } from './deferred-fields.ts';
import type { RowHandling } from './step-work.ts';

/** What a run does with its rows: they are written to Odoo. */
export const WRITE_ROWS: RowHandling = {
  writes: true,
  batch: runBatch,
  deferred: finishDeferred,
  settled: () => Promise.resolve(),
};
