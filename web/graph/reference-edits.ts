import { columnsLike } from './default-mapping.ts';
import { isSameKey } from './key-parts.ts';
import { compact } from './mapping-parts.ts';
import { columnOf, type KeyPart, type ModelNode, type NodeReference } from './spec.ts';

/** Rows of another node, found by its key. */
export function setOther(
  reference: NodeReference,
  other: ModelNode,
  columns: readonly string[],
): NodeReference {
  const held = columnsLike(other.data.key, columns);
  return compact({ ...withHeld(reference, held), node: other.id, match: undefined });
}

/** Compares these columns of the other node's sheet; those of its key need no word. `columns`: where their values are held. */
export function setCompared(
  reference: NodeReference,
  other: ModelNode,
  { chosen, columns }: { readonly chosen: readonly KeyPart[]; readonly columns: readonly string[] },
): NodeReference {
  if (chosen.length === 0) return reference;
  const before = reference.match ?? other.data.key;
  const held = beside(chosen, { before, held: heldOf(reference) }, columns);
  const match = isSameKey(chosen, other.data.key) ? undefined : [...chosen];
  return compact({ ...withHeld(reference, held), match });
}

/** What is compared with the other node's key: columns of this sheet, or of the junction. */
export function heldOf({ columns, through }: NodeReference): readonly KeyPart[] {
  return through?.to ?? columns;
}

export function withHeld(reference: NodeReference, held: readonly KeyPart[]): NodeReference {
  const { through } = reference;
  return through
    ? { ...reference, through: { ...through, to: [...held] } }
    : { ...reference, columns: [...held] };
}

interface JunctionPlace {
  readonly node: ModelNode;
  readonly other: ModelNode;
  /** Of the sheet of `node`. */
  readonly columns: readonly string[];
}

/** Joined by a sheet that holds the key of this node beside what is compared of the other; `undefined`: not any more. */
export function setJunction(
  reference: NodeReference,
  junction: { readonly sheet: string; readonly columns: readonly string[] } | undefined,
  { node, other, columns }: JunctionPlace,
): NodeReference {
  const compared = reference.match ?? other.data.key;
  if (!junction)
    return compact({ ...reference, through: undefined, columns: columnsLike(compared, columns) });
  const own = reference.through ? reference.columns : [...node.data.key];
  return compact({
    ...reference,
    columns: own,
    through: {
      sheet: junction.sheet,
      from: columnsLike(own, junction.columns),
      to: columnsLike(compared, junction.columns),
    },
    separator: undefined,
  });
}

/** Columns of the junction that name a row of this node. `columns`: of the sheet of the node. */
export function setJunctionFrom(
  reference: NodeReference,
  chosen: readonly KeyPart[],
  columns: readonly string[],
): NodeReference {
  const { through } = reference;
  if (!through || chosen.length === 0) return reference;
  const own = beside(chosen, { before: through.from, held: reference.columns }, columns);
  return { ...reference, columns: own, through: { ...through, from: [...chosen] } };
}

/** What stood beside a part still does; a new one gets a column that is called like it. */
function beside(
  parts: readonly KeyPart[],
  { before, held }: { readonly before: readonly KeyPart[]; readonly held: readonly KeyPart[] },
  columns: readonly string[],
): KeyPart[] {
  const known = new Map(before.map((part, at) => [columnOf(part), held[at]]));
  const like = columnsLike(parts, columns);
  return parts.map((part, at) => known.get(columnOf(part)) ?? like[at] ?? columnOf(part));
}
