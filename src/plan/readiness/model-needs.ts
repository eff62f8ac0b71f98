import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import { neededRights } from '../check-models.ts';
import { type GraphSpec, type ModelNode, vanishedAction } from '../graph-spec.ts';
import { moduleOf } from '../model-modules.ts';
import type { ModelNeeds, ModelOperation } from './readiness.ts';

const ORDER: readonly ModelOperation[] = ['read', 'create', 'write', 'unlink'];

export function modelNodes(spec: GraphSpec): readonly ModelNode[] {
  return spec.nodes.flatMap((node) => (node.type === 'model' ? [node] : []));
}

/** Models that fields of the graph refer to and no node loads: records that must be in the target before, or are made by their name. */
export function referredModels(spec: GraphSpec, snapshot: SchemaSnapshot): readonly string[] {
  const loaded = new Set(modelNodes(spec).map((node) => node.data.odooModel));
  const referred = modelNodes(spec).flatMap((node) =>
    recordReferences(node, snapshot).map(({ model }) => model),
  );
  return [...new Set(referred)].filter((model) => !loaded.has(model)).sort();
}

function recordReferences(node: ModelNode, snapshot: SchemaSnapshot) {
  const fields = snapshot.models[node.data.odooModel]?.fields ?? {};
  return Object.entries(node.data.fields).flatMap(([name, mapping]) => {
    const model = Object.hasOwn(fields, name) ? fields[name]?.relation : undefined;
    if (model === undefined || !('reference' in mapping) || 'node' in mapping.reference) return [];
    return [{ model, creates: mapping.reference.on_missing === 'create' }];
  });
}

/** What the graph does with each model, and what the user of the connection may not. */
export function modelNeeds(spec: GraphSpec, snapshot: SchemaSnapshot): readonly ModelNeeds[] {
  const needs = new Map<string, Set<ModelOperation>>();
  const nodes = new Map<string, string[]>();
  const need = (model: string, operations: readonly ModelOperation[]): void => {
    const known = needs.get(model) ?? new Set();
    for (const operation of operations) known.add(operation);
    needs.set(model, known);
  };
  for (const node of modelNodes(spec)) {
    const model = node.data.odooModel;
    nodes.set(model, [...(nodes.get(model) ?? []), node.id]);
    need(model, [...neededRights(node.data), ...vanishedNeeds(node)]);
    for (const { model: other, creates } of recordReferences(node, snapshot))
      need(other, creates ? ['read', 'create'] : ['read']);
  }
  return [...needs.keys()].sort().map((model) => {
    const schema = snapshot.models[model];
    const operations = ORDER.filter((operation) => needs.get(model)?.has(operation));
    const loading = nodes.get(model) ?? [];
    return {
      model,
      nodes: loading,
      exists: schema !== undefined ? true : loading.length > 0 ? false : null,
      module: moduleOf(model),
      needs: operations,
      missing: schema === undefined ? [] : operations.filter((operation) => !schema.rights[operation]),
    };
  });
}

function vanishedNeeds({ data }: ModelNode): readonly ModelOperation[] {
  const action = vanishedAction(data.on_vanished);
  if (action === 'report') return [];
  return action === 'delete' ? ['unlink'] : ['write'];
}
