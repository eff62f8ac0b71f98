import { expect, test } from 'vitest';
import { parseGraphSpec } from './parse-graph-spec.ts';

const withFields = (fields: unknown, more: object = {}) => ({
  name: 'g',
  nodes: [
    {
      id: 'customers',
      type: 'model',
      data: { odooModel: 'res.partner', sheet: 's', key: ['Code'], fields, ...more },
    },
  ],
});
const issuesOf = (input: unknown) => {
  const parsed = parseGraphSpec(input);
  return parsed.ok ? [] : parsed.issues;
};
const messagesOf = (input: unknown) => issuesOf(input).map((issue) => issue.message);

test('a good graph comes back as it was', () => {
  const graph = withFields({ name: { column: 'Name', transforms: ['trim', { name: 'prefix', text: 'x' }] } });
  expect(parseGraphSpec(graph)).toEqual({ ok: true, spec: graph });
});

test.each([
  [{}, 'a mapping takes exactly one of column, value, formula, reference.'],
  ['Country', 'a mapping takes exactly one of column, value, formula, reference.'],
  [
    { column: 'a', value: 'x' },
    'a mapping takes exactly one of column, value, formula, reference; this one has column and value.',
  ],
  [{ column: 3 }, 'column: must be a text, not 3. Put it in quotes.'],
  [{ column: 'x', trim: true }, 'unknown key "trim".'],
  [
    { reference: { column: 'x' } },
    'reference: a reference takes exactly one of node (rows of another node) and by (records in Odoo).',
  ],
  [
    { reference: { node: 'a', by: 'field' } },
    'reference: a reference takes exactly one of node (rows of another node) and by (records in Odoo); this one has node and by.',
  ],
  [{ reference: { node: 'x' } }, 'reference.columns: is missing.'],
  [
    { reference: { node: 'x', columns: [{ column: 'a', formula: '1' }] } },
    'reference.columns[0]: a part of a key takes exactly one of column and formula; this one has column and formula.',
  ],
  [
    { reference: { node: 'x', columns: ['a'], match: [{ formula: 3 }] } },
    'reference.match[0].formula: must be a text, not 3. Put it in quotes.',
  ],
  [
    { reference: { by: 'nme' } },
    'reference.by: "nme" is not allowed. It is one of external_id, database_id, field.',
  ],
  [{ column: 'x', transforms: [{ name: 'replace', from: 'a' }] }, 'transforms[0].to: is missing.'],
  [{ column: 'x', empty: 'nothing' }, 'empty: "nothing" is not allowed. It is one of leave, clear.'],
  [{ formula: '' }, 'formula: is too short: at least 1.'],
  [
    { formula: '1', column: 'a' },
    'a mapping takes exactly one of column, value, formula, reference; this one has column and formula.',
  ],
  [{ column: 'x', empty: { default: 3 } }, 'empty.default: must be a text, not 3. Put it in quotes.'],
])('one clear sentence about the form that was meant: %j', (mapping, sentence) => {
  expect(issuesOf(withFields({ country_id: mapping }))).toEqual([
    {
      severity: 'error',
      code: 'spec_invalid',
      message: `Node "customers", field "country_id": ${sentence}`,
      node: 'customers',
      field: 'country_id',
    },
  ]);
});

test('a mistyped transform is answered with the nearest name', () => {
  expect(messagesOf(withFields({ name: { column: 'x', transforms: ['trm'] } }))[0]).toContain(
    'Did you mean "trim"?',
  );
  expect(messagesOf(withFields({ name: { column: 'x', transforms: [{ name: 'replac' }] } }))[0]).toContain(
    'Did you mean "replace"?',
  );
});

test('all problems are told, each with its node or edge', () => {
  const issues = issuesOf({
    name: '',
    nodes: [
      { id: 'a', type: 'modle', data: {} },
      { id: 'b', type: 'sheet', data: {} },
    ],
    edges: [{ id: 'e', from: 'a', to: 'b', kind: 'feeds' }],
  });
  expect(issues.map(({ node, edge, message }) => [node ?? edge, message])).toEqual([
    [undefined, 'The graph: name: is too short: at least 1.'],
    ['a', 'Node "a": type: unknown name "modle". Did you mean "model"? It is one of sheet, model.'],
    ['b', 'Node "b": sheet: is missing.'],
    ['e', 'Edge "e": kind: "feeds" is not allowed. It is one of map, depends.'],
  ]);
});

test('a node without an id is named by its place', () => {
  expect(messagesOf({ name: 'g', nodes: [{ type: 'sheet', data: { sheet: 's' } }] })).toEqual([
    'Node no. 1: id: is missing.',
  ]);
});

test.each([[null], ['text'], [3], [[]], [undefined]])('%j is no graph', (input) => {
  expect(messagesOf(input)).toHaveLength(1);
});

test('a key named __proto__ is refused instead of being lost', () => {
  const graph: unknown = JSON.parse(
    JSON.stringify(withFields({ x: { column: 'a' } })).replace('"x"', '"__proto__"'),
  );
  expect(messagesOf(graph)).toEqual(['Node "customers": fields: the key "__proto__" is not allowed.']);
});

test('a NUL character is refused wherever it stands', () => {
  const messages = messagesOf(withFields({ name: { column: 'a', value_map: { 'x\0': 'y', z: 'a\0b' } } }));
  expect(messages).toHaveLength(2);
  for (const message of messages) expect(message).toContain('a NUL character is not allowed. Remove it');
});

test('a wrong graph of 5,000 nodes gives 200 sentences, not 5,000', () => {
  expect(issuesOf({ name: 'g', nodes: Array.from({ length: 5000 }, () => ({})) })).toHaveLength(200);
});
