import {
  type FieldMapping,
  type GraphNode,
  type GraphSpec,
  ignoredColumns,
  isModel,
  type KeyPart,
  type ModelData,
  type ModelNode,
  nodeReferenceOf,
} from './spec.ts';

/** A change of a graph; gives a new one and leaves the old as it was. */
export type Edit = (spec: GraphSpec) => GraphSpec;

export function rename(name: string): Edit {
  return (spec) => ({ ...spec, name });
}

export function addNode(node: GraphNode): Edit {
  return (spec) => ({ ...spec, nodes: [...spec.nodes, node] });
}

export function addNodes(nodes: readonly GraphNode[]): Edit {
  return (spec) => ({ ...spec, nodes: [...spec.nodes, ...nodes] });
}

/** With its edges, and with the references to it in other nodes. */
export function removeNode(id: string): Edit {
  return (spec) => ({
    ...spec,
    nodes: spec.nodes.filter((node) => node.id !== id).map((node) => withoutReferencesTo(node, id)),
    ...(spec.edges && { edges: spec.edges.filter(({ from, to }) => from !== id && to !== id) }),
  });
}

/** Fields of other nodes that refer to the node, as `node.field`. */
export function referencesTo(spec: GraphSpec, id: string): readonly string[] {
  return spec.nodes.flatMap((node) =>
    isModel(node) && node.id !== id
      ? Object.entries(node.data.fields).flatMap(([field, mapping]) =>
          nodeReferenceOf(mapping)?.node === id ? [`${node.id}.${field}`] : [],
        )
      : [],
  );
}

function withoutReferencesTo(node: GraphNode, id: string): GraphNode {
  if (!isModel(node)) return node;
  const fields = Object.entries(node.data.fields);
  const kept = fields.filter(([, mapping]) => nodeReferenceOf(mapping)?.node !== id);
  if (kept.length === fields.length) return node;
  return { ...node, data: { ...node.data, fields: Object.fromEntries(kept) } };
}

function onNode(id: string, change: (node: GraphNode) => GraphNode): Edit {
  return (spec) => ({ ...spec, nodes: spec.nodes.map((node) => (node.id === id ? change(node) : node)) });
}

function onData(id: string, change: (data: ModelData) => ModelData): Edit {
  return onNode(id, (node) => (isModel(node) ? { ...node, data: change(node.data) } : node));
}

/** Sets settings of a model node; `undefined` takes one out. */
export function setData(
  id: string,
  patch: { readonly [K in keyof ModelData]?: ModelData[K] | undefined },
): Edit {
  return onData(id, (data) => {
    const kept = Object.entries({ ...data, ...patch }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(kept) as ModelData; // only optional settings are ever taken out
  });
}

export function setLabel(id: string, label: string): Edit {
  return onNode(id, (node) => {
    const data = { ...node.data, label: label.trim() === '' ? undefined : label };
    return { ...node, data } as GraphNode; // the same kind of node
  });
}

/** The sheet that feeds a node; a `map` edge to it would say something else and goes. */
export function setSheet(id: string, sheet: string): Edit {
  return (spec) => {
    const changed = setData(id, { sheet })(spec);
    const edges = changed.edges?.filter(({ kind, to }) => kind !== 'map' || to !== id);
    return edges ? { ...changed, edges } : changed;
  };
}

export function setKey(id: string, key: readonly KeyPart[]): Edit {
  return setData(id, { key: [...key] });
}

/** Maps a field, in its place where it was mapped before, else as the last. */
export function setField(id: string, field: string, mapping: FieldMapping): Edit {
  return onData(id, (data) => ({ ...data, fields: { ...data.fields, [field]: mapping } }));
}

export function removeField(id: string, field: string): Edit {
  return onData(id, (data) => {
    const { [field]: _, ...fields } = data.fields;
    return { ...data, fields };
  });
}

/** The same source for another field of the model. */
export function changeField(id: string, from: string, to: string): Edit {
  return onData(id, (data) => ({
    ...data,
    fields: Object.fromEntries(
      Object.entries(data.fields)
        .filter(([field]) => field !== to)
        .map(([field, mapping]) => [field === from ? to : field, mapping]),
    ),
  }));
}

export function ignoreColumn(sheet: string, column: string, isIgnored = true): Edit {
  return (spec) => {
    const others = ignoredColumns(spec, sheet).filter((one) => one !== column);
    const own = isIgnored ? [...others, column] : others;
    const before = spec.metadata?.ignored_columns;
    const all = typeof before === 'object' && before !== null ? before : {};
    const kept = Object.entries({ ...all, [sheet]: own }).filter(([, columns]) => columns.length > 0);
    const { ignored_columns: _, ...metadata } = spec.metadata ?? {};
    const noted = kept.length === 0 ? metadata : { ...metadata, ignored_columns: Object.fromEntries(kept) };
    return { ...spec, metadata: noted };
  };
}

/** Several mappings at once, e.g. all that were suggested. */
export function setFields(id: string, fields: Readonly<Record<string, FieldMapping>>): Edit {
  return onData(id, (data) => ({ ...data, fields: { ...data.fields, ...fields } }));
}

export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

export function moveNodes(positions: Positions): Edit {
  return (spec) => ({
    ...spec,
    nodes: spec.nodes.map((node) => {
      const at = positions[node.id];
      return at ? { ...node, position: { x: Math.round(at.x), y: Math.round(at.y) } } : node;
    }),
  });
}

/** Forgets where nodes were put: the automatic layout places them again. */
export function forgetPositions(spec: GraphSpec): GraphSpec {
  return {
    ...spec,
    nodes: spec.nodes.map((node) => ({ ...node, position: undefined })),
  };
}

/** Rows of `to` find their record of `from` by these columns of their own sheet, one for each part of the key of `from`. */
export function connect(from: string, to: string, field: string, columns: readonly string[]): Edit {
  return setField(to, field, { reference: { node: from, columns: [...columns] } });
}

/** An id that the graph has not yet, like the text: `Sales orders` → `sales_orders`. */
export function freshId(spec: GraphSpec, text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .slice(0, 50);
  const base = plain === '' ? 'node' : plain;
  const taken = new Set(spec.nodes.map(({ id }) => id));
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

export function newModelNode(
  spec: GraphSpec,
  { model, sheet, label, key }: { model: string; sheet?: string; label: string; key: string },
): ModelNode {
  return {
    id: freshId(spec, label),
    type: 'model',
    data: { odooModel: model, label, ...(sheet === undefined ? {} : { sheet }), key: [key], fields: {} },
  };
}
