import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importGraphYaml } from './graph-yaml.ts';
import { planRun } from './plan-run.ts';
import { validateGraph } from './validate-graph.ts';
import { customers, graph, manifest, node, orders, problems, snapshot } from './validation-fixture.ts';

test('a good graph is valid against dataset and target, and its plan loads customers before orders', () => {
  const spec = graph([orders(), customers()], {
    edges: [{ id: 'e', from: 'customers', to: 'orders', kind: 'depends', data: { field: 'partner_id' } }],
  });
  const result = validateGraph(spec, { manifest, snapshot });
  expect(result.errors).toEqual([]);
  if (!result.valid) return;
  const plan = planRun(result.graph);
  expect(plan).toMatchObject({ graphName: 'Shop', namespace: 'shop' });
  expect(plan.steps).toEqual([
    {
      node: 'customers',
      index: 0,
      model: 'res.partner',
      sheet: 'Customers',
      data: spec.nodes[1]?.data,
      level: 0,
      dependsOn: [],
      component: null,
      references: [],
    },
    {
      node: 'orders',
      index: 1,
      model: 'sale.order',
      sheet: 'Orders',
      data: spec.nodes[0]?.data,
      level: 1,
      dependsOn: ['customers'],
      component: null,
      references: [{ field: 'partner_id', node: 'customers', required: true, inComponent: false }],
    },
  ]);
  expect(plan.warnings.map((issue) => issue.message)).toEqual([
    'Sheet "Notes" of the dataset feeds no node, so nothing of it is loaded.',
  ]);
});

test('the Northwind example is valid by itself and loads in the order of its references', () => {
  const parsed = importGraphYaml(readFileSync('examples/northwind/graph.yaml', 'utf8'));
  if (!parsed.ok) throw new Error('not read');
  const result = validateGraph(parsed.spec);
  expect(result.errors).toEqual([]);
  if (!result.valid) return;
  const place = new Map(planRun(result.graph).steps.map((step) => [step.node, step]));
  const after = (later: string, earlier: string) =>
    expect(place.get(later)!.index).toBeGreaterThan(place.get(earlier)!.index);
  after('contacts', 'customers');
  after('employees', 'territories');
  after('products', 'categories');
  after('orders', 'customers');
  after('order_lines', 'orders');
  after('order_lines', 'products');
  expect(place.get('employees')).toMatchObject({ component: 0 });
});

test('a sheet may be named by a map edge from a sheet node', () => {
  const spec = graph(
    [{ id: 'sheet', type: 'sheet', data: { sheet: 'Customers' } }, customers({ sheet: undefined })],
    {
      edges: [{ id: 'm', from: 'sheet', to: 'customers', kind: 'map' }],
    },
  );
  const result = validateGraph(spec, { snapshot });
  expect(result.valid && result.graph.nodes[0]?.sheet).toBe('Customers');
});

test('ids, ends and kinds of edges are checked, all at once', () => {
  const spec = graph(
    [
      { id: 'sheet', type: 'sheet', data: { sheet: 'Customers' } },
      { id: 'idle', type: 'sheet', data: { sheet: 'Orders' } },
      customers(),
      customers(),
      node('nosheet', { sheet: undefined }),
      node('two', { sheet: 'Orders' }),
    ],
    {
      edges: [
        { id: 'a', from: 'custmers', to: 'two', kind: 'depends' },
        { id: 'a', from: 'customers', to: 'two', kind: 'map' },
        { id: 'b', from: 'sheet', to: 'two', kind: 'depends' },
        { id: 'c', from: 'sheet', to: 'two', kind: 'map' },
        { id: 'd', from: 'customers', to: 'two', kind: 'depends', data: { field: 'parent_id' } },
      ],
    },
  );
  expect(problems(spec)).toEqual([
    [
      'error',
      'node_duplicate',
      'Node "customers": several nodes have this id. Give each its own: it is part of the external IDs.',
    ],
    ['error', 'edge_unknown_end', 'Edge "a": there is no node "custmers". Did you mean "customers"?'],
    ['error', 'edge_duplicate', 'Edge "a": several edges have this id. Give each its own.'],
    [
      'error',
      'edge_kind_mismatch',
      'Edge "a": an edge of kind "map" goes from a sheet node to a model node, but "customers" is a model node and "two" a model node.',
    ],
    [
      'error',
      'edge_kind_mismatch',
      'Edge "b": an edge of kind "depends" goes from a model node to a model node, but "sheet" is a sheet node and "two" a model node.',
    ],
    [
      'error',
      'sheet_missing',
      'Node "nosheet": no sheet feeds this node. Name one in data.sheet, or draw an edge of kind "map" from a sheet node.',
    ],
    [
      'error',
      'sheet_ambiguous',
      'Node "two": several sheets feed this node ("Orders", "Customers"). Keep one, and give each other sheet a node of its own.',
    ],
    [
      'error',
      'edge_without_reference',
      'Node "two", edge "d", field "parent_id": the edge says that this field refers to rows of node "customers", but the field has no such mapping. Add {reference: {node: customers, columns: […]}}, or remove the field from the edge if only the order matters.',
    ],
    [
      'warning',
      'unused_sheet',
      'Node "idle": no edge of kind "map" leads from this sheet to a model, so nothing of it is loaded.',
    ],
  ]);
});

test('a graph without model nodes has nothing to load', () => {
  expect(problems(graph([]))).toEqual([
    [
      'error',
      'graph_empty',
      'The graph has no model node, so there is nothing to load. Add a node of type "model".',
    ],
  ]);
});

test('sheets and columns that the dataset lacks are named with the nearest one', () => {
  const spec = graph([
    customers({
      key: ['code'],
      filter: [{ column: 'Country', op: 'not_empty' }],
      fields: { name: { column: 'Nmae', transforms: [{ name: 'concat', columns: ['Suffix'] }] } },
    }),
    node('tags', { sheet: 'Order' }),
  ]);
  expect(problems(spec, { manifest })).toEqual([
    [
      'error',
      'column_unknown',
      'Node "customers": the key reads column "code", which sheet "Customers" does not have. Did you mean "Code"?',
    ],
    [
      'error',
      'column_unknown',
      'Node "customers", field "name": the mapping reads column "Nmae", which sheet "Customers" does not have. Did you mean "Name"?',
    ],
    [
      'error',
      'column_unknown',
      'Node "customers", field "name": the mapping reads column "Suffix", which sheet "Customers" does not have. It has "Code", "Name", "Country", "Parent".',
    ],
    ['error', 'sheet_unknown', 'Node "tags": the dataset has no sheet "Order". Did you mean "Orders"?'],
    ['warning', 'unused_sheet', 'Sheet "Orders" of the dataset feeds no node, so nothing of it is loaded.'],
    ['warning', 'unused_sheet', 'Sheet "Notes" of the dataset feeds no node, so nothing of it is loaded.'],
  ]);
});

test('the columns of a junction sheet are looked for in that sheet', () => {
  const reference = {
    node: 'tags',
    columns: ['Code'],
    through: { sheet: 'Orders', from: ['Custmer'], to: ['Tags'] },
  };
  const spec = graph([
    customers({ fields: { category_id: { reference } } }),
    node('tags', { sheet: 'Notes', key: ['Tag'] }),
  ]);
  expect(problems(spec, { manifest }).map(([, , message]) => message)).toEqual([
    'Node "customers", field "category_id": through.from reads column "Custmer", which sheet "Orders" does not have. Did you mean "Customer"?',
    'Node "tags": the key reads column "Tag", which sheet "Notes" does not have.',
    'Node "tags", field "name": the mapping reads column "Name", which sheet "Notes" does not have.',
  ]);
});

test('references to nodes fit the key of the other node', () => {
  const fields = {
    a: { reference: { node: 'custmers', columns: ['x'] } },
    b: { reference: { node: 'pairs', columns: ['x'] } },
    c: { reference: { node: 'pairs', columns: ['x', 'y'], separator: ',' } },
    d: {
      reference: {
        node: 'customers',
        columns: ['x'],
        separator: ',',
        through: { sheet: 's', from: ['x', 'y'], to: ['z'] },
      },
    },
  };
  expect(problems(graph([customers(), node('pairs', { key: ['A', 'B'] }), orders({ fields })]))).toEqual([
    [
      'error',
      'node_unknown',
      'Node "orders", field "a": it refers to node "custmers", and no model node has this id. Did you mean "customers"?',
    ],
    [
      'error',
      'reference_key_mismatch',
      'Node "orders", field "b": the key of node "pairs" has 2 parts, but columns gives 1 column. Give them in the order of that key ("A", "B").',
    ],
    [
      'error',
      'reference_invalid',
      'Node "orders", field "c": separator splits one cell into keys, so it needs a key of one part. Use a junction sheet (through) for a key of several parts.',
    ],
    [
      'error',
      'reference_key_mismatch',
      'Node "orders", field "d": columns has 1 column and through.from has 2 columns: they are compared one by one, so both need the same number.',
    ],
    [
      'error',
      'reference_invalid',
      'Node "orders", field "d": separator and through exclude each other: each is a way to give several keys. Keep one.',
    ],
  ]);
});

test('a reference by other columns has as many of its own', () => {
  const fields = {
    a: { reference: { node: 'customers', columns: ['x'], match: ['Name', 'City'] } },
    b: { reference: { node: 'pairs', columns: ['x'], match: ['Name'], separator: ',' } },
  };
  const nodes = [customers(), node('pairs', { key: ['A', 'B'] }), orders({ fields })];
  expect(problems(graph(nodes))).toEqual([
    [
      'error',
      'reference_key_mismatch',
      'Node "orders", field "a": match has 2 parts, but columns gives 1 column. Give them in the order of match ("Name", "City").',
    ],
  ]);
});

test('formulas of keys and references are checked, and the columns they read', () => {
  const formulas = new Map([['bad()', { ok: false, problems: [{ at: 0, message: 'No.' }] } as const]]);
  const columns = [{ formula: 'bad()' }];
  const fields = {
    name: { column: 'Name' },
    a: { reference: { node: 'customers', columns } },
    b: { reference: { by: 'field', match: 'name', formula: 'bad()' } },
    c: { reference: { by: 'field', match: 'name', formula: '"x"', separator: ',' } },
    d: { reference: { node: 'customers', columns: [{ formula: 'upper("Nmae")' }], separator: ',' } },
  };
  const spec = graph([customers({ key: columns, fields })]);
  expect(problems(spec, { formulas, manifest }).filter(([severity]) => severity === 'error')).toEqual([
    [
      'error',
      'reference_invalid',
      'Node "customers", field "c": separator splits the cell of a column, and a formula has none. Name the column, or remove separator.',
    ],
    [
      'error',
      'reference_invalid',
      'Node "customers", field "d": separator splits the cell of a column, and a formula has none. Name the column, or remove separator.',
    ],
    ['error', 'formula_invalid', 'Node "customers": at character 1 (bad()): No.'],
    ['error', 'formula_invalid', 'Node "customers", field "a": at character 1 (bad()): No.'],
    ['error', 'formula_invalid', 'Node "customers", field "b": at character 1 (bad()): No.'],
    [
      'error',
      'column_unknown',
      'Node "customers", field "c": the mapping reads column "x", which sheet "Customers" does not have. It has "Code", "Name", "Country", "Parent".',
    ],
    [
      'error',
      'column_unknown',
      'Node "customers", field "d": the mapping reads column "Nmae", which sheet "Customers" does not have. Did you mean "Name"?',
    ],
  ]);
});

test.each([
  ['Shop 2026', 'shop_2026'],
  ['Été à Köln', 'ete_a_koln'],
  ['CRM', 'crm_import'],
  ['2026 Northwind', 'northwind'],
])('the namespace of %j is %s', (name, namespace) => {
  const result = validateGraph({ ...graph([customers()]), name });
  expect(result.valid && result.graph.namespace).toBe(namespace);
});

test('names without Latin letters give different namespaces', () => {
  const of = (name: string) => {
    const result = validateGraph({ ...graph([customers()]), name });
    return result.valid ? result.graph.namespace : '';
  };
  expect(of('顧客')).toMatch(/^g_[0-9a-f]{12}$/);
  expect(of('顧客')).not.toBe(of('商品'));
});

test('transforms and filters whose arguments cannot work are refused', () => {
  const spec = graph([
    customers({
      filter: [
        { column: 'a', op: 'equals' },
        { column: 'b', op: 'in', value: 'x' },
        { column: 'c', op: 'empty', value: 'x' },
        { column: 'd', op: 'matches', value: '(' },
        { column: 'e', op: 'not_in', values: [] },
      ],
      fields: {
        name: { column: 'x', transforms: [{ name: 'split_part', separator: ',', index: 0 }] },
        city: { column: 'x', transforms: ['trim', { name: 'datetime', time_zone: 'Mars/Base' }] },
      },
    }),
  ]);
  const found = problems(spec);
  expect(found.map(([, code]) => code)).toEqual([
    ...Array(4).fill('filter_invalid'),
    ...Array(2).fill('transform_invalid'),
  ]);
  expect(found[0]?.[2]).toBe(
    'Node "customers": filter 1 (equals) takes value and nothing else; it has none.',
  );
});

test('the plan does not depend on the order the graph is written in', () => {
  const ids = Array.from({ length: 8 }, (_, i) => `n${i}`);
  const parents = fc.array(fc.subarray(ids), { minLength: 8, maxLength: 8 });
  const shuffle = parents.chain((of) => {
    const nodes = ids.map((id, i) => {
      const fields = (of[i] ?? []).map((parent) => [
        `${parent}_id`,
        { reference: { node: parent, columns: ['Parent'] } },
      ]);
      return node(id, { fields: Object.fromEntries(fields) });
    });
    return fc.tuple(fc.constant(nodes), fc.shuffledSubarray(nodes, { minLength: nodes.length }));
  });
  const planOf = (nodes: readonly object[]) => {
    const result = validateGraph(graph(nodes), { manifest });
    return JSON.stringify(result.valid ? planRun(result.graph) : null);
  };
  fc.assert(
    fc.property(shuffle, ([nodes, others]) => {
      expect(planOf(nodes)).not.toBe('null');
      expect(planOf(others)).toBe(planOf(nodes));
    }),
    { numRuns: 50 },
  );
});

test('a graph of 5,000 nodes and 15,000 references is validated and planned within a second', () => {
  const nodes = Array.from({ length: 5000 }, (_, i) => {
    const parents = i === 0 ? [] : [Math.floor(i / 2), i - 1, (i * 7919) % i];
    const fields = parents.map((parent, n) => [
      `f${n}`,
      { reference: { node: `n${parent}`, columns: ['p'] } },
    ]);
    return node(`n${i}`, { fields: Object.fromEntries(fields) });
  });
  const spec = graph(nodes);
  // time of the processor: a busy machine must not fail the test
  const start = process.cpuUsage();
  const result = validateGraph(spec);
  const steps = result.valid ? planRun(result.graph).steps.length : 0;
  expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  expect(steps).toBe(5000);
});
