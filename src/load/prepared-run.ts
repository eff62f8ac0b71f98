import type { PreparedStep } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';
import type { GoneRow } from './vanished/vanished-store.ts';

/** The rows of a run as they stand prepared in the tabular engine; all questions to it are set-based. */
export interface PreparedRun {
  readonly steps: readonly PreparedStep[];
  /** Largest generation among the rows of these steps; 0 where there is no component. */
  lastGeneration(steps: readonly PreparedStep[]): Promise<number>;
  /** Marks rows as done so that `rows` leaves them out. */
  markSettled(step: PreparedStep, ords: readonly number[]): Promise<void>;
  /**
   * Remembers rows that have no record (rejected, blocked, skipped without one, cancelled): what refers to them is blocked.
   * Rows rejected by the preparation are known already.
   */
  markBad(step: PreparedStep, ords: readonly number[]): Promise<void>;
  /** Rows of the generation, not settled yet, that refer to a row without a record. */
  blocked(step: PreparedStep, generation: number): Promise<readonly BlockedRow[]>;
  /** Rows of one generation that are not settled, in parts which all send the same fields; `size` is asked how large each may be. */
  rows(step: PreparedStep, generation: number, size: () => number): AsyncIterable<readonly RowToSend[]>;
  rowsByOrd(step: PreparedStep, ords: readonly number[]): Promise<readonly RowToSend[]>;
  /** Fields left out of some rows because they close a real cycle of rows; their `values` hold only such fields. */
  deferred(step: PreparedStep): Promise<readonly RowToSend[]>;
  /** Rows with a deferred field that refers to a row without a record. */
  deferredToBad(step: PreparedStep): Promise<readonly BlockedRow[]>;
  /**
   * Which of the rows `fresh` are nearly the same as rows that are gone, told by the hashes of their fields. A pair is the best one for
   * both, and has most of its fields in common.
   */
  similar(
    step: PreparedStep,
    fresh: AsyncIterable<readonly number[]>,
    gone: AsyncIterable<readonly GoneRow[]>,
  ): Promise<readonly SimilarRows[]>;
  /** For a check: remembers rows whose record only a run would make. */
  markForetold(step: PreparedStep, ords: readonly number[]): Promise<void>;
  /** Which of these external IDs of the model are those of rows marked so. */
  foretold(model: string, externalIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface SimilarRows {
  readonly goneKey: string;
  readonly ord: number;
  readonly srcRow: number;
  readonly key: string;
  /** Names of fields that both have. */
  readonly equal: readonly string[];
  readonly differing: readonly string[];
}

export interface BlockedRow {
  readonly ord: number;
  /** Node and key of the row it waits for. */
  readonly node: string;
  readonly key: string;
}
