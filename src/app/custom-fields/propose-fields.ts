import { suggestDataset } from '../../mapping/suggest/suggest-dataset.ts';
import { proposeCustomFields } from '../../plan/custom-fields/propose-custom-fields.ts';
import { draftGraph } from '../../plan/draft/draft-graph.ts';
import type { Graphs } from '../../store/graphs.ts';
import type { ProposedFields, ProposeFieldsQuery, Result } from '../app.ts';
import { done, notFound } from '../refuse.ts';
import { type SuggestDeps, targetOf } from '../suggest-for.ts';

export interface ProposeFieldsDeps extends SuggestDeps {
  readonly graphs: Graphs;
}

/** Fields for the columns of a dataset that a graph, or the one drafted for it, leaves out. */
export async function proposeFields(
  by: ProposeFieldsDeps,
  datasetId: string,
  { connectionId, graphId }: ProposeFieldsQuery,
): Promise<Result<ProposedFields>> {
  const dataset = await by.datasets.get(datasetId);
  if (!dataset) return notFound('Dataset', datasetId);
  const graph = graphId === undefined ? null : await by.graphs.get(graphId);
  if (graphId !== undefined && !graph) return notFound('Graph', graphId);
  const models = graph?.spec.nodes.flatMap(({ type, data }) => (type === 'model' ? [data.odooModel] : []));
  const target = await targetOf(by, connectionId, models);
  if (!target.ok) return target;
  const profiled = await by.profile(datasetId);
  if (!profiled.ok) return profiled;
  const profile = profiled.value;
  const { snapshot } = target.value;
  const suggestion = suggestDataset(profile, target.value);
  const { name, manifest } = dataset;
  const spec = graph?.spec ?? draftGraph({ name, manifest, profile, suggestion, target: target.value }).spec;
  const { serverVersion, database } = snapshot;
  return done({
    target: { serverVersion, database },
    ...proposeCustomFields({ spec, profile, snapshot, suggestion }),
  });
}
