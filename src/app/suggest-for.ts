import type { Target } from '../load/ports.ts';
import type { AcceptedSheet } from '../mapping/suggest/accepted.ts';
import { MODELS } from '../mapping/suggest/catalogue/catalogue.ts';
import type { SuggestTarget } from '../mapping/suggest/slots.ts';
import { suggestDataset } from '../mapping/suggest/suggest-dataset.ts';
import type { DatasetSuggestion } from '../mapping/suggest/suggestion.ts';
import { readShippedSchema } from '../odoo/shipped-schemas.ts';
import { acceptedSheets } from '../plan/accepted-sheets.ts';
import { draftGraph } from '../plan/draft/draft-graph.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import type { Datasets } from '../store/datasets.ts';
import type { Graphs } from '../store/graphs.ts';
import type { ConnectionView, DatasetView, Result, Suggested, SuggestQuery } from './app.ts';
import { type Connecting, connect, readSnapshot } from './connect.ts';
import type { ProfileReader } from './dataset-profile.ts';
import { done, notFound, refuse } from './refuse.ts';

export interface SuggestDeps extends Connecting {
  readonly datasets: Datasets;
  readonly graphs: Graphs;
  readonly profile: ProfileReader;
}

/** What a dataset probably means, and the graph drafted from that. */
export async function suggestFor(
  by: SuggestDeps,
  id: string,
  query: SuggestQuery,
): Promise<Result<Suggested>> {
  const found = await suggestOn(by, id, query);
  if (!found.ok) return found;
  const { dataset, profile, suggestion, target } = found.value;
  const { name, manifest } = dataset;
  const draft = draftGraph({ name, manifest, profile, suggestion, target });
  const { serverVersion, database } = target.snapshot;
  return done({ target: { serverVersion, database }, suggestion, draft });
}

export interface SuggestedOn {
  readonly dataset: DatasetView;
  readonly profile: DatasetProfile;
  readonly target: SuggestTarget;
  readonly suggestion: DatasetSuggestion;
}

/** `models`: whose schema is wanted besides that of the catalogue's. */
export async function suggestOn(
  by: SuggestDeps,
  id: string,
  { connectionId, groups }: SuggestQuery,
  models: readonly string[] = [],
): Promise<Result<SuggestedOn>> {
  const dataset = await by.datasets.get(id);
  if (!dataset) return notFound('Dataset', id);
  const accepted = connectionId === undefined ? [] : acceptedSheets(await by.graphs.loadedInto(connectionId));
  const target = await targetOf(by, connectionId, [...models, ...modelsOf(accepted)]);
  if (!target.ok) return target;
  const profiled = await by.profile(id);
  if (!profiled.ok) return profiled;
  const profile = profiled.value;
  const options = { ...(groups === undefined ? {} : { groups }), accepted };
  const suggestion = suggestDataset(profile, target.value, options);
  return done({ dataset, profile, target: target.value, suggestion });
}

function modelsOf(accepted: readonly AcceptedSheet[]): readonly string[] {
  return accepted.flatMap(({ nodes }) => nodes.map(({ model }) => model));
}

const NEWEST_SHIPPED = 19;

/** The schema of the connection, or the shipped one; labels in other languages are always those shipped. */
async function targetOf(
  by: SuggestDeps,
  connectionId: string | undefined,
  models: readonly string[],
): Promise<Result<SuggestTarget>> {
  const shipped = readShippedSchema(NEWEST_SHIPPED);
  if (connectionId === undefined) return done(shipped);
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const connected = await connect(by, connection);
  if (!connected.ok)
    return refuse('unavailable', `Connection ${connection.name}: ${connected.probe.message}`);
  try {
    return await askSchema(by, connection, connected.target, [
      ...new Set([...Object.keys(MODELS), ...models]),
    ]);
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
