import type { Issue } from '../../issue.ts';
import type { DatasetManifest, ReadOptions, SheetInfo } from '../dataset.ts';
import type { Engine } from '../engine.ts';
import type { IssueList } from '../issue-list.ts';
import type { UploadedFile } from '../read-files.ts';
import type { SheetDraft } from '../sheet-draft.ts';

/** What a version changes. A row that is not named stays as it is, and no row is added or taken away. */
export type Corrections = FileCorrections | CellCorrections;

/** Corrected files of rejects, or sheets in the dataset's own layout with a column `importgraph_row`. */
export interface FileCorrections {
  readonly kind: 'files';
  readonly files: readonly UploadedFile[];
  readonly options?: Readonly<Record<string, ReadOptions>>;
  /** The sheet that a single CSV is meant for, where its name does not say so. */
  readonly sheet?: string;
  /** Columns that are not in the file stay as they are; else a missing column is an issue. */
  readonly partial?: boolean;
}

export interface CellCorrections {
  readonly kind: 'cells';
  readonly sheet: string;
  readonly cells: readonly CellCorrection[];
  readonly replace: readonly ValueCorrection[];
}

/** `column` by its header; null or an empty text empties the cell. */
export interface CellCorrection {
  readonly row: number;
  readonly column: string;
  readonly value: string | null;
}

/** Every cell of the column that holds exactly `from`; null: every empty one. */
export interface ValueCorrection {
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The keys that runs know a row by, by position of the row in its sheet (0-based); null when no run has read the sheet. Asked in parts of at
 * most a few thousand rows.
 */
export type KnownKeys = (
  sheet: string,
  positions: readonly number[],
) => Promise<ReadonlyMap<number, readonly string[]> | null>;

export interface StoredDataset {
  readonly manifest: DatasetManifest;
  /** Where its files lie on this machine. */
  readonly folder: string;
}

/** A sheet of the dataset that is corrected. Both versions have the same rows, by number, and the same columns. */
export interface CorrectedSheet {
  readonly index: number;
  readonly info: SheetInfo;
  /** The version that the correction was made from. */
  readonly basePath: string;
  /** The newest version, on which it is applied. */
  readonly ontoPath: string;
}

/** A sheet of a corrected file; its `path` is a table of the engine. */
export interface CorrectedRows {
  readonly draft: SheetDraft;
  readonly sheet: CorrectedSheet;
  readonly isPartial: boolean;
}

/** What the steps of making a version share. */
export interface VersionWork {
  readonly engine: Engine;
  readonly workFolder: string;
  readonly sheets: readonly CorrectedSheet[];
  readonly knownKeys: KnownKeys;
  readonly issues: IssueList;
}

export type VersionResult =
  | { readonly kind: 'stored'; readonly manifest: DatasetManifest }
  /** Every cell says so already. */
  | { readonly kind: 'unchanged' }
  /** Nothing was stored. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };
