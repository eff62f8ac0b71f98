import { checkTransform } from '../mapping/check-transform.ts';
import type { CleaningProposal } from '../mapping/cleaning/cleaning.ts';
import { tryCleaning } from '../mapping/cleaning/cleaning-examples.ts';
import { type CleaningHints, proposeCleaning } from '../mapping/cleaning/propose-cleaning.ts';
import { openEngine } from '../source/engine-client.ts';
import type { ProfileDeps, ProfileReader } from './dataset-profile.ts';
import { done, refuse } from './refuse.ts';
import type { Result } from './result.ts';

/** Only samples of the profile are looked at, so that a small engine does. */
const ENGINE_MEMORY_MIB = 256;

export async function proposeDatasetCleaning(
  { inspections }: Pick<ProfileDeps, 'inspections'>,
  profileOf: ProfileReader,
  { id, sheet, ...hints }: { readonly id: string; readonly sheet?: string | undefined } & CleaningHints,
): Promise<Result<readonly CleaningProposal[]>> {
  const wrong = checkTransform({ name: 'phone', country: hints.country });
  if (wrong !== null) return refuse('invalid', wrong);
  const profile = await profileOf(id, sheet);
  if (!profile.ok) return profile;
  const cleanings = proposeCleaning(profile.value, hints);
  if (cleanings.length === 0) return done([]);
  return inspections.pass(async () => {
    const engine = await openEngine({ memoryLimitMb: ENGINE_MEMORY_MIB, threads: 1 });
    try {
      const proposals: CleaningProposal[] = [];
      for (const cleaning of cleanings) proposals.push(await tryCleaning(engine, cleaning));
      return done(proposals);
    } finally {
      await engine.close();
    }
  });
}
