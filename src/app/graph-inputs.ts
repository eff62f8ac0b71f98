import type { Issue } from '../issue.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Datasets } from '../store/datasets.ts';
import type { Graphs } from '../store/graphs.ts';
import type { Connecting } from './connect.ts';
import { refuse } from './refuse.ts';

export interface GraphDeps extends Connecting {
  readonly graphs: Graphs;
  readonly datasets: Datasets;
}

export function invalid(issues: readonly Issue[]): ReturnType<typeof refuse> {
  const errors = issues.filter((issue) => issue.severity === 'error');
  return refuse(
    'invalid',
    `Graph validation failed: ${errors.map((issue) => issue.message).join(' ')}`,
    issues,
  );
}

/** The Odoo models a graph loads. */
export function modelsOf(spec: GraphSpec): readonly string[] {
  return [
    ...new Set(spec.nodes.flatMap((node) => (node.type === 'model' ? [node.data.odooModel] : []))),
  ].sort();
}
