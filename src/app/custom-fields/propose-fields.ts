import { proposeCustomFields } from '../../plan/custom-fields/propose-custom-fields.ts';
import { draftGraph } from '../../plan/draft/draft-graph.ts';
import type { ProposedFields, ProposeFieldsQuery } from '../custom-field-cases.ts';
import { done, notFound } from '../refuse.ts';
import type { Result } from '../result.ts';
import { type SuggestDeps, suggestOn } from '../suggest-for.ts';

/** Fields for the columns of a dataset that a graph, or the one drafted for it, leaves out. */
export async function proposeFields(
  by: SuggestDeps,
  datasetId: string,
  { connectionId, graphId }: ProposeFieldsQuery,
): Promise<Result<ProposedFields>> {
  const graph = graphId === undefined ? null : await by.graphs.get(graphId);
  if (graphId !== undefined && !graph) return notFound('Graph', graphId);
  const models = graph?.spec.nodes.flatMap(({ type, data }) => (type === 'model' ? [data.odooModel] : []));
  const query = connectionId === undefined ? {} : { connectionId };
  const found = await suggestOn(by, datasetId, query, models);
  if (!found.ok) return found;
  const { dataset, profile, suggestion, target } = found.value;
  const { name, manifest } = dataset;
  const { snapshot } = target;
  const spec = graph?.spec ?? draftGraph({ name, manifest, profile, suggestion, target }).spec;
  const { serverVersion, database } = snapshot;
  return done({
    target: { serverVersion, database },
    ...proposeCustomFields({ spec, profile, snapshot, suggestion }),
  });
}
