import { byText } from './link-graph.ts';
import type { Plan, PlanStep } from './plan.ts';
import type { OrderedNode, ValidGraph } from './valid-graph.ts';

/** The plan of a valid graph: pure data, the same for the same graph whatever order its nodes and edges are written in. */
export function planRun(graph: ValidGraph): Plan {
  const componentOf = new Map(graph.nodes.map((node) => [node.id, node.component]));
  return {
    graphName: graph.spec.name,
    namespace: graph.namespace,
    steps: graph.nodes.map((node, index) => toStep(node, index, componentOf)),
    warnings: [...graph.warnings].sort((a, b) => byText(a.message, b.message)),
  };
}

function toStep(node: OrderedNode, index: number, componentOf: ReadonlyMap<string, number | null>): PlanStep {
  return {
    node: node.id,
    index,
    model: node.data.odooModel,
    sheet: node.sheet,
    data: node.data,
    level: node.level,
    dependsOn: node.dependsOn,
    component: node.component,
    references: node.references.map((link) => ({
      field: link.field ?? '',
      node: link.from,
      required: link.required,
      inComponent: node.component !== null && componentOf.get(link.from) === node.component,
    })),
  };
}
