import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetManifest } from '../../src/source/dataset.ts';
import { openLocalStorage } from '../../src/source/dataset-storage.ts';
import { storeDataset } from '../../src/source/dataset-store.ts';
import { openEngine } from '../../src/source/engine-client.ts';
import type { DatasetProfile } from '../../src/source/profile/dataset-profile.ts';
import { profileDataset } from '../../src/source/profile/profile-dataset.ts';

export interface ProfiledFolder {
  readonly manifest: DatasetManifest;
  readonly profile: DatasetProfile;
}

/** Reads the CSV files of a folder as the product does and profiles them. */
export async function profileFolder(folder: string): Promise<ProfiledFolder> {
  const work = await mkdtemp(join(tmpdir(), 'importgraph-suggest-'));
  try {
    const datasets = join(work, 'datasets');
    await mkdir(datasets);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
    const stored = await storeDataset({
      id: 'd1',
      name: 'bench',
      files: names.map((name) => ({ name, path: join(folder, name) })),
      storage: openLocalStorage(datasets),
      workFolder: work,
    });
    if (!stored.ok) throw new Error(stored.issues.map((issue) => issue.message).join('\n'));
    const engine = await openEngine({ allowedFolders: [datasets] });
    try {
      const { manifest } = stored;
      const sheetPath = ({ storedAs }: { readonly storedAs: string }) => join(datasets, 'd1', storedAs);
      return { manifest, profile: await profileDataset({ engine, manifest, sheetPath }) };
    } finally {
      await engine.close();
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
