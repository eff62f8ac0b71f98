import type { Issue } from '../issue.ts';
import type { KeyPart, NodeReference } from '../mapping/field-mapping.ts';
import type { GraphSpec, ModelData } from './graph-spec.ts';

/** A graph that passed `validateGraph`: every name leads somewhere, every cycle can be cut, the order is found. */
export interface ValidGraph {
  readonly spec: GraphSpec;
  readonly namespace: string;
  /** Model nodes in execution order. */
  readonly nodes: readonly OrderedNode[];
  readonly warnings: readonly Issue[];
}

/** A model node with the sheet that feeds it, whichever way that was said. */
export interface FedNode {
  readonly id: string;
  readonly data: ModelData;
  readonly sheet: string;
}

export interface OrderedNode extends FedNode {
  readonly level: number;
  /** Number of the cyclic component; null for a node that is in no cycle. */
  readonly component: number | null;
  /** Nodes outside the own component that come before any node of it, sorted. */
  readonly dependsOn: readonly string[];
  /** Node references of this node in mapping order. */
  readonly references: readonly NodeLink[];
}

/** `to` needs records of `from`: implied by a reference mapping, or drawn by hand as a `depends` edge. */
export interface NodeLink {
  readonly from: string;
  readonly to: string;
  /** The reference field that makes the link; null for one drawn by hand that no reference of `to` backs. */
  readonly field: string | null;
  /** Id of the edge drawn by hand; null for an implied one. */
  readonly edge: string | null;
  /** Odoo will not create a record of `to` without it: such a link cannot be cut to break a cycle. */
  readonly required: boolean;
}

/** The node references of a node, by field in mapping order. */
export function nodeReferences(
  data: ModelData,
): readonly { readonly field: string; readonly reference: NodeReference }[] {
  return Object.entries(data.fields).flatMap(([field, mapping]) =>
    'reference' in mapping && 'node' in mapping.reference ? [{ field, reference: mapping.reference }] : [],
  );
}

/** Every part of a reference, whatever sheet it reads. */
export function referenceParts({ columns, match = [], through }: NodeReference): readonly KeyPart[] {
  return [...columns, ...match, ...(through?.from ?? []), ...(through?.to ?? [])];
}
