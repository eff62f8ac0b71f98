import type { Issue } from '../issue.ts';
import { buildLinkGraph, byText, cycleAt, cycleThrough, type LinkGraph } from './link-graph.ts';
import type { NodeLink } from './valid-graph.ts';

/**
 * What comes first. Components of the completed graph, then levels by longest path; nodes of one level are told apart by id,
 * so the order depends on the graph alone and never on the order it is written in.
 */
export interface NodeOrder {
  /** Every node once; after all nodes it depends on, except inside a component. */
  readonly nodes: readonly PlacedNode[];
  /** One for each cycle that cannot be loaded; there is no order then. */
  readonly cycles: readonly Issue[];
}

export interface PlacedNode {
  readonly id: string;
  readonly level: number;
  readonly component: number | null;
  readonly dependsOn: readonly string[];
}

/** Most cycles named: each is enough to act on, and a tangle of 5,000 nodes must not fill a page. */
const MAX_CYCLES = 20;

/** `ids` are unique and every link joins two of them. */
export function orderNodes(ids: readonly string[], links: readonly NodeLink[]): NodeOrder {
  const graph = buildLinkGraph(ids, links);
  const cycles = [...drawnCycles(graph), ...requiredCycles(ids, links)].slice(0, MAX_CYCLES);
  return cycles.length > 0
    ? { nodes: [], cycles: cycles.map(cycleIssue) }
    : { nodes: placeNodes(graph), cycles: [] };
}

/** A hand-drawn edge orders whole steps and knows no rows, so a cycle through one can never be cut at a row. */
function drawnCycles(graph: LinkGraph): readonly (readonly NodeLink[])[] {
  const named = new Set<NodeLink>();
  const cycles: (readonly NodeLink[])[] = [];
  for (const link of graph.links) {
    const inCycle = link.field === null && graph.componentOf(link.from) === graph.componentOf(link.to);
    if (!inCycle || named.has(link) || cycles.length >= MAX_CYCLES) continue;
    const cycle = cycleThrough(graph, link);
    for (const step of cycle) named.add(step);
    cycles.push(cycle);
  }
  return cycles;
}

/** A cycle of references is cut by writing one of its fields later; that needs a field Odoo can do without at first. */
function requiredCycles(
  ids: readonly string[],
  links: readonly NodeLink[],
): readonly (readonly NodeLink[])[] {
  const graph = buildLinkGraph(
    ids,
    links.filter((link) => link.field !== null && link.required),
  );
  const named = new Set<string>();
  const cycles: (readonly NodeLink[])[] = [];
  for (const id of graph.ids) {
    if (named.has(id) || cycles.length >= MAX_CYCLES) continue;
    const cycle = cycleAt(graph, id);
    if (cycle.length === 0) continue;
    for (const link of cycle) named.add(link.from);
    cycles.push(cycle);
  }
  return cycles;
}

function cycleIssue(cycle: readonly NodeLink[]): Issue {
  const path = [...cycle.map((link) => link.from), cycle[0]?.from].map((id) => `"${id}"`).join(' → ');
  const causes = cycle.map((link) =>
    link.field === null
      ? `edge "${link.edge}" (drawn by hand: "${link.from}" before "${link.to}")`
      : `field "${link.field}" of node "${link.to}"${link.required ? ' (required by Odoo)' : ''}`,
  );
  const drawn = cycle.find((link) => link.field === null);
  const field = cycle.find((link) => link.field !== null)?.field;
  const remedy = drawn
    ? `Delete edge "${drawn.edge}": an edge drawn by hand orders whole nodes and cannot be part of a circle.`
    : 'Odoo requires every one of these fields, so none can be filled in later: give one of them another source, such as records already in Odoo.';
  return {
    severity: 'error',
    code: 'graph_cycle',
    message: `The nodes ${path} wait for each other in a circle, made by ${causes.join(', ')}. ${remedy}`,
    node: cycle[0]?.to,
    ...(drawn?.edge ? { edge: drawn.edge } : {}),
    ...(field ? { field } : {}),
  };
}

function placeNodes(graph: LinkGraph): readonly PlacedNode[] {
  const { ids, componentOf } = graph;
  const { levels, before } = levelComponents(graph);
  const rank = rankInside(graph);
  const first = new Map<number, string>();
  for (const id of ids) if (!first.has(componentOf(id))) first.set(componentOf(id), id);
  const order = ids
    .map((id) => ({ id, of: componentOf(id), level: levels[componentOf(id)] as number }))
    .sort(
      (a, b) =>
        a.level - b.level ||
        byText(first.get(a.of) ?? '', first.get(b.of) ?? '') ||
        (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) ||
        byText(a.id, b.id),
    );
  const cyclic = new Set(
    graph.links.flatMap((l) => (componentOf(l.from) === componentOf(l.to) ? componentOf(l.from) : [])),
  );
  const numbers = new Map<number, number>();
  for (const { of } of order) if (cyclic.has(of) && !numbers.has(of)) numbers.set(of, numbers.size);
  const dependsOn = new Map([...before].map(([of, nodes]) => [of, [...nodes].sort(byText)]));
  return order.map(({ id, of, level }) => ({
    id,
    level,
    component: numbers.get(of) ?? null,
    dependsOn: dependsOn.get(of) ?? [],
  }));
}

/** Level of each component by longest path, and the nodes outside it that come before it. */
function levelComponents({ links, components, componentOf }: LinkGraph): {
  readonly levels: Int32Array;
  readonly before: ReadonlyMap<number, ReadonlySet<string>>;
} {
  const levels = new Int32Array(components.count);
  const before = new Map<number, Set<string>>();
  // Components are numbered after all they lead to, so links lead from higher numbers to lower ones: taken from the highest
  // down, every component is met after all that come before it.
  const down = [...links].sort((a, b) => componentOf(b.from) - componentOf(a.from));
  for (const link of down) {
    const [from, to] = [componentOf(link.from), componentOf(link.to)];
    if (from === to) continue;
    levels[to] = Math.max(levels[to] as number, (levels[from] as number) + 1);
    before.set(to, (before.get(to) ?? new Set()).add(link.from));
  }
  return { levels, before };
}

/** Inside a component the required references still order the nodes: they form no cycle, or the graph was refused. */
function rankInside(graph: LinkGraph): ReadonlyMap<string, number> {
  const inside = graph.links.filter(
    (link) => link.required && graph.componentOf(link.from) === graph.componentOf(link.to),
  );
  const rank = new Map<string, number>();
  if (inside.length === 0) return rank;
  const { componentOf } = buildLinkGraph(graph.ids, inside);
  const down = [...inside].sort((a, b) => componentOf(b.from) - componentOf(a.from));
  for (const link of down) {
    rank.set(link.to, Math.max(rank.get(link.to) ?? 0, (rank.get(link.from) ?? 0) + 1));
  }
  return rank;
}
