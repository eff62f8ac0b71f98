import { join } from 'node:path';
import type { SheetSource } from '../load/prepare/recipe.ts';
import { sheetSource } from '../load/prepare/sheet-source.ts';
import type { SheetInfo } from '../source/dataset.ts';
import { EngineError } from '../source/engine.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import type { DatasetView } from './dataset-cases.ts';
import type { ProfileDeps } from './dataset-profile.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { withStorage } from './with-storage.ts';

const PREVIEW_ENGINE = { memoryLimitMb: 256, threads: 1, timeoutMs: 10_000, computesFormulas: true } as const;

/** One sheet of a dataset in a small engine that reads nothing else. */
export interface Trying {
  readonly engine: OpenEngine;
  readonly dataset: DatasetView;
  readonly info: SheetInfo;
  readonly sheet: SheetSource;
}

/** `what`: that takes too much, in a sentence. */
export async function trySheet<T>(
  by: ProfileDeps,
  { id, sheet, what }: { readonly id: string; readonly sheet: string; readonly what: string },
  act: (trying: Trying) => Promise<Result<T>>,
): Promise<Result<T>> {
  const found = await sheetOf(by, id, sheet);
  if (!found.ok) return found;
  const { dataset, info } = found.value;
  return withStorage('', async () => {
    const folder = await by.storage.getLocalPath(id);
    if (folder === null) return notFound('Dataset', id);
    const path = join(folder, info.storedAs);
    const source = sheetSource({ manifest: dataset.manifest, sheetPath: () => path }, info.name);
    return by.inspections.pass(async () => {
      const engine = await openEngine({ ...PREVIEW_ENGINE, allowedFiles: [path] });
      try {
        return await act({ engine, dataset, info, sheet: source });
      } catch (error) {
        if (!(error instanceof EngineError) || error.reason === 'sql') throw error;
        return refuse(
          'invalid',
          `${what} takes more time or memory than a preview may. Write it in a simpler way.`,
        );
      } finally {
        await engine.close();
      }
    });
  });
}

export async function sheetOf(
  { datasets }: Pick<ProfileDeps, 'datasets'>,
  id: string,
  name: string,
): Promise<Result<{ readonly dataset: DatasetView; readonly info: SheetInfo }>> {
  const dataset = await datasets.get(id);
  if (!dataset) return notFound('Dataset', id);
  const info = dataset.manifest.sheets.find((one) => one.name === name);
  return info ? done({ dataset, info }) : notFound('Sheet', `"${name}" of dataset ${id}`);
}
