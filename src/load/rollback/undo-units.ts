import type { GraphSpec } from '../../plan/graph-spec.ts';
import { orderNodes } from '../../plan/order-nodes.ts';
import { nodeReferences } from '../../plan/valid-graph.ts';
import type { UndoNode } from './undo-store.ts';

/** Nodes that refer to each other in a circle stand together, as they were loaded together; in the order of the run. */
export function undoUnits(spec: GraphSpec, nodes: readonly UndoNode[]): readonly (readonly UndoNode[])[] {
  const known = new Set(nodes.map(({ node }) => node));
  const links = spec.nodes.flatMap((node) =>
    node.type === 'model' && known.has(node.id)
      ? nodeReferences(node.data)
          .filter(({ reference }) => known.has(reference.node))
          .map(({ field, reference }) => ({
            from: reference.node,
            to: node.id,
            field,
            edge: null,
            required: false,
          }))
      : [],
  );
  const components = new Map(orderNodes([...known], links).nodes.map(({ id, component }) => [id, component]));
  const unitOf = ({ node, index }: UndoNode): string => {
    const component = components.get(node) ?? null;
    return component === null ? `node ${index}` : `component ${component}`;
  };
  const inOrder = [...nodes].sort((a, b) => a.index - b.index);
  return [...Map.groupBy(inOrder, unitOf).values()];
}
