/**
 * The tabular engine (DuckDB in a child process with memory and time limits). All set-based work on rows happens there;
 * sheets never sit in JavaScript memory. SQL is written by our own code only: sheet and column names never become
 * identifiers (columns are `c0`, `c1`, …), and values travel as parameters or as quoted literals (`sqlText`).
 */
export type Scalar = string | number | boolean | null;

/** One row of an answer by column name. BIGINT and DECIMAL arrive as number where exact, else as string. */
export type EngineRow = Readonly<Record<string, EngineValue>>;
export type EngineValue = Scalar | readonly EngineValue[] | { readonly [key: string]: EngineValue };

export interface Engine {
  /** Runs one or more statements; no answer. Throws `EngineError` with the engine's own words. */
  run(sql: string): Promise<void>;
  /** The whole answer; for small answers only (counts, distinct values, one batch). */
  rows<T extends EngineRow = EngineRow>(sql: string): Promise<readonly T[]>;
  /** The answer in chunks of about 2,048 rows, pulled by the reader; closing the iteration frees it. */
  stream<T extends EngineRow = EngineRow>(sql: string): AsyncIterable<readonly T[]>;
  /** Appends rows to an existing table with the bulk appender; every value is text or null, or a list of them. */
  append(table: string, rows: readonly (readonly EngineValue[])[]): Promise<void>;
  /** Ends the child process and, for a temporary one, deletes its folder. */
  close(): Promise<void>;
}

/** The engine refused or failed: `outOfMemory` and `timedOut` tell a limit from a fault of ours. */
export class EngineError extends Error {
  readonly reason: 'sql' | 'out_of_memory' | 'timed_out' | 'died';
  constructor(reason: EngineError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.reason = reason;
  }
}
