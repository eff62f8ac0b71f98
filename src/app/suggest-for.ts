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
import { type Connecting, connect, readSnapshot } from './connect.ts';
import type { DatasetView, Suggested, SuggestQuery } from './dataset-cases.ts';
import type { ProfileReader } from './dataset-profile.ts';
import type { LanguageModel } from './language-model.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { adviseOn } from './suggest-advice.ts';
import { findValuesInOdoo, type ValuesInOdoo } from './suggest-values.ts';

export interface SuggestDeps extends Connecting {
  readonly datasets: Datasets;
  readonly graphs: Graphs;
  readonly profile: ProfileReader;
  /** Null: none is configured. */
  readonly languageModel: LanguageModel | null;
}

/** What a dataset probably means, and the graph drafted from that. */
export async function suggestFor(
  by: SuggestDeps,
  id: string,
  query: SuggestQuery,
): Promise<Result<Suggested>> {
  const found = await suggestOn(by, id, query);
  if (!found.ok) return found;
  const { dataset, profile, suggestion, target, warnings } = found.value;
  const { name, manifest } = dataset;
  const draft = draftGraph({ name, manifest, profile, suggestion, target });
  const { serverVersion, database } = target.snapshot;
  return done({ target: { serverVersion, database }, suggestion, draft, warnings });
}

export interface SuggestedOn {
  readonly dataset: DatasetView;
  readonly profile: DatasetProfile;
  readonly target: SuggestTarget;
  readonly suggestion: DatasetSuggestion;
  /** What could not be asked, and would have made the suggestion better. */
  readonly warnings: readonly string[];
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
  const profiled = await by.profile(id);
  if (!profiled.ok) return profiled;
  const profile = profiled.value;
  const known =
    connectionId === undefined ? done(offline()) : await ask(by, connectionId, { profile, models });
  if (!known.ok) return known;
  const { target, accepted, found, warnings } = known.value;
  const options = { ...(groups === undefined ? {} : { groups }), accepted, found };
  const suggestion = suggestDataset(profile, target, options);
  const on = { dataset, profile, target };
  if (by.languageModel === null) return done({ ...on, suggestion, warnings });
  const advised = await adviseOn(by.languageModel, { profile, suggestion, target });
  return done({
    ...on,
    suggestion: advised.advice
      ? suggestDataset(profile, target, { ...options, advice: advised.advice })
      : suggestion,
    warnings: [...warnings, ...advised.warnings],
  });
}

/** What is known besides the dataset itself. */
interface Known extends ValuesInOdoo {
  readonly target: SuggestTarget;
  readonly accepted: readonly AcceptedSheet[];
}

const NEWEST_SHIPPED = 19;

function offline(): Known {
  return { target: readShippedSchema(NEWEST_SHIPPED), accepted: [], found: [], warnings: [] };
}

/** Asks the Odoo of a connection, and what was loaded into it before. Labels in other languages are always those shipped. */
async function ask(
  by: SuggestDeps,
  connectionId: string,
  { profile, models }: { readonly profile: DatasetProfile; readonly models: readonly string[] },
): Promise<Result<Known>> {
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const accepted = acceptedSheets(await by.graphs.loadedInto(connectionId));
  const loaded = accepted.flatMap(({ nodes }) => nodes.map(({ model }) => model));
  const wanted = new Set([...Object.keys(MODELS), ...models, ...loaded]);
  const unavailable = (message: string) => refuse('unavailable', `Connection ${connection.name}: ${message}`);
  const connected = await connect(by, connection);
  if (!connected.ok) return unavailable(connected.probe.message);
  try {
    const snapshot = await readSnapshot(by, connectionId, connected.target, [...wanted]);
    if (!snapshot.ok) return unavailable(snapshot.fault.message);
    const values = await findValuesInOdoo(connected.target, profile, snapshot.value);
    const { labels } = offline().target;
    return done({ target: { snapshot: snapshot.value, ...(labels ? { labels } : {}) }, accepted, ...values });
  } finally {
    await connected.close();
  }
}
