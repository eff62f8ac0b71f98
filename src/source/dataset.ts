/**
 * A dataset: the files of one import together, immutable once stored. Each sheet is one Parquet file whose data columns
 * `c0`, `c1`, … are all text (`VARCHAR`, null where the cell is empty) plus `src_row BIGINT`, the row number as the user's
 * spreadsheet shows it, ascending. Typed cells of a workbook are written as canonical text: dates `YYYY-MM-DD`, date-times
 * `YYYY-MM-DD HH:MM:SS`, booleans `TRUE`/`FALSE`, numbers by the digits in the file. Null tokens are NOT applied yet:
 * mapping does that, so that a dataset keeps what was in the file. Left out are rows without any visible content, and columns with
 * neither header nor content.
 */
export interface DatasetManifest {
  readonly id: string;
  readonly name: string;
  /** SHA-256 over sheet names, headers and cell content in order, lower-case hex; equal content gives equal hash. */
  readonly hash: string;
  readonly createdAt: string;
  readonly files: readonly DatasetFile[];
  readonly sheets: readonly SheetInfo[];
  /** Problems that do not stop the import: error cells, ragged rows, hidden sheets left out. */
  readonly issues: readonly import('../issue.ts').Issue[];
  /** For a version: what is not as in the version before. Rows, their numbers and columns are the same in all versions. */
  readonly corrected?: readonly CorrectedSheet[];
}

export interface CorrectedSheet {
  readonly sheet: string;
  readonly rows: number;
  readonly cells: number;
}

export interface DatasetFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface SheetInfo {
  /** Unique in the dataset: the worksheet's name, or the file's name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly columns: readonly SheetColumn[];
  readonly rowCount: number;
  /** Hidden sheets are listed and may be used by name, but nothing is drafted from them. */
  readonly hidden: boolean;
  /** Name of the Parquet file in the dataset's folder. */
  readonly storedAs: string;
  /** How it was read, after detection and the user's overrides. */
  readonly format: SheetFormat;
}

export interface SheetColumn {
  /** Header text as shown, trimmed; `Column C` for a blank header; ` (2)` appended to a repeated one. */
  readonly header: string;
  /** Physical name: `c0`, `c1`, … */
  readonly name: string;
  readonly emptyCells: number;
}

export interface SheetFormat {
  readonly kind: 'csv' | 'xlsx';
  readonly delimiter?: string;
  readonly quote?: string;
  readonly encoding?: string;
  /** 1-based row of the header; 0 when there is none (columns are then called `Column A`, …). */
  readonly headerRow: number;
  /** Texts that mean "no value" in this sheet, detected or given; compared without regard to case after trimming. */
  readonly nullTokens: readonly string[];
}

/** Overrides of the detection, per file or worksheet name, `*` for all. */
export interface ReadOptions {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly encoding?: string;
  readonly headerRow?: number;
  readonly nullTokens?: readonly string[];
}
