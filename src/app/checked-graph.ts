import type { GraphSpec } from '../plan/graph-spec.ts';
import type { ValidGraph } from '../plan/valid-graph.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import type { Connecting } from './connect.ts';
import { graphFormulas } from './graph-formulas.ts';
import { invalid, modelsOf } from './graph-inputs.ts';
import { done } from './refuse.ts';
import type { Result } from './result.ts';

/** What can be known of a graph without asking Odoo: against the dataset, and the last schema snapshot where that has all models. */
export async function checkedGraph(
  by: Pick<Connecting, 'snapshots'>,
  spec: GraphSpec,
  against: { readonly manifest: DatasetManifest; readonly connectionId: string },
): Promise<Result<ValidGraph>> {
  const known = await by.snapshots.latest(against.connectionId);
  const covers = known !== null && modelsOf(spec).every((model) => model in known.snapshot.models);
  const validation = validateGraph(spec, {
    manifest: against.manifest,
    ...(covers ? { snapshot: known.snapshot } : {}),
    ...(await graphFormulas(spec)),
  });
  return validation.valid ? done(validation.graph) : invalid([...validation.errors, ...validation.warnings]);
}
