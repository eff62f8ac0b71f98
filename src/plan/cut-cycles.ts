import { type Arcs, at, findComponents, packArcs, shortestCycle } from './components.ts';

/** Links between rows by number: the row `child[i]` refers to the row `parent[i]` in its field `field[i]`. */
export interface RowLinks {
  /** Rows are 0 … size - 1. */
  readonly size: number;
  readonly child: Int32Array;
  readonly parent: Int32Array;
  readonly field: Int32Array;
  /** 1 where the field may be written after the row exists; the same for all links of one row and field. */
  readonly deferrable: Uint8Array;
}

export interface CycleCut {
  /** Fields to be written later; without them the links left over have no cycle. */
  readonly deferred: readonly { readonly row: number; readonly field: number }[];
  /** Rows in cycles of links none of which can be deferred, each with a field that keeps it there. */
  readonly stuck: readonly { readonly row: number; readonly field: number; readonly cycle: number }[];
  /** One shortest cycle for each number in `stuck`, as rows. */
  readonly cycles: readonly (readonly number[])[];
}

/**
 * Finds the fields that close real cycles of rows. Deterministic: rows in order of their number, links in the given order.
 * First the cycles of links that cannot be deferred: their rows are lost, and out of the way. Then a depth-first walk from child
 * to parent: a link to a row still open closes a cycle, and the link itself is deferred, or else the last link on the way that
 * can be; the walk goes back to that row. Every cycle met has one, so the walk ends, and what is left has no cycle.
 */
export function cutCycles(links: RowLinks): CycleCut {
  const stuck = findStuck(links);
  const lost = new Uint8Array(links.size);
  for (const { row } of stuck.stuck) lost[row] = 1;
  return { ...stuck, deferred: new Walk(links, lost).run() };
}

function findStuck(links: RowLinks): Pick<CycleCut, 'stuck' | 'cycles'> {
  const rigid: number[] = [];
  for (let i = 0; i < links.child.length; i++) if (at(links.deferrable, i) === 0) rigid.push(i);
  if (rigid.length === 0) return { stuck: [], cycles: [] };
  const heads = rigid.map((i) => at(links.parent, i));
  const graph = packArcs(
    links.size,
    rigid.map((i) => at(links.child, i)),
    heads,
  );
  const components = findComponents(graph);
  const numbers = new Map<number, number>();
  const stuck: CycleCut['stuck'][number][] = [];
  const cycles: (readonly number[])[] = [];
  for (let row = 0; row < links.size; row++) {
    const component = at(components.of, row);
    const arc = insideArc(graph, components.of, row);
    if (arc < 0) continue;
    const cycle = numbers.get(component) ?? numbers.size;
    if (!numbers.has(component)) {
      numbers.set(component, cycle);
      const arcs = shortestCycle(graph, components, row);
      cycles.push(arcs.map((number) => at(links.child, at(rigid, number))));
    }
    stuck.push({ row, field: at(links.field, at(rigid, arc)), cycle });
  }
  return { stuck, cycles };
}

/** The first arc from the row into its own component, -1 when there is none. */
function insideArc(graph: Arcs, of: Int32Array, row: number): number {
  for (let slot = at(graph.offsets, row); slot < at(graph.offsets, row + 1); slot++) {
    if (at(of, at(graph.heads, slot)) === at(of, row)) return at(graph.arcs, slot);
  }
  return -1;
}

const OPEN = 1;
const DONE = 2;

class Walk {
  readonly #links: RowLinks;
  readonly #graph: Arcs;
  /** 0 not met, OPEN on the path, DONE: nothing it leads to is in a cycle any more. */
  readonly #state: Uint8Array;
  readonly #next: Int32Array;
  readonly #path: Int32Array;
  /** Link taken from each row of the path to the one above it. */
  readonly #taken: Int32Array;
  readonly #position: Int32Array;
  readonly #cut = new Set<string>();
  readonly #deferred: { readonly row: number; readonly field: number }[] = [];
  #top = 0;

  constructor(links: RowLinks, lost: Uint8Array) {
    this.#links = links;
    this.#graph = packArcs(links.size, links.child, links.parent);
    this.#state = lost.map((flag) => (flag ? DONE : 0));
    this.#next = this.#graph.offsets.slice(0, links.size);
    this.#path = new Int32Array(links.size);
    this.#taken = new Int32Array(links.size);
    this.#position = new Int32Array(links.size);
  }

  run(): CycleCut['deferred'] {
    for (let root = 0; root < this.#links.size; root++) {
      if (at(this.#state, root) !== 0) continue;
      this.#enter(root);
      while (this.#top > 0) this.#step();
    }
    return this.#deferred;
  }

  #enter(row: number): void {
    this.#state[row] = OPEN;
    this.#position[row] = this.#top;
    this.#path[this.#top++] = row;
  }

  #step(): void {
    const row = at(this.#path, this.#top - 1);
    const slot = at(this.#next, row);
    if (slot === at(this.#graph.offsets, row + 1)) {
      this.#state[row] = DONE;
      this.#top--;
      return;
    }
    this.#next[row] = slot + 1;
    const link = at(this.#graph.arcs, slot);
    if (this.#isCut(link)) return;
    const parent = at(this.#graph.heads, slot);
    this.#taken[this.#top - 1] = link;
    if (at(this.#state, parent) === 0) this.#enter(parent);
    else if (at(this.#state, parent) === OPEN) this.#break(at(this.#position, parent));
  }

  /** The links taken from the path's position `start` to its top form a cycle: defer the last of them that can be. */
  #break(start: number): void {
    let last = this.#top - 1;
    while (last >= start && at(this.#links.deferrable, at(this.#taken, last)) === 0) last--;
    if (last < start) throw new Error('A cycle without a deferrable link was not set apart.');
    const link = at(this.#taken, last);
    this.#cut.add(this.#name(link));
    this.#deferred.push({ row: at(this.#links.child, link), field: at(this.#links.field, link) });
    while (this.#top - 1 > last) {
      const row = at(this.#path, --this.#top);
      this.#state[row] = 0;
      this.#next[row] = at(this.#graph.offsets, row);
    }
  }

  #isCut(link: number): boolean {
    return this.#cut.size > 0 && this.#cut.has(this.#name(link));
  }

  #name(link: number): string {
    return `${at(this.#links.child, link)}:${at(this.#links.field, link)}`;
  }
}
