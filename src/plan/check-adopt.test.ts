import { expect, test } from 'vitest';
import { customers, graph, problems, snapshot } from './validation-fixture.ts';

const country = { reference: { by: 'field', match: 'code', column: 'Country' } };
const fields = {
  name: { column: 'Name' },
  city: { value: 'Ghent' },
  country_id: country,
  category_id: { reference: { by: 'field', match: 'name', column: 'Country', separator: ',' } },
  active: { column: 'Code' },
  computed: { column: 'Name' },
};
const partner = snapshot.models['res.partner'];
if (!partner) throw new Error('the fixture has partners');
const plain = { type: 'char', label: '', required: false, readonly: false, store: true } as const;
const withMore = {
  ...snapshot,
  models: {
    ...snapshot.models,
    'res.partner': {
      ...partner,
      fields: {
        ...partner.fields,
        active: { ...plain, name: 'active', type: 'boolean' as const },
        computed: { ...plain, name: 'computed', searchable: false as const },
      },
    },
  },
};
const problemsOf = (adopt: unknown, against = {}) => problems(graph([customers({ fields, adopt })]), against);

test('rules over mapped fields that say which record is meant are good', () => {
  const adopt = [
    { match: ['name'] },
    { match: ['name', 'country_id', 'active'] },
    { match: ['city', 'country_id'] },
  ];
  expect(problemsOf(adopt, { snapshot: withMore })).toEqual([]);
});

test.each([
  [
    ['nmae'],
    'field "nmae": rule 1 of adopt cannot work: the node does not map this field, so a row has nothing to compare. Did you mean "name"? Map it, or match other fields.',
  ],
  [['name', 'name'], 'field "name": rule 1 of adopt cannot work: it names this field twice. Name it once.'],
  [
    ['city'],
    'rule 1 of adopt cannot work: every row has the same values in its fields, so it tells no row from another. Match a field that a column feeds.',
  ],
])('a rule that cannot work is refused without asking Odoo: %j', (match, text) => {
  expect(problemsOf([{ match }])).toEqual([['error', 'adopt_invalid', expect.stringContaining(text)]]);
});

test.each([
  [
    ['category_id'],
    'field "category_id": rule 1 of adopt cannot work: fields of type many2many are not compared.',
  ],
  [['computed'], 'field "computed": rule 1 of adopt cannot work: Odoo cannot search by this field.'],
  [['active'], 'rule 1 of adopt cannot work: selections and booleans alone fit too many records.'],
])('a rule that Odoo cannot follow is refused: %j', (match, text) => {
  expect(problemsOf([{ match }], { snapshot: withMore })).toEqual([
    ['error', 'adopt_invalid', expect.stringContaining(text)],
  ]);
});

test('rules need the right to read, whatever the write policy', () => {
  const blindPartner = {
    ...withMore.models['res.partner'],
    rights: { read: false, create: true, write: true, unlink: true },
  };
  const blind = { ...withMore, models: { ...withMore.models, 'res.partner': blindPartner } };
  const spec = graph([customers({ fields, adopt: [{ match: ['name'] }], write_policy: 'create_only' })]);
  expect(problems(spec, { snapshot: blind })).toEqual([
    ['error', 'right_missing', expect.stringContaining('may not read records of "res.partner"')],
  ]);
});
