import type { Issue } from '../../issue.ts';
import type { GraphSpec, ModelNode } from '../graph-spec.ts';
import { validateGraph } from '../validate-graph.ts';
import type { Drafting } from './draft.ts';

/** Each round takes something out, so it ends; more rounds than this would mean a draft of nothing. */
const ROUNDS = 50;

/** Takes out what the dataset or the target refuse: the field an error names, else its node. */
export function repairDraft(spec: GraphSpec, { manifest, target, notes }: Drafting): GraphSpec {
  let current = spec;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { errors } = validateGraph(current, { manifest, snapshot: target.snapshot });
    if (errors.length === 0) return current;
    const removable = errors.filter(({ node }) => current.nodes.some(({ id }) => id === node));
    if (removable.length === 0) return withNamespace(current);
    current = removable.reduce((graph, issue) => takeOut(graph, issue, notes), current);
  }
  return current;
}

function takeOut(spec: GraphSpec, issue: Issue, notes: string[]): GraphSpec {
  const node = spec.nodes.find(({ id }): boolean => id === issue.node);
  if (node?.type !== 'model') return spec;
  const { field } = issue;
  if (field !== undefined && Object.hasOwn(node.data.fields, field)) {
    notes.push(`Field "${field}" of "${node.id}" is left out: ${issue.message}`);
    return { ...spec, nodes: spec.nodes.map((one) => (one === node ? withoutField(node, field) : one)) };
  }
  notes.push(`Node "${node.id}" is left out: ${issue.message}`);
  const nodes = spec.nodes.filter((one) => one !== node);
  return {
    ...spec,
    nodes: nodes.map((one) => (one.type === 'model' ? withoutReferences(one, node.id) : one)),
  };
}

function withoutField(node: ModelNode, field: string): ModelNode {
  const kept = Object.entries(node.data.fields).filter(([name]) => name !== field);
  return { ...node, data: { ...node.data, fields: Object.fromEntries(kept) } };
}

function withoutReferences(node: ModelNode, to: string): ModelNode {
  const kept = Object.entries(node.data.fields).filter(
    ([, mapping]) =>
      !('reference' in mapping && 'node' in mapping.reference && mapping.reference.node === to),
  );
  return { ...node, data: { ...node.data, fields: Object.fromEntries(kept) } };
}

/** The only error that is no node's: the name of the dataset is that of a module. */
function withNamespace(spec: GraphSpec): GraphSpec {
  const slug = spec.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return { ...spec, namespace: `${slug.slice(0, 40) || 'draft'}_import` };
}
