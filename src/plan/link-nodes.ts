import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { Structure } from './check-structure.ts';
import type { GraphSpec, ModelNode } from './graph-spec.ts';
import { isNeededToCreate } from './required-fields.ts';
import { type NodeLink, nodeReferences } from './valid-graph.ts';

/**
 * The graph completed: a link for each reference to another node, and one for each hand-drawn `depends` edge that no reference
 * backs. A drawn edge beside a reference says the same thing again; it would only forbid cycles that can well be loaded.
 */
export function linkNodes(
  spec: GraphSpec,
  structure: Pick<Structure, 'models' | 'drawn'>,
  snapshot: SchemaSnapshot | undefined,
): readonly NodeLink[] {
  const edges = new Map(structure.drawn.map((edge) => [JSON.stringify([edge.from, edge.to]), edge.id]));
  const implied = [...structure.models.values()].flatMap((node) =>
    nodeReferences(node.data).flatMap(({ field, reference }): readonly NodeLink[] => {
      if (!structure.models.has(reference.node)) return [];
      const edge = edges.get(JSON.stringify([reference.node, node.id])) ?? null;
      return [
        { from: reference.node, to: node.id, field, edge, required: isRequired(spec, node, field, snapshot) },
      ];
    }),
  );
  const backed = new Set(implied.map((link) => JSON.stringify([link.from, link.to])));
  const drawn = structure.drawn
    .filter((edge) => !backed.has(JSON.stringify([edge.from, edge.to])))
    .map((edge) => ({ from: edge.from, to: edge.to, field: null, edge: edge.id, required: false }));
  return [...implied, ...drawn];
}

/** A node that only updates finds its records there, so any of its fields can be written later. */
function isRequired(
  spec: GraphSpec,
  node: ModelNode,
  name: string,
  snapshot: SchemaSnapshot | undefined,
): boolean {
  const schema = snapshot?.models[node.data.odooModel];
  const field = schema?.fields[name];
  if (!schema || !field || node.data.write_policy === 'update_only') return false;
  return isNeededToCreate(schema.model, field, node.data, spec);
}
