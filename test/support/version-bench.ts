import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetManifest } from '../../src/source/dataset.ts';
import type { Corrections, KnownKeys, VersionResult } from '../../src/source/version/corrections.ts';
import { storeVersion } from '../../src/source/version/store-version.ts';
import type { DatasetBench } from './stored-dataset.ts';

export interface CorrectOptions {
  /** Default: as no run has read the dataset. */
  readonly knownKeys?: KnownKeys;
  /** The newest version; default: the one that is corrected. */
  readonly onto?: DatasetManifest;
}

let last = 0;

/** Corrects a dataset of the bench into a version. */
export async function correct(
  bench: DatasetBench,
  base: DatasetManifest,
  corrections: Corrections,
  { knownKeys = async () => null, onto = base }: CorrectOptions = {},
): Promise<VersionResult> {
  last += 1;
  const at = (manifest: DatasetManifest) => ({
    manifest,
    folder: join(bench.folder, 'datasets', manifest.id),
  });
  const { storage, folder: workFolder } = bench;
  const id = `v${last}`;
  return await storeVersion({
    id,
    base: at(base),
    onto: at(onto),
    corrections,
    knownKeys,
    storage,
    workFolder,
  });
}

/** Files of a correction, written for the occasion. */
export async function correctedFiles(
  bench: DatasetBench,
  files: Readonly<Record<string, string | Buffer>>,
  more: { readonly partial?: boolean; readonly sheet?: string } = {},
): Promise<Corrections> {
  const list: { name: string; path: string }[] = [];
  for (const [name, content] of Object.entries(files)) {
    last += 1;
    const path = join(bench.folder, `fix-${last}.upload`);
    await writeFile(path, content);
    list.push({ name, path });
  }
  return { kind: 'files', files: list, ...more };
}

/** The version, or its refusal as the error of a test. */
export function versionOf(result: VersionResult): DatasetManifest {
  if (result.kind !== 'stored') throw new Error(`Not stored: ${JSON.stringify(result)}`);
  return result.manifest;
}

/** Code, row and column of each issue of a refusal. */
export function refusalOf(result: VersionResult): readonly (string | number | undefined)[][] {
  if (result.kind !== 'refused') throw new Error(`Not refused: ${result.kind}`);
  return result.issues.map(({ code, row, column }) => [code, row, column]);
}
