/**
 * Strongly connected components over integers, iterative Tarjan: used for the nodes of a graph and for the rows left over
 * in cycles, so it works on typed arrays and never on the call stack (a 50,000-row chain is an ordinary input).
 */

/** A directed graph in compressed form: the arcs out of `i` are `heads[offsets[i] … offsets[i + 1] - 1]`. */
export interface Arcs {
  readonly size: number;
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  /** For each position in `heads`, the number of the arc as it was given. */
  readonly arcs: Int32Array;
}

/** Packs arcs given as two arrays; arcs out of one node keep their given order. */
export function packArcs(size: number, tails: ArrayLike<number>, heads: ArrayLike<number>): Arcs {
  const count = tails.length;
  const offsets = new Int32Array(size + 1);
  for (let a = 0; a < count; a++) offsets[at(tails, a) + 1] = at(offsets, at(tails, a) + 1) + 1;
  for (let i = 0; i < size; i++) offsets[i + 1] = at(offsets, i + 1) + at(offsets, i);
  const next = offsets.slice(0, size);
  const packed = { heads: new Int32Array(count), arcs: new Int32Array(count) };
  for (let a = 0; a < count; a++) {
    const tail = at(tails, a);
    const slot = at(next, tail);
    next[tail] = slot + 1;
    packed.heads[slot] = at(heads, a);
    packed.arcs[slot] = a;
  }
  return { size, offsets, ...packed };
}

export interface Components {
  /** Component number per node; a component gets its number after every component its arcs lead to. */
  readonly of: Int32Array;
  readonly count: number;
  /** Nodes per component. */
  readonly sizes: Int32Array;
}

export function findComponents(graph: Arcs): Components {
  const { size, offsets, heads } = graph;
  const of = new Int32Array(size).fill(-1);
  const sizes = new Int32Array(size);
  const seen = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = offsets.slice(0, size);
  const open = new Int32Array(size);
  const path = new Int32Array(size);
  let [clock, count, openTop, pathTop] = [0, 0, 0, 0];

  const enter = (node: number) => {
    seen[node] = low[node] = clock++;
    open[openTop++] = node;
    path[pathTop++] = node;
  };
  const leave = (node: number) => {
    pathTop--;
    const below = pathTop > 0 ? at(path, pathTop - 1) : -1;
    if (below >= 0) low[below] = Math.min(at(low, below), at(low, node));
    if (at(low, node) !== at(seen, node)) return;
    for (let member = -1; member !== node; ) {
      member = at(open, --openTop);
      of[member] = count;
      sizes[count] = at(sizes, count) + 1;
    }
    count++;
  };

  for (let root = 0; root < size; root++) {
    if (at(seen, root) >= 0) continue;
    enter(root);
    while (pathTop > 0) {
      const node = at(path, pathTop - 1);
      const slot = at(next, node);
      if (slot === at(offsets, node + 1)) {
        leave(node);
        continue;
      }
      next[node] = slot + 1;
      const head = at(heads, slot);
      if (at(seen, head) < 0) enter(head);
      else if (at(of, head) < 0) low[node] = Math.min(at(low, node), at(seen, head));
    }
  }
  return { of, count, sizes: sizes.slice(0, count) };
}

/**
 * A shortest cycle through `start` that stays inside its component: the arcs by their given numbers, in walking order.
 * Empty when `start` lies on no cycle.
 */
export function shortestCycle(graph: Arcs, components: Components, start: number): readonly number[] {
  const via = new Map<number, { readonly from: number; readonly arc: number }>();
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    for (let slot = at(graph.offsets, node); slot < at(graph.offsets, node + 1); slot++) {
      const to = at(graph.heads, slot);
      if (at(components.of, to) !== at(components.of, start) || via.has(to)) continue;
      via.set(to, { from: node, arc: at(graph.arcs, slot) });
      if (to === start) return walkBack(via, start);
      queue.push(to);
    }
  }
  return [];
}

function walkBack(
  via: ReadonlyMap<number, { readonly from: number; readonly arc: number }>,
  start: number,
): readonly number[] {
  const arcs: number[] = [];
  let node = start;
  do {
    const step = via.get(node);
    if (!step) return [];
    arcs.push(step.arc);
    node = step.from;
  } while (node !== start);
  return arcs.reverse();
}

/** Typed arrays are read inside their bounds only; this says so to the compiler in one place. */
export function at(array: ArrayLike<number>, index: number): number {
  return array[index] as number;
}
