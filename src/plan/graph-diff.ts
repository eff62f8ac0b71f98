import type { GraphSpec } from './graph-spec.ts';

/** One difference between two versions of a graph, from the first to the second. */
export interface GraphChange {
  /** `field`: a mapping of a node. */
  readonly what: 'graph' | 'node' | 'field' | 'edge';
  readonly change: 'added' | 'removed' | 'changed';
  readonly node: string | null;
  /** Technical name of the Odoo field. */
  readonly field: string | null;
  readonly edge: string | null;
  /** What of graph, node or edge changed, as it is written in the graph: `sheet`, `key`, `write_policy`. */
  readonly property: string | null;
  /** As JSON; null: it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

type Named = Readonly<Record<string, unknown>>;
type Place = Pick<GraphChange, 'what'> & Partial<Pick<GraphChange, 'node' | 'field' | 'edge'>>;

/** Graph, nodes in the order of the second version and removed ones behind, edges. Ids and numbers of versions are no difference. */
export function diffGraphs(before: GraphSpec, after: GraphSpec): readonly GraphChange[] {
  const { id: _, version: __, nodes: nodesBefore, edges: edgesBefore = [], ...graphBefore } = before;
  const { id: ___, version: ____, nodes: nodesAfter, edges: edgesAfter = [], ...graphAfter } = after;
  return [
    ...properties({ what: 'graph' }, graphBefore, graphAfter),
    ...byId(nodesBefore, nodesAfter).flatMap(([id, old, now]) => nodeChanges(id, old, now)),
    ...byId(edgesBefore, edgesAfter).flatMap(([id, old, now]) =>
      wholeOr({ what: 'edge', edge: id }, old, now),
    ),
  ];
}

type Node = GraphSpec['nodes'][number];

function nodeChanges(id: string, before: Node | undefined, after: Node | undefined): readonly GraphChange[] {
  const place = { what: 'node', node: id } as const;
  if (before === undefined || after === undefined || before.type !== after.type)
    return wholeOr(place, before, after);
  const { data: dataBefore, ...restBefore } = before;
  const { data: dataAfter, ...restAfter } = after;
  const { fields: fieldsBefore = {}, ...ofBefore } = dataBefore as Named & { fields?: Named };
  const { fields: fieldsAfter = {}, ...ofAfter } = dataAfter as Named & { fields?: Named };
  return [
    ...properties(place, { ...restBefore, ...ofBefore }, { ...restAfter, ...ofAfter }),
    ...keysOf(fieldsBefore, fieldsAfter).flatMap((field) =>
      compare({ what: 'field', node: id, field }, null, fieldsBefore[field], fieldsAfter[field]),
    ),
  ];
}

/** Added or removed as a whole, else property by property. */
function wholeOr(place: Place, before: Named | undefined, after: Named | undefined): readonly GraphChange[] {
  return before === undefined || after === undefined
    ? compare(place, null, before, after)
    : properties(place, before, after);
}

function properties(place: Place, before: Named, after: Named): readonly GraphChange[] {
  return keysOf(before, after).flatMap((key) => compare(place, key, before[key], after[key]));
}

function compare(
  place: Place,
  property: string | null,
  before: unknown,
  after: unknown,
): readonly GraphChange[] {
  if (isSame(before, after)) return [];
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const of = { node: null, field: null, edge: null, ...place, property };
  return [{ ...of, change, before: before ?? null, after: after ?? null }];
}

/** Without regard to the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = keysOf(a, b);
  return keys.length === Object.keys(a).length && keys.every((key) => isSame(a[key], b[key]));
}

function isObject(value: unknown): value is Named {
  return typeof value === 'object' && value !== null;
}

function keysOf(before: Named, after: Named): readonly string[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])];
}

function byId<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Map(after.map((one) => [one.id, one]));
  return [...new Set([...now.keys(), ...old.keys()])].map((id) => [id, old.get(id), now.get(id)] as const);
}
