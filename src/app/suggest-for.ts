import type { Target } from '../load/ports.ts';
import { MODELS } from '../mapping/suggest/catalogue/catalogue.ts';
import type { SuggestTarget } from '../mapping/suggest/slots.ts';
import { suggestDataset } from '../mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../odoo/shipped-schemas.ts';
import { draftGraph } from '../plan/draft/draft-graph.ts';
import type { Datasets } from '../store/datasets.ts';
import type { ConnectionView, Result, Suggested, SuggestQuery } from './app.ts';
import { type Connecting, connect, readSnapshot } from './connect.ts';
import type { ProfileReader } from './dataset-profile.ts';
import { done, notFound, refuse } from './refuse.ts';

export interface SuggestDeps extends Connecting {
  readonly datasets: Datasets;
  readonly profile: ProfileReader;
}

/** What a dataset probably means, and the graph drafted from that. */
export async function suggestFor(
  by: SuggestDeps,
  id: string,
  { connectionId, groups }: SuggestQuery,
): Promise<Result<Suggested>> {
  const dataset = await by.datasets.get(id);
  if (!dataset) return notFound('Dataset', id);
  const target = await targetOf(by, connectionId);
  if (!target.ok) return target;
  const profile = await by.profile(id);
  if (!profile.ok) return profile;
  const suggestion = suggestDataset(profile.value, target.value, groups === undefined ? {} : { groups });
  const draft = draftGraph({
    name: dataset.name,
    manifest: dataset.manifest,
    profile: profile.value,
    suggestion,
    target: target.value,
  });
  const { serverVersion, database } = target.value.snapshot;
  return done({ target: { serverVersion, database }, suggestion, draft });
}

const NEWEST_SHIPPED = 19;

/**
 * The schema of the connection, or the shipped one; labels in other languages are always those shipped. `models`: besides those of
 * the catalogue.
 */
export async function targetOf(
  by: SuggestDeps,
  connectionId: string | undefined,
  models: readonly string[] = [],
): Promise<Result<SuggestTarget>> {
  const shipped = readShippedSchema(NEWEST_SHIPPED);
  if (connectionId === undefined) return done(shipped);
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const connected = await connect(by, connection);
  if (!connected.ok)
    return refuse('unavailable', `Connection ${connection.name}: ${connected.probe.message}`);
  try {
    return await askSchema(by, connection, connected.target, [...Object.keys(MODELS), ...models]);
  } finally {
    await connected.close();
  }
}

async function askSchema(
  by: SuggestDeps,
  { id, name }: ConnectionView,
  target: Target,
  models: readonly string[],
): Promise<Result<SuggestTarget>> {
  const answer = await readSnapshot(by, id, target, models);
  if (!answer.ok) return refuse('unavailable', `Connection ${name}: ${answer.fault.message}`);
  return done({ snapshot: answer.value, labels: readShippedSchema(NEWEST_SHIPPED).labels });
}
