import type { ReadOptions } from './dataset.ts';
import type { Engine } from './engine.ts';
import type { IssueList } from './issue-list.ts';
import type { ReadLimits } from './read-limits.ts';

/** What the readers of all kinds of files are given. */
export interface ReadFileRequest {
  readonly engine: Engine;
  /** The name is what the user called the file; the path is ours. */
  readonly file: { readonly name: string; readonly path: string };
  /** By file name, sheet name, or `*` for all. */
  readonly options: Readonly<Record<string, ReadOptions>>;
  /** Folder for files needed while reading; within the engine's reach. */
  readonly workFolder: string;
  /** A new path for the Parquet file of a sheet; within the engine's reach. */
  readonly newSheetPath: () => string;
  /** Makes a sheet's name unique in the dataset. */
  readonly uniqueName: (wanted: string) => string;
  readonly limits: ReadLimits;
  readonly issues: IssueList;
}

/** What is given for `*`, overridden by what is given for the names, the later ones first. */
export function optionsFor(
  options: Readonly<Record<string, ReadOptions>>,
  names: readonly string[],
): ReadOptions {
  const found = ['*', ...names].map((name) => (Object.hasOwn(options, name) ? options[name] : undefined));
  return Object.assign({}, ...found);
}
