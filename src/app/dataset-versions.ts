import type { DatasetStorage } from '../source/dataset-storage.ts';
import type { Corrections, KnownKeys, StoredDataset } from '../source/version/corrections.ts';
import { storeVersion } from '../source/version/store-version.ts';
import type { Datasets } from '../store/datasets.ts';
import type { Graphs } from '../store/graphs.ts';
import type { Runs } from '../store/runs.ts';
import { newId } from '../util/new-id.ts';
import type { CorrectedDataset, DatasetView } from './dataset-cases.ts';
import { nodeSheets } from './node-sheets.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export interface VersionDeps {
  readonly datasets: Datasets;
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  readonly graphs: Graphs;
  readonly runs: Runs;
}

/**
 * Corrections apply to the newest version of the line, whichever they were made from. Where somebody else makes one at the same time,
 * they are merged again onto that.
 */
export async function correctDataset(
  by: VersionDeps,
  id: string,
  corrections: Corrections,
): Promise<Result<CorrectedDataset>> {
  for (;;) {
    const base = await by.datasets.get(id);
    if (!base) return notFound('Dataset', id);
    const newest = (await by.datasets.versions(base.lineId)).at(-1);
    const [from, onto] = [
      await storedDataset(by.storage, base),
      newest && (await storedDataset(by.storage, newest)),
    ];
    if (!newest || !from || !onto) return notFound('Dataset', id);
    const made = await storeVersion({
      id: newId('ds'),
      base: from,
      onto,
      corrections,
      knownKeys: await knownKeysOf(by, base),
      storage: by.storage,
      memoryLimitMb: by.engineMemoryMib,
    });
    if (made.kind === 'unchanged') return done({ dataset: newest, isNew: false });
    if (made.kind === 'refused') {
      const errors = made.issues.filter((issue) => issue.severity === 'error');
      return refuse('invalid', errors.map((issue) => issue.message).join(' '), made.issues);
    }
    const dataset = await by.datasets.createVersion(made.manifest, newest.id);
    if (dataset) return done({ dataset, isNew: true });
    await by.storage.delete(made.manifest.id);
  }
}

async function storedDataset(
  storage: DatasetStorage,
  { id, manifest }: DatasetView,
): Promise<StoredDataset | null> {
  const folder = await storage.getLocalPath(id);
  return folder === null ? null : { manifest, folder };
}

/** Keys as the runs of the dataset's line know them: a file of rejects may come from any of these. */
async function knownKeysOf(by: VersionDeps, { lineId, manifest }: DatasetView): Promise<KnownKeys> {
  const readers: { readonly runId: string; readonly nodes: ReadonlyMap<string, string> }[] = [];
  for (const { id, graphId, graphVersion } of await by.runs.ofLine(lineId)) {
    const spec = await by.graphs.specOf(graphId, graphVersion);
    if (spec) readers.push({ runId: id, nodes: nodeSheets(spec, manifest) });
  }
  return async (sheet, ords) => {
    const known = new Map<number, string[]>();
    let isRead = false;
    for (const { runId, nodes } of readers) {
      const readingIt = [...nodes].flatMap(([node, of]) => (of === sheet ? [node] : []));
      if (readingIt.length === 0) continue;
      isRead = true;
      for (const { ord, key } of await by.runs.keysOfRows(runId, { nodes: readingIt, ords })) {
        known.set(ord, [...(known.get(ord) ?? []), key]);
      }
    }
    return isRead ? known : null;
  };
}
