import type { SheetFormat } from './dataset.ts';

/** A sheet just read into a Parquet file, before it is counted and hashed. */
export interface SheetDraft {
  readonly name: string;
  readonly file: string;
  /** Absolute path of the Parquet file: `src_row`, then `c0` … as many as there are headers. */
  readonly path: string;
  readonly headers: readonly string[];
  readonly hidden: boolean;
  readonly format: SheetFormat;
  /** Tokens were given by the user, so they are not searched for. */
  readonly tokensGiven: boolean;
}
