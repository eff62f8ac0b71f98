import type { Issue } from '../issue.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import { checkAdopt, checkAdoptFields } from './check-adopt.ts';
import { checkColumns } from './check-columns.ts';
import { checkFields } from './check-fields.ts';
import { checkFormulas } from './check-formulas.ts';
import { checkForbidden, checkModel, checkNamespace } from './check-models.ts';
import { checkRecipes } from './check-recipes.ts';
import { checkReferences } from './check-references.ts';
import { checkStructure, type Structure } from './check-structure.ts';
import { checkVanished } from './check-vanished.ts';
import type { GraphSpec } from './graph-spec.ts';
import { linkNodes } from './link-nodes.ts';
import { namespaceOf } from './namespace.ts';
import { type NodeOrder, orderNodes } from './order-nodes.ts';
import type { NodeLink, OrderedNode, ValidGraph } from './valid-graph.ts';

export interface ValidationAgainst {
  /** Sheets and columns are checked only when the dataset is given. */
  readonly manifest?: DatasetManifest;
  /** Models, fields and rights are checked only when the schema of the target is given. */
  readonly snapshot?: SchemaSnapshot;
  /** Formulas are checked only when they were compiled. */
  readonly formulas?: CompiledFormulas;
}

export type Validation =
  | {
      readonly valid: true;
      readonly graph: ValidGraph;
      readonly errors: readonly [];
      readonly warnings: readonly Issue[];
    }
  | {
      readonly valid: false;
      readonly graph?: undefined;
      readonly errors: readonly Issue[];
      readonly warnings: readonly Issue[];
    };

/**
 * Checks a graph by itself and against whatever of dataset and target is known. All problems are found, not the first only.
 * Without a snapshot no reference counts as required, so a cycle that Odoo would refuse is found once the snapshot is there.
 */
export function validateGraph(spec: GraphSpec, against: ValidationAgainst = {}): Validation {
  const structure = checkStructure(spec);
  const links = linkNodes(spec, structure, against.snapshot);
  const order = orderNodes([...structure.models.keys()], links);
  const namespace = namespaceOf(spec);
  const issues = [
    ...structure.issues,
    ...checkNamespace(namespace, against.snapshot),
    ...checkForbidden(spec, structure.models),
    ...checkReferences(structure.models),
    ...checkRecipes(structure.models),
    ...checkAdopt(structure.models),
    ...checkFormulas(structure.models, against.formulas ?? new Map()),
    ...(against.manifest ? checkColumns(structure.fed, against.manifest) : []),
    ...(against.snapshot ? checkTarget(spec, structure, against.snapshot) : []),
    ...order.cycles,
  ];
  const errors = issues.filter((issue) => issue.severity === 'error');
  const warnings = issues.filter((issue) => issue.severity === 'warning');
  if (errors.length > 0) return { valid: false, errors, warnings };
  const nodes = orderedNodes(structure, order, links);
  return { valid: true, graph: { spec, namespace, nodes, warnings }, errors: [], warnings };
}

function checkTarget(spec: GraphSpec, structure: Structure, snapshot: SchemaSnapshot): readonly Issue[] {
  const { models } = structure;
  return [...models.values()].flatMap((node) => [
    ...checkModel(spec, node, snapshot),
    ...checkFields(node, { spec, snapshot, models }),
    ...checkAdoptFields(node, snapshot),
    ...checkVanished(node, snapshot),
  ]);
}

function orderedNodes(
  structure: Structure,
  order: NodeOrder,
  links: readonly NodeLink[],
): readonly OrderedNode[] {
  const fed = new Map(structure.fed.map((node) => [node.id, node]));
  const references = Map.groupBy(
    links.filter((link) => link.field !== null),
    (link) => link.to,
  );
  return order.nodes.flatMap(({ id, level, component, dependsOn }) => {
    const node = fed.get(id);
    return node ? [{ ...node, level, component, dependsOn, references: references.get(id) ?? [] }] : [];
  });
}
