import type { GraphSpec } from '../plan/graph-spec.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetManifest } from '../source/dataset.ts';

/** Which sheet each node reads, in execution order; empty for a graph that does not fit the dataset, of which no row was ever read. */
export function nodeSheets(spec: GraphSpec, manifest: DatasetManifest): ReadonlyMap<string, string> {
  const validation = validateGraph(spec, { manifest });
  if (!validation.valid) return new Map();
  return new Map(planRun(validation.graph).steps.map(({ node, sheet }) => [node, sheet]));
}
