import type { FieldKind, FieldSchema, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import type { GraphSpec } from './graph-spec.ts';
import { parseGraphSpec } from './parse-graph-spec.ts';
import { type ValidationAgainst, validateGraph } from './validate-graph.ts';

/** A small target, a small dataset and builders of graphs for the tests of validation. */

const field = (name: string, type: FieldKind, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  type,
  label: name,
  required: false,
  readonly: false,
  store: true,
  ...more,
});

const model = (
  name: string,
  fields: readonly FieldSchema[],
  rights: Partial<ModelSchema['rights']> = {},
): ModelSchema => ({
  model: name,
  fields: Object.fromEntries(fields.map((f) => [f.name, f])),
  rights: { read: true, create: true, write: true, unlink: true, ...rights },
});

export const snapshot: SchemaSnapshot = {
  serverVersion: '19.0',
  majorVersion: 19,
  database: 'shop',
  hash: '',
  installedModules: ['base', 'sale', 'acme_import'],
  languages: ['en_US'],
  models: {
    'res.partner': model('res.partner', [
      field('name', 'char'),
      field('city', 'char'),
      field('create_date', 'datetime', { readonly: true }),
      field('contact_address', 'char', { readonly: true, store: false, depends: ['city'] }),
      field('signup_type', 'char', { readonly: true }),
      field('country_id', 'many2one', { relation: 'res.country' }),
      field('parent_id', 'many2one', { relation: 'res.partner' }),
      field('user_id', 'many2one', { relation: 'res.users' }),
      field('child_ids', 'one2many', { relation: 'res.partner', relationField: 'parent_id' }),
      field('category_id', 'many2many', { relation: 'res.partner.category' }),
      field('properties', 'properties'),
    ]),
    'res.country': model('res.country', [
      field('name', 'char', { required: true }),
      field('code', 'char', { required: true }),
    ]),
    'res.partner.category': model('res.partner.category', [field('name', 'char', { required: true })]),
    'res.users': model('res.users', [
      field('login', 'char', { required: true }),
      field('partner_id', 'many2one', { required: true }),
    ]),
    'sale.order': model('sale.order', [
      field('name', 'char', { required: true, hasDefault: true }),
      field('partner_id', 'many2one', { relation: 'res.partner', required: true, label: 'Customer' }),
      field('pricelist_id', 'many2one', { relation: 'product.pricelist', required: true }),
      field('amount', 'float', { required: true, depends: ['name'] }),
    ]),
  },
};

export const manifest = {
  sheets: [
    {
      name: 'Customers',
      hidden: false,
      columns: ['Code', 'Name', 'Country', 'Parent'].map((header) => ({ header })),
    },
    { name: 'Orders', hidden: false, columns: ['Number', 'Customer', 'Tags'].map((header) => ({ header })) },
    { name: 'Notes', hidden: false, columns: [] },
    { name: 'Old', hidden: true, columns: [] },
  ],
} as unknown as DatasetManifest;

type Data = Record<string, unknown>;
export const node = (id: string, data: Data) => ({
  id,
  type: 'model',
  data: {
    odooModel: 'res.partner',
    sheet: 'Customers',
    key: ['Code'],
    fields: { name: { column: 'Name' } },
    ...data,
  },
});
export const customers = (data: Data = {}) => node('customers', data);
export const orders = (data: Data = {}) =>
  node('orders', {
    odooModel: 'sale.order',
    sheet: 'Orders',
    key: ['Number'],
    fields: { partner_id: { reference: { node: 'customers', columns: ['Customer'] } } },
    ...data,
  });
export const graph = (nodes: readonly object[], more: object = {}): GraphSpec => {
  const parsed = parseGraphSpec({ name: 'Shop', nodes, ...more });
  if (!parsed.ok) throw new Error(parsed.issues.map((issue) => issue.message).join('\n'));
  return parsed.spec;
};
export const problems = (spec: GraphSpec, against: ValidationAgainst = {}) => {
  const { errors, warnings } = validateGraph(spec, against);
  return [...errors, ...warnings].map((issue) => [issue.severity, issue.code, issue.message]);
};
/** The single problem of a graph whose customers node maps this one field. */
export const problemOf = (name: string, mapping: unknown, more: object = {}, data: Data = {}) => {
  const found = problems(
    graph([customers({ fields: { name: { column: 'Name' }, [name]: mapping }, ...data })], more),
    { snapshot },
  );
  if (found.length !== 1) throw new Error(`one problem expected, found ${JSON.stringify(found)}`);
  return found[0];
};
