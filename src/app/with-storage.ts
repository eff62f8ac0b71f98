import { StorageUnavailable } from '../source/dataset-storage.ts';
import { refuse } from './refuse.ts';
import type { Result } from './result.ts';

/** A storage that does not answer is a refusal, with what was done before in front of its words. */
export async function withStorage<T>(before: string, act: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    return refuse('unavailable', `${before}${error.message}`);
  }
}
