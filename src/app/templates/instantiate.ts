import type { Issue } from '../../issue.ts';
import type { GraphSpec } from '../../plan/graph-spec.ts';
import { namespaceOf } from '../../plan/namespace.ts';
import { validateGraph } from '../../plan/validate-graph.ts';
import type { Datasets } from '../../store/datasets.ts';
import type { Graphs } from '../../store/graphs.ts';
import type { DatasetCases, DatasetView } from '../dataset-cases.ts';
import { done, notFound, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import type { InstantiateTemplate, TemplateInstance } from '../template-cases.ts';
import type { Template } from './read-templates.ts';

export interface InstantiateDeps {
  readonly graphs: Pick<Graphs, 'create' | 'madeFrom'>;
  readonly datasets: Pick<Datasets, 'get'>;
  readonly createDataset: DatasetCases['create'];
}

/**
 * The graph of a template under a name of its own. The namespace is written down, so that renaming the graph later does not make new
 * records of all its rows.
 */
export function specFrom({ view, spec }: Template, name: string = spec.name): GraphSpec {
  const namespace = namespaceOf({ name });
  return { ...spec, name, namespace, metadata: { ...spec.metadata, template: view.id } };
}

/** Nothing is made where the dataset does not fit. */
export async function instantiate(
  by: InstantiateDeps,
  template: Template,
  { name, datasetId, withSample = false }: InstantiateTemplate,
): Promise<Result<TemplateInstance>> {
  const spec = specFrom(template, name);
  const others = await by.graphs.madeFrom(template.view.id);
  const taken = others.find((other) => namespaceOf(other.spec) === spec.namespace);
  if (taken)
    return refuse(
      'conflict',
      `Graph ${taken.id}, "${taken.name}", was made from this template under that name already. Run it, or give the new one another name.`,
    );
  const chosen = await datasetFor(by, template, { datasetId, withSample, name: spec.name });
  if (!chosen.ok) return chosen;
  const dataset = chosen.value;
  const fit = dataset === null ? done([]) : checkFit(spec, dataset);
  if (!fit.ok) return fit;
  return done({ graph: await by.graphs.create(spec), dataset, warnings: fit.value });
}

async function datasetFor(
  by: InstantiateDeps,
  template: Template,
  of: { readonly datasetId: string | undefined; readonly withSample: boolean; readonly name: string },
): Promise<Result<DatasetView | null>> {
  if (of.datasetId !== undefined && of.withSample)
    return refuse('invalid', 'Choose one: the sample of the template, or a dataset of yours.');
  if (of.datasetId !== undefined) {
    const found = await by.datasets.get(of.datasetId);
    return found ? done(found) : notFound('Dataset', of.datasetId);
  }
  if (!of.withSample) return done(null);
  const files = template.sheets.map(({ name, path }) => ({ name: `${name}.csv`, path }));
  return by.createDataset({ name: `${of.name}: sample`, files });
}

/** The warnings of a dataset that has every sheet and column, or why it has not. */
function checkFit(spec: GraphSpec, { id, manifest }: DatasetView): Result<readonly Issue[]> {
  const { errors, warnings } = validateGraph(spec, { manifest });
  if (errors.length === 0) return done(warnings);
  const what = `Dataset ${id} lacks what the template reads. Rename its sheets and columns, or instantiate without a dataset and change the graph.`;
  const missing = errors.map((issue) => issue.message).join(' ');
  return refuse('invalid', `${what} ${missing}`, [...errors, ...warnings]);
}
