import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetManifest } from '../dataset.ts';
import type { DatasetStorage } from '../dataset-storage.ts';
import { MANIFEST_FILE, reportLimit } from '../dataset-store.ts';
import { describeFile, describeSheets } from '../describe-sheets.ts';
import { openEngine } from '../engine-client.ts';
import { IssueList } from '../issue-list.ts';
import { createEdits, takeCells } from './cell-edits.ts';
import { takeFiles } from './corrected-files.ts';
import type {
  CorrectedSheet,
  Corrections,
  KnownKeys,
  StoredDataset,
  VersionResult,
  VersionWork,
} from './corrections.ts';
import { countEdits, settleEdits, writeSheets } from './merge-edits.ts';

export interface VersionRequest {
  /** Of the new dataset, never used before. */
  readonly id: string;
  /** The version that the corrections were made from. */
  readonly base: StoredDataset;
  /** The newest version of the same line, which they are applied to; it may be the same. */
  readonly onto: StoredDataset;
  readonly corrections: Corrections;
  readonly knownKeys: KnownKeys;
  readonly storage: DatasetStorage;
  readonly workFolder?: string;
  readonly memoryLimitMb?: number;
}

/**
 * Stores a corrected dataset as a new one; the versions before stay as they are. All problems are found before it gives up, and with
 * any error nothing is stored.
 *
 *   file or cells ──▶ edits: what differs from base ──▶ edits: what differs from onto ──▶ onto with the edits
 */
export async function storeVersion(request: VersionRequest): Promise<VersionResult> {
  const issues = new IssueList();
  const work = await realpath(await mkdtemp(join(request.workFolder ?? tmpdir(), 'importgraph-version-')));
  try {
    return await makeVersion(request, work, issues);
  } catch (error) {
    if (!reportLimit(error, issues)) throw error;
    return { kind: 'refused', issues: issues.all() };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function makeVersion(
  request: VersionRequest,
  workFolder: string,
  issues: IssueList,
): Promise<VersionResult> {
  const { base, onto, corrections, knownKeys, storage } = request;
  const engine = await openEngine({
    dir: join(workFolder, 'engine'),
    allowedFolders: [workFolder, base.folder, onto.folder],
    memoryLimitMb: request.memoryLimitMb,
  });
  try {
    const sheets = onto.manifest.sheets.map((info, index) => correctedSheet(request, info.name, index));
    const work: VersionWork = { engine, workFolder, sheets, knownKeys, issues };
    await createEdits(work);
    if (corrections.kind === 'files') await takeFiles(work, corrections);
    else await takeCells(work, corrections);
    if (!issues.hasErrors) await settleEdits(work);
    if (issues.hasErrors) return { kind: 'refused', issues: issues.all() };
    const corrected = await countEdits(work);
    if (corrected.length === 0) return { kind: 'unchanged' };
    const prepared = join(workFolder, 'prepared');
    await mkdir(prepared);
    const drafts = await writeSheets(work, prepared);
    const files = corrections.kind === 'files' ? await Promise.all(corrections.files.map(describeFile)) : [];
    const manifest: DatasetManifest = {
      ...onto.manifest,
      ...(await describeSheets(engine, drafts)),
      id: request.id,
      createdAt: new Date().toISOString(),
      files: [...onto.manifest.files, ...files],
      corrected,
    };
    await writeFile(join(prepared, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await storage.put(request.id, prepared);
    return { kind: 'stored', manifest };
  } finally {
    await engine.close();
  }
}

function correctedSheet({ base, onto }: VersionRequest, name: string, index: number): CorrectedSheet {
  const find = ({ manifest, folder }: StoredDataset) => {
    const info = manifest.sheets.find((sheet) => sheet.name === name);
    if (!info) throw new Error(`Version ${manifest.id} has no sheet "${name}".`);
    return { info, path: join(folder, info.storedAs) };
  };
  const { info, path: ontoPath } = find(onto);
  return { index, info, ontoPath, basePath: find(base).path };
}
