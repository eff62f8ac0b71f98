import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OpenEngine, openEngine } from '../../src/source/engine-client.ts';
import type {
  ColumnProfile,
  DatasetProfile,
  SheetProfile,
} from '../../src/source/profile/dataset-profile.ts';
import { profileDataset } from '../../src/source/profile/profile-dataset.ts';
import { type DatasetBench, manifestOf, openDatasetBench } from './stored-dataset.ts';

/** Stores files as a dataset and profiles it; one engine for all profiles of a test file. */
export interface ProfileBench {
  readonly engine: OpenEngine;
  profile(files: Readonly<Record<string, string | Buffer>>): Promise<DatasetProfile>;
  close(): Promise<void>;
}

export async function openProfileBench(): Promise<ProfileBench> {
  const bench: DatasetBench = await openDatasetBench();
  const engine = await openEngine({ allowedFolders: [bench.folder] });
  return {
    engine,
    profile: async (files) => {
      const manifest = manifestOf(await bench.store(files));
      const folder = await bench.storage.getLocalPath(manifest.id);
      return await profileDataset({
        engine,
        manifest,
        sheetPath: ({ storedAs }) => join(folder ?? '', storedAs),
      });
    },
    close: async () => {
      await engine.close();
      await bench.clear();
    },
  };
}

export async function northwindFiles(): Promise<Readonly<Record<string, Buffer>>> {
  const folder = new URL('../../examples/northwind/data/', import.meta.url).pathname;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}

export function sheetOf({ sheets }: DatasetProfile, name?: string): SheetProfile {
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.sheet === name);
  if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
  return sheet;
}

export function columnOf(profile: DatasetProfile, column: string, sheet?: string): ColumnProfile {
  const found = sheetOf(profile, sheet).columns.find(({ name }) => name === column);
  if (found === undefined) throw new Error(`There is no column ${column}.`);
  return found;
}
