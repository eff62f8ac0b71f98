import { api, type Schemas } from '../../api/client.ts';
import type { Run } from './run-record.ts';

type ModelNode = Schemas['ModelNode'];

interface GraphOfRun {
  readonly labelOf: (node: string) => string;
  /** Other nodes by the node that refers to them. */
  readonly refersTo: ReadonlyMap<string, readonly string[]>;
  readonly nodeOf: (node: string) => ModelNode | undefined;
}

/** The graph in the version that the run was made with; without it (deleted) nodes are known by their ids. */
export function useGraphOfRun(run: Pick<Run, 'graph_id' | 'graph_version'> | undefined): GraphOfRun {
  const { data } = api.useQuery(
    'get',
    '/api/v1/graphs/{id}',
    {
      params: {
        path: { id: run?.graph_id ?? '' },
        query: { version: run?.graph_version ?? 1 },
      },
    },
    { enabled: run !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const models = (data?.spec.nodes ?? []).filter((node): node is ModelNode => node.type === 'model');
  const byId = new Map(models.map((node) => [node.id, node]));
  return {
    nodeOf: (node) => byId.get(node),
    labelOf: (node) => byId.get(node)?.data.label ?? node,
    refersTo: new Map(models.map((node) => [node.id, referencesOf(node)])),
  };
}

function referencesOf({ id, data }: ModelNode): readonly string[] {
  const nodes = Object.values(data.fields ?? {}).flatMap((field) =>
    'reference' in field && 'node' in field.reference ? [field.reference.node] : [],
  );
  return [...new Set(nodes)].filter((node) => node !== id);
}
