/** What a dataset may cost to read; counted while it is read, never taken from what a file says about itself. */
export interface ReadLimits {
  /** Of one file, after inflating. */
  readonly maxBytes: number;
  /** Of one sheet: rows × columns. */
  readonly maxCells: number;
  /** Inflated to packed size; beyond it a file is taken for a bomb. */
  readonly maxRatio: number;
  /** Parts of a workbook or archive. */
  readonly maxEntries: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  maxBytes: 4 * 1024 ** 3,
  maxCells: 200_000_000,
  maxRatio: 100,
  maxEntries: 5_000,
};
