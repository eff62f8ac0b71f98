import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderNodes } from './order-nodes.ts';
import type { NodeLink } from './valid-graph.ts';

const reference = (from: string, to: string, required = false, field = `${from}_id`): NodeLink => ({
  from,
  to,
  field,
  edge: null,
  required,
});
const drawn = (from: string, to: string): NodeLink => ({
  from,
  to,
  field: null,
  edge: `${from}-${to}`,
  required: false,
});

test('nodes that depend on none share level 0 and stand in order of their ids', () => {
  const order = orderNodes(
    ['lines', 'orders', 'customers', 'products', 'categories'],
    [
      reference('orders', 'lines'),
      reference('products', 'lines'),
      reference('customers', 'orders'),
      reference('categories', 'products'),
    ],
  );
  expect(order.nodes.map(({ id, level }) => `${level} ${id}`)).toEqual([
    '0 categories',
    '0 customers',
    '1 orders',
    '1 products',
    '2 lines',
  ]);
  expect(order.nodes.at(-1)?.dependsOn).toEqual(['orders', 'products']);
});

test('a node that refers to itself is a component of its own and depends on nothing', () => {
  expect(orderNodes(['employees'], [reference('employees', 'employees')]).nodes).toEqual([
    { id: 'employees', level: 0, component: 0, dependsOn: [] },
  ]);
});

test('nodes of a component stand together, wait for all that any of them needs, and keep the order of required fields', () => {
  const order = orderNodes(
    ['z', 'a', 'm', 'end'],
    [reference('a', 'm', true), reference('m', 'a'), reference('z', 'm'), reference('a', 'end')],
  );
  expect(order.nodes).toEqual([
    { id: 'z', level: 0, component: null, dependsOn: [] },
    { id: 'a', level: 1, component: 0, dependsOn: ['z'] },
    { id: 'm', level: 1, component: 0, dependsOn: ['z'] },
    { id: 'end', level: 2, component: null, dependsOn: ['a'] },
  ]);
});

test('a required reference decides the order inside a component against the order of ids', () => {
  const order = orderNodes(['a', 'b'], [reference('b', 'a', true), reference('a', 'b')]);
  expect(order.nodes.map((node) => node.id)).toEqual(['b', 'a']);
});

test('a cycle of required fields is refused and names every field of it', () => {
  const { nodes, cycles } = orderNodes(
    ['a', 'b', 'c', 'd'],
    [
      reference('a', 'b', true),
      reference('b', 'c', true),
      reference('c', 'a', true),
      reference('a', 'd', true),
    ],
  );
  expect(nodes).toEqual([]);
  expect(cycles.map((issue) => issue.message)).toEqual([
    'The nodes "a" → "b" → "c" → "a" wait for each other in a circle, made by field "a_id" of node "b" (required by Odoo), ' +
      'field "b_id" of node "c" (required by Odoo), field "c_id" of node "a" (required by Odoo). Odoo requires every one of these fields, ' +
      'so none can be filled in later: give one of them another source, such as records already in Odoo.',
  ]);
  expect(cycles[0]).toMatchObject({ code: 'graph_cycle', severity: 'error', node: 'b', field: 'a_id' });
});

test('a cycle with one field that Odoo does not require is loaded', () => {
  const { nodes, cycles } = orderNodes(['a', 'b'], [reference('a', 'b', true), reference('b', 'a')]);
  expect(cycles).toEqual([]);
  expect(nodes.map(({ id, component }) => [id, component])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
});

test('a cycle of edges drawn by hand is refused once and names its edges', () => {
  const { cycles } = orderNodes(['a', 'b', 'c'], [drawn('a', 'b'), drawn('b', 'c'), drawn('c', 'a')]);
  expect(cycles).toHaveLength(1);
  for (const edge of ['a-b', 'b-c', 'c-a']) expect(cycles[0]?.message).toContain(`edge "${edge}"`);
  expect(cycles[0]).toMatchObject({ edge: 'a-b' });
});

test('an edge drawn by hand against a reference is refused, deferrable or not', () => {
  const { cycles } = orderNodes(['a', 'b'], [reference('a', 'b'), drawn('b', 'a')]);
  expect(cycles).toHaveLength(1);
  expect(cycles[0]).toMatchObject({ edge: 'b-a', field: 'a_id' });
});

test('two separate cycles are both named', () => {
  const { cycles } = orderNodes(
    ['a', 'b', 'c', 'd'],
    [
      reference('a', 'b', true),
      reference('b', 'a', true),
      reference('c', 'd', true),
      reference('d', 'c', true),
    ],
  );
  expect(cycles.map((issue) => issue.node)).toEqual(['b', 'd']);
});

const ids = Array.from({ length: 12 }, (_, i) => `n${i}`);
const end = fc.constantFrom(...ids);
const anyLink = fc
  .record({
    from: end,
    to: end,
    field: fc.constantFrom('x', 'y'),
    kind: fc.constantFrom('drawn', 'required', 'free'),
  })
  .map(({ from, to, field, kind }) =>
    kind === 'drawn' ? drawn(from, to) : reference(from, to, kind === 'required', field),
  );
const anyLinks = fc.uniqueArray(anyLink, {
  maxLength: 25,
  selector: (l) => JSON.stringify([l.from, l.to, l.field]),
});
/** Mostly without cycles: links lead from a lower number to a higher one, but for a few free ones. */
const mostlyForward = anyLinks.map((links) =>
  links.filter(
    (link) =>
      Number(link.from.slice(1)) < Number(link.to.slice(1)) || (link.field !== null && !link.required),
  ),
);

test('every node stands once, after all it depends on, except inside a component', () => {
  fc.assert(
    fc.property(fc.oneof(anyLinks, mostlyForward), (links) => {
      const { nodes, cycles } = orderNodes(ids, links);
      if (cycles.length > 0) return;
      expect(nodes.map((node) => node.id).sort()).toEqual([...ids].sort());
      const placed = new Map(nodes.map((node, index) => [node.id, { ...node, index }]));
      for (const link of links) {
        const [from, to] = [placed.get(link.from)!, placed.get(link.to)!];
        const inside = from.component !== null && from.component === to.component;
        if (!inside) expect(from.level).toBeLessThan(to.level);
        if (!inside || (link.required && from.id !== to.id)) expect(from.index).toBeLessThan(to.index);
        if (!inside) expect(to.dependsOn).toContain(from.id);
      }
      for (const node of nodes) {
        const before = node.dependsOn.map((id) => placed.get(id)!.level);
        expect(node.level).toBe(before.length === 0 ? 0 : Math.max(...before) + 1);
      }
    }),
  );
});

test('a graph is refused exactly when links that cannot be cut form a cycle, and each cycle named is one', () => {
  fc.assert(
    fc.property(anyLinks, (links) => {
      const { cycles } = orderNodes(ids, links);
      const reaches = closure(links);
      const rigid = closure(links.filter((link) => link.required));
      const bad = links.some(
        (link) => link.field === null && (link.from === link.to || reaches(link.to, link.from)),
      );
      expect(cycles.length > 0).toBe(bad || ids.some((id) => rigid(id, id)));
      for (const { message } of cycles) {
        const path = [...(/^The nodes (.*) wait/.exec(message)?.[1] ?? '').matchAll(/"(\w+)"/g)].map(
          (m) => m[1],
        );
        expect(path.length).toBeGreaterThan(1);
        expect(path[0]).toBe(path.at(-1));
        expect(new Set(path).size).toBe(path.length - 1);
        for (const [i, from] of path.slice(0, -1).entries()) {
          expect(links.some((link) => link.from === from && link.to === path[i + 1])).toBe(true);
        }
      }
    }),
  );
});

test('the order does not depend on the order the graph is written in', () => {
  const shuffled = mostlyForward.chain((links) =>
    fc.tuple(
      fc.constant(links),
      fc.shuffledSubarray(links, { minLength: links.length }),
      fc.shuffledSubarray(ids, { minLength: ids.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([links, otherLinks, otherIds]) => {
      expect(orderNodes(otherIds, otherLinks)).toEqual(orderNodes(ids, links));
    }),
  );
});

/** Whether a way of at least one link leads from one node to another. */
function closure(links: readonly NodeLink[]): (from: string, to: string) => boolean {
  return (from, to) => {
    const seen = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const link of links) {
        if (link.from !== id || seen.has(link.to)) continue;
        seen.add(link.to);
        open.push(link.to);
      }
    }
    return seen.has(to);
  };
}
