import type { Issue, Outcome } from '../issue.ts';
import type { ModelSchema } from '../mapping/target-schema.ts';
import type { Beside } from './compare-row.ts';
import type { PinnedDefaults } from './pinned-defaults.ts';
import type { WriteValues } from './ports.ts';
import type { PreparedRun } from './prepared-run.ts';
import type { PreparedStep } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';
import type { RunControl } from './run-control.ts';
import type { BatchKind, BeforeImage, RowResult, RunLease, SettledBatch } from './run-store.ts';
import type { Sender } from './send-rows.ts';

/** All that loading the rows of one step needs. */
export interface StepWork {
  readonly lease: RunLease;
  readonly sender: Sender;
  readonly control: RunControl;
  readonly handling: RowHandling;
  readonly prepared: PreparedStep;
  readonly modelSchema: ModelSchema | undefined;
  /** What Odoo computes the same for every new record of this step. */
  readonly defaults: PinnedDefaults;
  readonly context: Readonly<Record<string, unknown>>;
  /** Rows per call at first; a ceiling where somebody has set it. */
  readonly batchSize: number;
  readonly mostRows: number;
  /** Calls of this step at once, at first; 1 where its rows form a tree, and it stays so. */
  readonly concurrency: number;
  /** The largest database ID of the model when the step began: a "created" record below it was there before. */
  readonly newestBefore: number;
  /** Rows that close a real cycle of rows and wait for a second write (`deferred-fields.ts`). */
  readonly deferred: ReadonlySet<number>;
  /** Issues to be told with the outcome of a row, by `ord`. */
  readonly notes: Map<number, readonly Issue[]>;
  /** Writes outcomes and lets the rows without a record block what refers to them. */
  readonly settle: (results: readonly RowResult[], batch?: SettledBatch) => Promise<void>;
}

/** The rows of one call and the fields they send. */
export interface BatchWork {
  readonly kind: BatchKind;
  readonly rows: readonly RowToSend[];
  /** Positions of the fields in the mapping. */
  readonly positions: readonly number[];
  /** Of an update: what it changes in each record. */
  readonly before: readonly BeforeImage[];
  /**
   * Of an update that needs no `load`: what each record gets, by the `ord` of its row; rows may change different ones of the fields
   * then. `same`: all get the same. Null: `load` sends the fields of all rows.
   */
  readonly writes: BatchWrites | null;
}

export interface BatchWrites {
  readonly how: 'same' | 'each';
  readonly values: ReadonlyMap<number, WriteValues>;
  /** What is sent along so that it stays as it is. */
  readonly beside: ReadonlyMap<number, Beside>;
}

/**
 * What is done with rows that are not in Odoo as the source has them: a run writes them (`write-rows.ts`), a check finds out what
 * would become of them (`check/foretell-rows.ts`). Everything before that is the same for both.
 */
export interface RowHandling {
  /** False: nothing is written to Odoo, and a failed row does not keep the others from being looked at. */
  readonly writes: boolean;
  /** Settles every row of the batch. */
  batch(work: StepWork, batch: BatchWork): Promise<void>;
  /** Settles the rows that wait for the fields that close a circle of rows, after both ends are settled. */
  deferred(work: StepWork, prepared: PreparedRun): Promise<void>;
  /** Told of every row that got its outcome, now or in an earlier turn. */
  settled(step: PreparedStep, results: readonly RowResult[]): Promise<void>;
}

/** The outcome to settle now: a row that waits for its second write is not known to be whole yet. */
export function outcomeNow(work: StepWork, ord: number, outcome: Outcome): Outcome {
  return work.deferred.has(ord) ? 'unknown' : outcome;
}

/** Calls of this step at once: those of the connection as they are now, except where its rows form a tree. */
export function callsAtOnce({ concurrency, sender }: StepWork): number {
  return concurrency === 1 ? 1 : sender.limiter.concurrency;
}
