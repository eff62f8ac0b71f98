import { checkTransform } from '../mapping/check-transform.ts';
import type { CleaningProposal } from '../mapping/cleaning/cleaning.ts';
import { tryCleaning } from '../mapping/cleaning/cleaning-examples.ts';
import { asksForCountry, proposeCleaning } from '../mapping/cleaning/propose-cleaning.ts';
import { readCompanyCountry } from '../odoo/user-company.ts';
import { openEngine } from '../source/engine-client.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import { type Connecting, probeConnection } from './connect.ts';
import type { CleaningQuery } from './dataset-cases.ts';
import type { ProfileDeps, ProfileReader } from './dataset-profile.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

/** Only samples of the profile are looked at, so that a small engine does. */
const ENGINE_MEMORY_MIB = 256;

export async function proposeDatasetCleaning(
  by: Pick<ProfileDeps, 'inspections'> & Connecting,
  profileOf: ProfileReader,
  { id, sheet, ...query }: CleaningQuery & { readonly id: string },
): Promise<Result<readonly CleaningProposal[]>> {
  const wrong = checkTransform({ name: 'phone', country: query.country });
  if (wrong !== null) return refuse('invalid', wrong);
  const profile = await profileOf(id, sheet);
  if (!profile.ok) return profile;
  const country = await countryFor(by, profile.value, query);
  if (!country.ok) return country;
  const cleanings = proposeCleaning(profile.value, { country: country.value });
  if (cleanings.length === 0) return done([]);
  return by.inspections.pass(async () => {
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

/** The one that was named, else that of the company behind the connection; Odoo is asked only where it makes a difference. */
async function countryFor(
  by: Connecting,
  profile: DatasetProfile,
  { country, connectionId }: Pick<CleaningQuery, 'country' | 'connectionId'>,
): Promise<Result<string | undefined>> {
  if (connectionId === undefined) return done(country);
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  if (country !== undefined || !asksForCountry(profile)) return done(country);
  const unavailable = (message: string) => refuse('unavailable', `Connection ${connection.name}: ${message}`);
  const found = await probeConnection(by, connection);
  if (!found.ok) return unavailable(found.message);
  try {
    const answer = await readCompanyCountry(found.client);
    return answer.ok ? done(answer.value ?? undefined) : unavailable(answer.fault.message);
  } finally {
    await found.client.close();
  }
}
