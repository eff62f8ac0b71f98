import { expect, test } from 'vitest';
import { validateGraph } from './validate-graph.ts';
import { customers, graph, node, orders, problemOf, problems, snapshot } from './validation-fixture.ts';

test.each([
  [
    { by: 'field', column: 'Country' },
    'by: field needs match, the technical name of the field to compare, e.g. match: name.',
  ],
  [
    { by: 'database_id', column: 'Country', match: 'name' },
    'match only goes with by: field, not with by: database_id. Remove match, or write by: field.',
  ],
  [
    { by: 'external_id', column: 'Country', on_missing: 'create' },
    'on_missing: create makes a record from the value of match, so it needs by: field and match, not by: external_id.',
  ],
  [
    { by: 'external_id' },
    'the reference takes exactly one of column, value and formula; it has none. Name the column that identifies the record, or give a value that holds for every row.',
  ],
])('a reference to records in Odoo that cannot work is refused: %j', (reference, text) => {
  expect(problemOf('country_id', { reference })).toEqual([
    'error',
    'reference_invalid',
    `Node "customers", field "country_id": ${text}`,
  ]);
});

test.each<[string, unknown, string, string]>([
  ['nmae', { column: 'x' }, 'field_unknown', 'model "res.partner" has no such field. Did you mean "name"?'],
  ['constructor', { column: 'x' }, 'field_unknown', 'model "res.partner" has no such field.'],
  ['id', { column: 'x' }, 'field_unknown', 'external_id_column'],
  [
    'child_ids',
    { column: 'x' },
    'field_unsupported',
    'Make the lines a node of their own (model "res.partner") with its field "parent_id" referring to this node.',
  ],
  ['properties', { column: 'x' }, 'field_unsupported', 'fields of type properties cannot be loaded'],
  ['create_date', { column: 'x' }, 'field_readonly', 'Odoo keeps this field by itself'],
  ['contact_address', { column: 'x' }, 'field_readonly', 'Odoo computes "contact_address" from other fields'],
  [
    'city',
    { reference: { by: 'external_id', column: 'x' } },
    'field_not_reference',
    'takes a plain value, not a reference',
  ],
  [
    'country_id',
    { column: 'Country' },
    'reference_needed',
    '{reference: {by: field, match: name, column: Country}}',
  ],
  ['country_id', { value: 'Peru' }, 'reference_needed', '{reference: {by: field, match: name, value: Peru}}'],
  [
    'country_id',
    { reference: { by: 'external_id', column: 'x', separator: ',' } },
    'reference_invalid',
    'separator gives several records, but a many2one holds one',
  ],
  [
    'country_id',
    { reference: { by: 'field', match: 'cod', column: 'x' } },
    'field_unknown',
    'match compares field "cod", which model "res.country" does not have. Did you mean "code"?',
  ],
  [
    'country_id',
    { reference: { by: 'field', match: 'name', column: 'x', on_missing: 'create' } },
    'reference_invalid',
    'Odoo also requires "code"',
  ],
  [
    'country_id',
    { reference: { node: 'customers', columns: ['x'] } },
    'reference_model_mismatch',
    'the field refers to "res.country", but node "customers" loads "res.partner"',
  ],
  [
    'user_id',
    { reference: { by: 'field', match: 'login', column: 'x', on_missing: 'create' } },
    'model_forbidden',
    'metadata.allow_models: ["res.users"]',
  ],
])('a mapping of %s that does not fit the field is refused: %j', (name, mapping, code, text) => {
  const [severity, found, message] = problemOf(name, mapping)!;
  expect([severity, found]).toEqual(['error', code]);
  expect(message).toContain(text);
});

test('fields that fit their mapping are accepted', () => {
  const fields = {
    name: { column: 'Name' },
    country_id: { reference: { by: 'field', match: 'code', column: 'x' } },
    parent_id: { reference: { node: 'customers', columns: ['x'] } },
    category_id: {
      reference: { by: 'field', match: 'name', column: 'x', separator: ',', on_missing: 'create' },
    },
    user_id: { reference: { by: 'field', match: 'login', column: 'x' } },
  };
  expect(problems(graph([customers({ fields })]), { snapshot })).toEqual([]);
});

test('a node may not be called as the model whose records are made for missing values', () => {
  const fields = {
    name: { column: 'Name' },
    category_id: {
      reference: { by: 'field', match: 'name', column: 'x', separator: ',', on_missing: 'create' },
    },
  };
  const spec = graph([
    customers({ fields }),
    node('res_partner_category', {
      odooModel: 'res.country',
      fields: { name: { column: 'n' }, code: { column: 'c' } },
    }),
  ]);
  expect(problems(spec, { snapshot }).map(([, code]) => code)).toEqual(['reference_invalid']);
});

test('records that a node loads are not made for missing values as well', () => {
  const fields = {
    name: { column: 'Name' },
    category_id: {
      reference: { by: 'field', match: 'name', column: 'x', separator: ',', on_missing: 'create' },
    },
  };
  const tags = node('tags', { odooModel: 'res.partner.category', fields: { name: { column: 'n' } } });
  const [[severity, code, message] = []] = problems(graph([customers({ fields }), tags]), { snapshot });
  expect([severity, code]).toEqual(['error', 'reference_invalid']);
  expect(message).toContain('that node "tags" loads as well, so there would be two of each');
});

test('a field that is only read-only on screens is a warning', () => {
  expect(problemOf('signup_type', { column: 'x' })?.slice(0, 2)).toEqual(['warning', 'field_readonly']);
});

test('a required field that is neither mapped nor filled by Odoo is an error for a node that creates', () => {
  const unmapped = orders({ fields: { name: { column: 'Number' } } });
  expect(problems(graph([unmapped]), { snapshot })).toEqual([
    [
      'error',
      'field_unmapped',
      'Node "orders", field "partner_id": Odoo requires "Customer" to create a record of "sale.order" and has no default for it. Map it, or put default_partner_id into the node\'s context. If this Odoo fills it by itself, add "sale.order.partner_id" to metadata.filled_by_odoo.',
    ],
  ]);
  const accepted = [
    graph([orders({ fields: { name: { column: 'Number' } }, write_policy: 'update_only' })]),
    graph([orders({ fields: { name: { column: 'Number' } }, context: { default_partner_id: 1 } })]),
    graph([unmapped], { metadata: { filled_by_odoo: ['sale.order.partner_id'] } }),
  ];
  for (const spec of accepted) expect(problems(spec, { snapshot })).toEqual([]);
});

test('a contact needs a name although Odoo does not call the field required; an address does not', () => {
  const ofType = (type: string) =>
    graph([customers({ fields: { city: { column: 'Country' }, type: { value: type } } })]);
  const partner = snapshot.models['res.partner']!;
  const type = { ...partner.fields.city!, name: 'type' };
  const models = { ...snapshot.models, 'res.partner': { ...partner, fields: { ...partner.fields, type } } };
  const codes = (spec: ReturnType<typeof graph>) =>
    problems(spec, { snapshot: { ...snapshot, models } }).map(([, code]) => code);
  expect(codes(ofType('contact'))).toEqual(['field_unmapped']);
  expect(codes(ofType('delivery'))).toEqual([]);
});

test('rights are asked for by the write policy', () => {
  const without = (right: 'create' | 'write' | 'read', policy: string) => {
    const partner = {
      ...snapshot.models['res.partner']!,
      rights: { read: true, create: true, write: true, unlink: true, [right]: false },
    };
    const spec = graph([customers({ write_policy: policy })]);
    return problems(spec, {
      snapshot: { ...snapshot, models: { ...snapshot.models, 'res.partner': partner } },
    }).map(([, code]) => code);
  };
  expect(without('create', 'upsert')).toEqual(['right_missing']);
  expect(without('write', 'upsert')).toEqual(['right_missing']);
  expect(without('write', 'create_only')).toEqual([]);
  expect(without('create', 'update_only')).toEqual([]);
  expect(without('read', 'update_only')).toEqual(['right_missing']);
});

test('an unknown model is answered with its module or the nearest name', () => {
  expect(problems(graph([customers({ odooModel: 'crm.lead' })]), { snapshot })).toEqual([
    [
      'error',
      'module_missing',
      'Node "customers": database "shop" has no model "crm.lead"; it comes with the module "crm", which is not installed. Install it in Odoo (Apps).',
    ],
  ]);
  expect(problems(graph([customers({ odooModel: 'res.parter' })]), { snapshot })[0]?.[2]).toContain(
    'Did you mean "res.partner"?',
  );
});

test.each([
  'res.users',
  'ir.cron',
  'ir.actions.server',
  'ir.config_parameter',
  'ir.model.access',
  'base.automation',
  'res.groups',
])('model %s is refused unless the graph allows it by name', (odooModel) => {
  expect(problems(graph([customers({ odooModel })])).map(([, code]) => code)).toEqual(['model_forbidden']);
  expect(problems(graph([customers({ odooModel })], { metadata: { allow_models: [odooModel] } }))).toEqual(
    [],
  );
});

test.each(['ir.attachment', 'res.partner', 'res.company', 'author.book'])(
  'model %s needs no opt-in',
  (odooModel) => {
    expect(problems(graph([customers({ odooModel })]))).toEqual([]);
  },
);

test('the namespace is never the name of a module', () => {
  const namespaced = (namespace: string) =>
    problems(graph([customers()], { namespace }), { snapshot }).map(([, code]) => code);
  expect(namespaced('sale')).toEqual(['namespace_invalid']);
  expect(namespaced('acme_import')).toEqual(['namespace_invalid']);
  expect(namespaced('acme')).toEqual([]);
});

test('a circle of required references is found once the target is known', () => {
  const spec = graph([
    orders({ fields: { partner_id: { reference: { node: 'customers', columns: ['Customer'] } } } }),
    customers({
      fields: {
        name: { column: 'Name' },
        parent_id: { reference: { node: 'customers', columns: ['Parent'] } },
      },
    }),
    node('more', {
      odooModel: 'sale.order',
      fields: { partner_id: { reference: { node: 'more', columns: ['x'] } } },
    }),
  ]);
  expect(validateGraph(spec).valid).toBe(true);
  expect(problems(spec, { snapshot }).map(([, code]) => code)).toEqual([
    'reference_model_mismatch',
    'graph_cycle',
  ]);
});
