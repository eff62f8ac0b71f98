import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphSpec } from './graph-spec.ts';
import { exportGraphYaml, importGraphYaml } from './graph-yaml.ts';

const messages = (text: string): readonly string[] => {
  const parsed = importGraphYaml(text);
  return parsed.ok ? [] : parsed.issues.map((issue) => issue.message);
};

const imported = (text: string): GraphSpec => {
  const parsed = importGraphYaml(text);
  if (!parsed.ok) throw new Error(parsed.issues.map((issue) => issue.message).join('\n'));
  return parsed.spec;
};

const small = `name: Small
nodes:
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: Customers
      key: [Code]
      fields:
        name: { column: Name }
`;

test('the Northwind example is read, and its export is read to the same graph', () => {
  const spec = imported(readFileSync('examples/northwind/graph.yaml', 'utf8'));
  expect(spec.nodes.map((node) => node.id)).toContain('order_lines');
  const text = exportGraphYaml(spec);
  expect(imported(text)).toEqual(spec);
  expect(exportGraphYaml(imported(text))).toBe(text);
});

test('keys are written in the order of the schema, fields and maps in the order of the user', () => {
  const shuffled = `
nodes:
  - data:
      fields:
        zip: { column: Zip }
        name: { value_map: { b: B, a: A }, column: Name }
      key: [Code]
      sheet: Customers
      odooModel: res.partner
    type: model
    id: customers
name: Small
`;
  expect(exportGraphYaml(imported(shuffled))).toBe(`name: Small
nodes:
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: Customers
      key:
        - Code
      fields:
        zip:
          column: Zip
        name:
          column: Name
          value_map:
            b: B
            a: A
`);
});

test('every text survives the way out and back', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
        fc.string(),
        fc.constantFrom(
          'NULL',
          '1',
          'yes',
          '0x1F',
          '~',
          ' a\r\n b \n',
          '#x',
          '2026-01-01',
          '1e3',
          'true',
          '.inf',
          '-',
          '&a',
          '*a',
          '!x',
          '',
        ),
      ),
      (value) => {
        const spec: GraphSpec = {
          name: 'g',
          nodes: [
            {
              id: 'n',
              type: 'model',
              data: { odooModel: 'res.partner', sheet: 's', key: ['k'], fields: { name: { value } } },
            },
          ],
        };
        const text = exportGraphYaml(spec);
        expect(imported(text)).toEqual(spec);
        expect(exportGraphYaml(imported(text))).toBe(text);
      },
    ),
  );
});

test('metadata that speaks of a secret is not written', () => {
  const spec: GraphSpec = {
    ...imported(small),
    metadata: {
      owner: 'Ann',
      api_key: 'CANARY',
      deep: { odooPassword: 'CANARY', list: [{ token: 'CANARY' }] },
    },
  };
  const text = exportGraphYaml(spec);
  expect(text).not.toContain('CANARY');
  expect(imported(text).metadata).toEqual({ owner: 'Ann', deep: { list: [{}] } });
});

test('a wrong value is named with its line, node and field', () => {
  const text = small.replace('{ column: Name }', '{ column: 3 }');
  expect(importGraphYaml(text)).toEqual({
    ok: false,
    issues: [
      {
        severity: 'error',
        code: 'spec_invalid',
        message: 'Line 10: Node "customers", field "name": column: must be a text, not 3. Put it in quotes.',
        node: 'customers',
        field: 'name',
      },
    ],
  });
});

test('a missing value is named with the line of what it is missing from', () => {
  expect(messages(small.replace('      key: [Code]\n', ''))).toEqual([
    'Line 6: Node "customers": key: is missing.',
  ]);
});

test('a syntax error is named with line and column', () => {
  expect(messages('name: [a\nnodes: []')[0]).toMatch(/^Line 2, column 1: /);
  expect(messages('name: a\nname: b\nnodes: []')).toEqual(['Line 2, column 1: Map keys must be unique.']);
});

test('custom tags are refused', () => {
  expect(messages('name: !!js/function "x"\nnodes: []')).toEqual([
    'Line 1, column 7: tags (words that begin with !) are not read. Remove it.',
  ]);
  expect(messages('name: !secret x\nnodes: []')).toHaveLength(1);
});

test('an anchor may be used to share a value map', () => {
  const shared = small.replace(
    '{ column: Name }',
    '{ column: Name, value_map: &m { a: b } }\n        city: { column: City, value_map: *m }',
  );
  expect(imported(shared).nodes[0]).toMatchObject({ data: { fields: { city: { value_map: { a: 'b' } } } } });
});

test('an anchor bomb is refused', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 10; i++) {
    const [name, above] = ['abcdefghij'[i], 'abcdefghij'[i - 1]];
    levels.push(
      `${name}: &${name} [*${above}, *${above}, *${above}, *${above}, *${above}, *${above}, *${above}, *${above}, *${above}]`,
    );
  }
  expect(messages(levels.join('\n'))).toEqual([
    'The YAML text uses anchors (&name, *name) more than 100 times, or one that is not there. Write the values out.',
  ]);
});

test('an anchor that contains itself is refused', () => {
  expect(messages('name: x\nnodes: &a [*a]').length).toBeGreaterThan(0);
});

test('text nested without end is refused', () => {
  const deep = 20_000;
  expect(messages(`name: ${'['.repeat(deep)}${']'.repeat(deep)}\nnodes: []`)).toEqual([
    'The YAML text is nested too deeply to be read. A graph needs about ten levels.',
  ]);
  expect(messages('['.repeat(deep)).length).toBeGreaterThan(0);
});

test('a text over 1 MB is refused before it is read', () => {
  expect(messages(`name: ${'x'.repeat(1_000_000)}`)).toEqual([
    'The YAML text has 1000006 bytes; at most 1000000 are read. Split the graph in two.',
  ]);
});

test('a key named __proto__ is refused instead of being lost', () => {
  const text = small.replace('name: { column: Name }', '__proto__: { column: Name }');
  expect(messages(text)).toEqual(['Line 10: Node "customers": fields: the key "__proto__" is not allowed.']);
});

test('YAML 1.1 and several documents are refused', () => {
  expect(messages('%YAML 1.1\n---\nname: x\nnodes: []')[0]).toContain('YAML version 1.1');
  expect(messages('name: x\nnodes: []\n---\nname: y')).toHaveLength(1);
});

test('an empty text is no graph', () => {
  expect(messages('')).toEqual(['The graph: must be a map of keys, not null.']);
});
