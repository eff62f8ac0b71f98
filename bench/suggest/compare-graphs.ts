import { isDeepStrictEqual } from 'node:util';
import type { FieldMapping } from '../../src/mapping/field-mapping.ts';
import type { GraphSpec, ModelData, ModelNode } from '../../src/plan/graph-spec.ts';

/** One thing a person changes in a draft to make it the wanted graph. */
export interface Correction {
  readonly what: string;
  apply(spec: GraphSpec): GraphSpec;
}

/** What must be equal beside the fields; labels and places on the screen are no corrections. */
const SETTINGS = [
  'odooModel',
  'sheet',
  'key',
  'distinct',
  'filter',
  'adopt',
  'external_id_column',
  'context',
] as const;

/** The corrections that make `wanted` of `draft`: nodes added, taken out or called otherwise, settings and fields. */
export function compareGraphs(draft: GraphSpec, wanted: GraphSpec): readonly Correction[] {
  const pairs = pairNodes(draft, wanted);
  const removed = modelNodes(draft).filter((node) => !pairs.some(([from]) => from === node));
  const added = modelNodes(wanted).filter((node) => !pairs.some(([, to]) => to === node));
  const ids = new Map(pairs.map(([from, to]) => [from.id, to.id]));
  return [
    ...(wanted.namespace === undefined ||
    wanted.namespace === draft.namespace ||
    slug(draft.name) === wanted.namespace
      ? []
      : [
          {
            what: `namespace ${wanted.namespace}`,
            apply: (spec: GraphSpec) => ({ ...spec, namespace: wanted.namespace }),
          },
        ]),
    ...pairs.filter(([from, to]) => from.id !== to.id).map(([from, to]) => renamed(from.id, to.id)),
    ...removed.map(({ id }) => takenOut(id)),
    ...added.map(putIn),
    ...pairs.flatMap(([from, to]) => changes(withIds(from.data, ids), to)),
  ];
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

function modelNodes({ nodes }: GraphSpec): readonly ModelNode[] {
  return nodes.filter((node) => node.type === 'model');
}

/** The same id first, else of the same sheet and model the one with most fields in common, else of the same sheet. */
function pairNodes(draft: GraphSpec, wanted: GraphSpec): readonly (readonly [ModelNode, ModelNode])[] {
  const free = new Set(modelNodes(draft));
  const pairs: (readonly [ModelNode, ModelNode])[] = [];
  const pair = (isLike: (from: ModelNode, to: ModelNode) => boolean): void => {
    for (const to of modelNodes(wanted)) {
      if (pairs.some(([, taken]) => taken === to)) continue;
      const [best] = [...free]
        .filter((from) => isLike(from, to))
        .sort((a, b) => common(b, to) - common(a, to));
      if (!best) continue;
      free.delete(best);
      pairs.push([best, to]);
    }
  };
  const sameSheet = (from: ModelNode, to: ModelNode) => from.data.sheet === to.data.sheet;
  pair((from, to) => from.id === to.id && sameSheet(from, to));
  pair((from, to) => from.data.odooModel === to.data.odooModel && sameSheet(from, to));
  pair((from, to) => sameSheet(from, to) && common(from, to) > 0);
  return pairs;
}

function common(a: ModelNode, b: ModelNode): number {
  return Object.keys(a.data.fields).filter((name) => Object.hasOwn(b.data.fields, name)).length;
}

function withIds(data: ModelData, ids: ReadonlyMap<string, string>): ModelData {
  const fields = Object.entries(data.fields).map(([name, mapping]) => [name, pointTo(mapping, ids)] as const);
  return { ...data, fields: Object.fromEntries(fields) };
}

function pointTo(mapping: FieldMapping, ids: ReadonlyMap<string, string>): FieldMapping {
  if (!('reference' in mapping) || !('node' in mapping.reference)) return mapping;
  const { reference } = mapping;
  return { ...mapping, reference: { ...reference, node: ids.get(reference.node) ?? reference.node } };
}

function changes(from: ModelData, { id, data: to }: ModelNode): readonly Correction[] {
  const settings = SETTINGS.filter((name) => !isDeepStrictEqual(from[name], to[name])).map((name) => ({
    what: `${id}: ${name} ${JSON.stringify(to[name])}, not ${JSON.stringify(from[name])}`,
    apply: change(id, (data) => ({ ...data, [name]: to[name] })),
  }));
  const names = new Set([...Object.keys(from.fields), ...Object.keys(to.fields)]);
  const fields = [...names]
    .filter((name) => !isDeepStrictEqual(from.fields[name], to.fields[name]))
    .map((name) => ({
      what: `${id}.${name}: ${show(to.fields[name])}, not ${show(from.fields[name])}`,
      apply: change(id, (data) => ({ ...data, fields: setField(data.fields, name, to.fields[name]) })),
    }));
  return [...settings, ...fields];
}

function show(mapping: FieldMapping | undefined): string {
  return mapping === undefined ? 'nothing' : JSON.stringify(mapping);
}

function setField(
  fields: ModelData['fields'],
  name: string,
  mapping: FieldMapping | undefined,
): ModelData['fields'] {
  const { [name]: _, ...rest } = fields;
  return mapping === undefined ? rest : { ...rest, [name]: mapping };
}

function change(id: string, by: (data: ModelData) => ModelData): Correction['apply'] {
  return (spec) => ({
    ...spec,
    nodes: spec.nodes.map((node) =>
      node.type === 'model' && node.id === id ? { ...node, data: by(node.data) } : node,
    ),
  });
}

function renamed(from: string, to: string): Correction {
  const ids = new Map([[from, to]]);
  return {
    what: `node ${from} is called ${to}`,
    apply: (spec) => ({
      ...spec,
      nodes: spec.nodes.map((node) =>
        node.type === 'model'
          ? { ...node, id: ids.get(node.id) ?? node.id, data: withIds(node.data, ids) }
          : node,
      ),
    }),
  };
}

function takenOut(id: string): Correction {
  return {
    what: `node ${id} is not wanted`,
    apply: (spec) => ({ ...spec, nodes: spec.nodes.filter((node) => node.id !== id) }),
  };
}

function putIn(node: ModelNode): Correction {
  return { what: `node ${node.id} is missing`, apply: (spec) => ({ ...spec, nodes: [...spec.nodes, node] }) };
}
