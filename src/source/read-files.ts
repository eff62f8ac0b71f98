import { join } from 'node:path';
import type { ReadOptions } from './dataset.ts';
import type { Engine } from './engine.ts';
import { readSourceFile } from './file-reader.ts';
import { numbered } from './header-row.ts';
import type { IssueList } from './issue-list.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './read-limits.ts';
import type { SheetDraft } from './sheet-draft.ts';

/** `name` is what the user called the file, `path` where it lies; nothing is ever written under the former. */
export interface UploadedFile {
  readonly name: string;
  readonly path: string;
}

interface ReadFilesRequest {
  readonly engine: Engine;
  readonly files: readonly UploadedFile[];
  /** By file name, sheet name, or `*` for all. */
  readonly options?: Readonly<Record<string, ReadOptions>>;
  readonly workFolder: string;
  /** Where the Parquet files of the sheets go; within the engine's reach, as the folder above. */
  readonly sheetFolder: string;
  readonly limits?: Partial<ReadLimits>;
  readonly issues: IssueList;
}

/** Reads files one after another into one Parquet file per sheet. All problems of all files are among the issues afterwards. */
export async function readFiles(request: ReadFilesRequest): Promise<readonly SheetDraft[]> {
  const names = new Set<string>();
  let lastSheet = 0;
  const drafts: SheetDraft[] = [];
  for (const file of request.files) {
    const read = await readSourceFile({
      engine: request.engine,
      file,
      options: request.options ?? {},
      workFolder: request.workFolder,
      newSheetPath: () => {
        lastSheet += 1;
        return join(request.sheetFolder, `${lastSheet}.parquet`);
      },
      uniqueName: (wanted) => {
        const name = names.has(wanted) ? numbered(wanted, (candidate) => names.has(candidate)) : wanted;
        names.add(name);
        return name;
      },
      limits: { ...DEFAULT_LIMITS, ...request.limits },
      issues: request.issues,
    });
    drafts.push(...read);
  }
  return drafts;
}
