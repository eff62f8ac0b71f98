import { join } from 'node:path';
import type { DatasetStorage } from '../source/dataset-storage.ts';
import { EngineError } from '../source/engine.ts';
import { openEngine } from '../source/engine-client.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import { profileDataset } from '../source/profile/profile-dataset.ts';
import type { Datasets } from '../store/datasets.ts';
import type { Turnstile } from '../util/turnstile.ts';
import type { DatasetView } from './dataset-cases.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { withStorage } from './with-storage.ts';

export interface ProfileDeps {
  readonly datasets: Datasets;
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  /** So many engines may look at datasets at the same time. */
  readonly inspections: Turnstile;
}

/** A dataset never changes, so that its profile need not be made twice; so many are kept. */
const KEPT = 8;

/** Asks for profiles; who asks for one being made waits for it. */
export type ProfileReader = (id: string, sheet?: string) => Promise<Result<DatasetProfile>>;

export function openProfileReader(by: ProfileDeps): ProfileReader {
  const kept = new Map<string, Promise<Result<DatasetProfile>>>();
  return async (id, sheet) => {
    const dataset = await by.datasets.get(id);
    if (!dataset) return notFound('Dataset', id);
    const { sheets } = dataset.manifest;
    if (sheet !== undefined && !sheets.some(({ name }) => name === sheet))
      return notFound('Sheet', `"${sheet}" of dataset ${id}`);
    const key = JSON.stringify([id, sheet ?? null]);
    const made = kept.get(key) ?? makeProfile(by, dataset, sheet);
    keep(kept, key, made);
    const answer = await made.catch((error: unknown) => {
      kept.delete(key);
      throw error;
    });
    if (!answer.ok) kept.delete(key);
    return answer;
  };
}

/** As the newest one; the oldest goes. */
function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}

function makeProfile(
  by: ProfileDeps,
  { id, manifest }: DatasetView,
  sheet: string | undefined,
): Promise<Result<DatasetProfile>> {
  return withStorage('', async () => {
    const folder = await by.storage.getLocalPath(id);
    if (folder === null) return notFound('Dataset', id);
    return by.inspections.pass(async () => {
      const engine = await openEngine({ memoryLimitMb: by.engineMemoryMib, allowedFolders: [folder] });
      try {
        const sheetPath = ({ storedAs }: { readonly storedAs: string }) => join(folder, storedAs);
        return done(
          await profileDataset({ engine, manifest, sheetPath, ...(sheet === undefined ? {} : { sheet }) }),
        );
      } catch (error) {
        return refuseLimit(error);
      } finally {
        await engine.close();
      }
    });
  });
}

function refuseLimit(error: unknown): Result<never> {
  const reason = error instanceof EngineError ? error.reason : null;
  if (reason === 'out_of_memory')
    return refuse(
      'unavailable',
      'The profile needs more memory than the tabular engine may use. Raise ENGINE_MEMORY_MIB.',
    );
  if (reason === 'timed_out')
    return refuse('unavailable', 'The profile takes longer than is allowed. Ask for one sheet at a time.');
  throw error;
}
