import { expect, test } from 'vitest';
import { diffGraphs } from './graph-diff.ts';
import type { GraphSpec } from './graph-spec.ts';

const contacts = {
  id: 'contacts',
  type: 'model',
  data: {
    odooModel: 'res.partner',
    sheet: 'Contacts',
    key: ['No'],
    fields: { name: { column: 'Name' }, email: { column: 'Mail' } },
  },
} satisfies GraphSpec['nodes'][number];

const before: GraphSpec = {
  id: 'g',
  version: 1,
  name: 'CRM',
  nodes: [contacts, { id: 'old', type: 'sheet', data: { sheet: 'Old' } }],
  edges: [{ id: 'e1', from: 'old', to: 'contacts', kind: 'map' }],
};

test('a graph does not differ from its next version with the same content', () => {
  expect(diffGraphs(before, { ...before, version: 2 })).toEqual([]);
});

test('what changed is told by graph, node, property, mapping and edge', () => {
  const { email: _, ...fields } = contacts.data.fields;
  const after: GraphSpec = {
    ...before,
    version: 2,
    name: 'CRM 2',
    nodes: [
      {
        ...contacts,
        position: { x: 1, y: 2 },
        data: {
          ...contacts.data,
          key: ['No', 'Country'],
          fields: { ...fields, name: { column: 'Name', transforms: ['trim'] }, phone: { column: 'Tel' } },
        },
      },
      { id: 'new', type: 'sheet', data: { sheet: 'New' } },
    ],
    edges: [],
  };
  const said = diffGraphs(before, after).map(({ what, change, node, field, edge, property }) =>
    [what, change, node, field, edge, property].filter((part) => part !== null).join(' '),
  );
  expect(said).toEqual([
    'graph changed name',
    'node added contacts position',
    'node changed contacts key',
    'field changed contacts name',
    'field added contacts phone',
    'field removed contacts email',
    'node added new',
    'node removed old',
    'edge removed e1',
  ]);
  expect(diffGraphs(before, after)[2]).toMatchObject({ before: ['No'], after: ['No', 'Country'] });
});
