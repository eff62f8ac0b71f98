import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue } from '../../src/issue.ts';
import type { DatasetManifest, ReadOptions } from '../../src/source/dataset.ts';
import { type DatasetStorage, openLocalStorage } from '../../src/source/dataset-storage.ts';
import { findSheetPath, type StoreResult, storeDataset } from '../../src/source/dataset-store.ts';
import { openEngine } from '../../src/source/engine-client.ts';
import type { ReadLimits } from '../../src/source/read-limits.ts';
import { sheetRelation } from '../../src/source/sql-text.ts';

/** A folder in which a test stores datasets and reads them back. */
export interface DatasetBench {
  readonly folder: string;
  readonly storage: DatasetStorage;
  store(
    files: Readonly<Record<string, string | Buffer>>,
    options?: Readonly<Record<string, ReadOptions>>,
    limits?: Partial<ReadLimits>,
  ): Promise<StoreResult>;
  /** Rows of a sheet as `[row, …cells]`; the whole store must have gone well. */
  read(result: StoreResult, sheet: string): Promise<readonly (string | number | null)[][]>;
  clear(): Promise<void>;
}

export async function openDatasetBench(): Promise<DatasetBench> {
  const folder = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
  const datasets = join(folder, 'datasets');
  await mkdir(datasets);
  const storage = openLocalStorage(datasets);
  // one engine reads everything back: a process per look would be half of the tests' time
  const reader = await openEngine({ allowedFolders: [datasets], threads: 1 });
  let last = 0;
  return {
    folder,
    storage,
    async store(files, options, limits) {
      last += 1;
      const id = `d${last}`;
      const list: { name: string; path: string }[] = [];
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, `${id}-${list.length}.upload`);
        await writeFile(path, content);
        list.push({ name, path });
      }
      return await storeDataset({
        id,
        name: 'test',
        files: list,
        options,
        limits,
        storage,
        workFolder: folder,
      });
    },
    async read(result, sheet) {
      const manifest = manifestOf(result);
      const info = manifest.sheets.find(({ name }) => name === sheet);
      const path = info && (await findSheetPath(storage, manifest.id, info));
      if (!info || !path) throw new Error(`There is no sheet "${sheet}".`);
      const rows = await reader.rows<Record<string, string | number | null>>(
        `SELECT * FROM ${sheetRelation(path)}`,
      );
      return rows.map((row) => [row.src_row ?? null, ...info.columns.map(({ name }) => row[name] ?? null)]);
    },
    async clear() {
      await reader.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function manifestOf(result: StoreResult): DatasetManifest {
  if (!result.ok) throw new Error(`Not stored: ${JSON.stringify(result.issues)}`);
  return result.manifest;
}

export function issuesOf(result: StoreResult): readonly Issue[] {
  return result.ok ? result.manifest.issues : result.issues;
}
