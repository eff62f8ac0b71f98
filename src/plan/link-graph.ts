import { type Arcs, type Components, findComponents, packArcs, shortestCycle } from './components.ts';
import type { NodeLink } from './valid-graph.ts';

/** Nodes and links as integers, with their strongly connected components. Ids and links are sorted, whatever order they came in. */
export interface LinkGraph {
  readonly ids: readonly string[];
  readonly links: readonly NodeLink[];
  readonly arcs: Arcs;
  readonly components: Components;
  readonly indexOf: (id: string) => number;
  readonly componentOf: (id: string) => number;
}

/** `ids` are unique and every link joins two of them. */
export function buildLinkGraph(ids: readonly string[], links: readonly NodeLink[]): LinkGraph {
  const sorted = [...ids].sort(byText);
  const numbers = new Map(sorted.map((id, i) => [id, i]));
  const indexOf = (id: string) => numbers.get(id) as number;
  const ordered = [...links].sort(byLink);
  const tails = ordered.map((link) => indexOf(link.from));
  const heads = ordered.map((link) => indexOf(link.to));
  const arcs = packArcs(sorted.length, tails, heads);
  const components = findComponents(arcs);
  const componentOf = (id: string) => components.of[indexOf(id)] as number;
  return { ids: sorted, links: ordered, arcs, components, indexOf, componentOf };
}

/** A shortest cycle through a node, empty when there is none. */
export function cycleAt(graph: LinkGraph, id: string): readonly NodeLink[] {
  const arcs = shortestCycle(graph.arcs, graph.components, graph.indexOf(id));
  return arcs.flatMap((arc) => graph.links[arc] ?? []);
}

/** A shortest cycle that takes this link: the link, then the shortest way from its end back to its start. */
export function cycleThrough(graph: LinkGraph, link: NodeLink): readonly NodeLink[] {
  const [from, to] = [graph.indexOf(link.from), graph.indexOf(link.to)];
  const via = new Map<number, number>([[to, -1]]);
  const queue = [to];
  for (let head = 0; head < queue.length && !via.has(from); head++) {
    const node = queue[head] as number;
    const end = graph.arcs.offsets[node + 1] as number;
    for (let slot = graph.arcs.offsets[node] as number; slot < end; slot++) {
      const next = graph.arcs.heads[slot] as number;
      if (via.has(next) || graph.components.of[next] !== graph.components.of[to]) continue;
      via.set(next, graph.arcs.arcs[slot] as number);
      queue.push(next);
    }
  }
  const back: NodeLink[] = [];
  for (let arc = via.get(from) ?? -1; arc >= 0; ) {
    const step = graph.links[arc] as NodeLink;
    back.push(step);
    arc = via.get(graph.indexOf(step.from)) ?? -1;
  }
  return [link, ...back.reverse()];
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byLink(a: NodeLink, b: NodeLink): number {
  return (
    byText(a.from, b.from) ||
    byText(a.to, b.to) ||
    byText(a.field ?? '', b.field ?? '') ||
    byText(a.edge ?? '', b.edge ?? '')
  );
}
