import type { Issue } from '../issue.ts';
import { graphError, graphWarning } from './graph-issue.ts';
import type { GraphEdge, GraphNode, GraphSpec, ModelNode, SheetNode } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';
import { type FedNode, nodeReferences } from './valid-graph.ts';

export interface Structure {
  readonly issues: readonly Issue[];
  /** Model nodes with their sheet, the first of each id; those without one sheet are left out. */
  readonly fed: readonly FedNode[];
  /** All model nodes, the first of each id. */
  readonly models: ReadonlyMap<string, ModelNode>;
  /** `depends` edges with good ends. */
  readonly drawn: readonly GraphEdge[];
}

/** Ids, ends and kinds of edges, one sheet per model node: everything that needs nothing but the graph itself. */
export function checkStructure(spec: GraphSpec): Structure {
  const issues: Issue[] = [];
  const nodes = uniqueNodes(spec, issues);
  const edges = goodEdges(spec, nodes, issues);
  const models = new Map<string, ModelNode>();
  for (const node of nodes.values()) if (node.type === 'model') models.set(node.id, node);
  if (models.size === 0) {
    issues.push(
      graphError(
        'graph_empty',
        {},
        'The graph has no model node, so there is nothing to load. Add a node of type "model".',
      ),
    );
  }
  const fed = feedNodes(nodes, models, edges, issues);
  const drawn = edges.filter((edge) => edge.kind === 'depends');
  for (const edge of drawn) issues.push(...checkNamedField(edge, models));
  return { issues, fed, models, drawn };
}

function uniqueNodes(spec: GraphSpec, issues: Issue[]): ReadonlyMap<string, GraphNode> {
  const nodes = new Map<string, GraphNode>();
  const repeated = new Set<string>();
  for (const node of spec.nodes) {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
    else repeated.add(node.id);
  }
  for (const node of repeated) {
    issues.push(
      graphError(
        'node_duplicate',
        { node },
        'several nodes have this id. Give each its own: it is part of the external IDs.',
      ),
    );
  }
  return nodes;
}

function goodEdges(
  spec: GraphSpec,
  nodes: ReadonlyMap<string, GraphNode>,
  issues: Issue[],
): readonly GraphEdge[] {
  const seen = new Set<string>();
  return (spec.edges ?? []).filter((edge) => {
    const problems = checkEdge(edge, nodes, seen.has(edge.id));
    seen.add(edge.id);
    issues.push(...problems);
    return !problems.some((issue) => issue.code !== 'edge_duplicate');
  });
}

function checkEdge(
  edge: GraphEdge,
  nodes: ReadonlyMap<string, GraphNode>,
  repeated: boolean,
): readonly Issue[] {
  const place = { edge: edge.id };
  const issues: Issue[] = [];
  if (repeated)
    issues.push(graphError('edge_duplicate', place, 'several edges have this id. Give each its own.'));
  for (const end of new Set([edge.from, edge.to])) {
    if (nodes.has(end)) continue;
    issues.push(
      graphError('edge_unknown_end', place, `there is no node "${end}".${didYouMean(end, nodes.keys())}`),
    );
  }
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  if (!from || !to) return issues;
  const wanted = edge.kind === 'map' ? (['sheet', 'model'] as const) : (['model', 'model'] as const);
  if (from.type !== wanted[0] || to.type !== wanted[1]) {
    issues.push(
      graphError(
        'edge_kind_mismatch',
        place,
        `an edge of kind "${edge.kind}" goes from a ${wanted[0]} node to a ${wanted[1]} node, but "${edge.from}" is a ${from.type} node and "${edge.to}" a ${to.type} node.`,
      ),
    );
  }
  return issues;
}

/** An edge drawn for a field promises a link between records; without a mapping the link would silently not be made. */
function checkNamedField(edge: GraphEdge, models: ReadonlyMap<string, ModelNode>): readonly Issue[] {
  const field = edge.data?.field;
  const node = models.get(edge.to);
  if (!field || !node) return [];
  const backed = nodeReferences(node.data).some((r) => r.field === field && r.reference.node === edge.from);
  if (backed) return [];
  return [
    graphError(
      'edge_without_reference',
      { edge: edge.id, node: edge.to, field },
      `the edge says that this field refers to rows of node "${edge.from}", but the field has no such mapping. Add {reference: {node: ${edge.from}, columns: […]}}, or remove the field from the edge if only the order matters.`,
    ),
  ];
}

function feedNodes(
  nodes: ReadonlyMap<string, GraphNode>,
  models: ReadonlyMap<string, ModelNode>,
  edges: readonly GraphEdge[],
  issues: Issue[],
): readonly FedNode[] {
  const feeds = new Map<string, SheetNode[]>();
  for (const edge of edges) {
    const sheet = nodes.get(edge.from);
    if (edge.kind !== 'map' || sheet?.type !== 'sheet') continue;
    feeds.set(edge.to, [...(feeds.get(edge.to) ?? []), sheet]);
  }
  const feeding = new Set([...feeds.values()].flat().map((node) => node.id));
  for (const node of nodes.values()) {
    if (node.type === 'model' || feeding.has(node.id)) continue;
    issues.push(
      graphWarning(
        'unused_sheet',
        { node: node.id, sheet: node.data.sheet },
        'no edge of kind "map" leads from this sheet to a model, so nothing of it is loaded.',
      ),
    );
  }
  return [...models.values()].flatMap((node) => feedNode(node, feeds.get(node.id) ?? [], issues));
}

function feedNode(node: ModelNode, feeds: readonly SheetNode[], issues: Issue[]): readonly FedNode[] {
  const named = node.data.sheet === undefined ? [] : [node.data.sheet];
  const sheets = [...new Set([...named, ...feeds.map((feed) => feed.data.sheet)])];
  const [sheet] = sheets;
  if (sheet === undefined) {
    issues.push(
      graphError(
        'sheet_missing',
        { node: node.id },
        'no sheet feeds this node. Name one in data.sheet, or draw an edge of kind "map" from a sheet node.',
      ),
    );
    return [];
  }
  if (sheets.length > 1) {
    const list = sheets.map((name) => `"${name}"`).join(', ');
    issues.push(
      graphError(
        'sheet_ambiguous',
        { node: node.id },
        `several sheets feed this node (${list}). Keep one, and give each other sheet a node of its own.`,
      ),
    );
    return [];
  }
  return [{ id: node.id, data: node.data, sheet }];
}
