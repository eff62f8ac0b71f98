import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldSchemas, RawField } from './field-schema.ts';

const schemasOf = (raw: unknown, defaults: readonly string[] = []) =>
  fieldSchemas(z.record(z.string(), RawField).parse(raw), new Set(defaults));

test('attributes that do not apply, whether absent, false or null, are left out', () => {
  const fields = schemasOf({
    name: {
      type: 'char',
      string: 'Name',
      required: true,
      readonly: false,
      store: true,
      size: 64,
      trim: true,
    },
    note: {
      type: 'text',
      string: 'Note',
      size: null,
      digits: false,
      depends: [],
      related: null,
      translate: true,
    },
    price: { type: 'float', string: 'Price', digits: [16, 2], company_dependent: true },
  });
  expect(fields).toEqual({
    name: {
      name: 'name',
      type: 'char',
      label: 'Name',
      required: true,
      readonly: false,
      store: true,
      size: 64,
    },
    note: {
      name: 'note',
      type: 'text',
      label: 'Note',
      required: false,
      readonly: false,
      store: true,
      translate: true,
    },
    price: {
      name: 'price',
      type: 'float',
      label: 'Price',
      required: false,
      readonly: false,
      store: true,
      digits: [16, 2],
      companyDependent: true,
    },
  });
});

test('fields stand in order of name, kinds we do not know are left out', () => {
  const fields = schemasOf({ b: { type: 'char' }, z: { type: 'quantum' }, a: { type: 'integer' } });
  expect(Object.keys(fields)).toEqual(['a', 'b']);
});

test('a required field with a default says so', () => {
  const fields = schemasOf({ type: { type: 'selection', required: true, selection: [['a', 'A']] } }, [
    'type',
  ]);
  expect(fields.type).toMatchObject({ required: true, hasDefault: true, selection: [['a', 'A']] });
});

test('what has no column of its own is not required by the server', () => {
  const fields = schemasOf({
    lines: { type: 'one2many', required: true, relation: 'x.line', relation_field: 'x_id' },
    tags: { type: 'many2many', required: true, relation: 'x.tag' },
    account: { type: 'many2one', required: true, company_dependent: true, relation: 'account.account' },
    owner: { type: 'many2one', required: true, relation: 'res.users' },
  });
  expect(Object.values(fields).map((field) => [field.name, field.required])).toEqual([
    ['account', false],
    ['lines', false],
    ['owner', true],
    ['tags', false],
  ]);
});

test('the record of delegation is made by the server; what is written through it is not computed', () => {
  const fields = schemasOf({
    product_tmpl_id: { type: 'many2one', required: true, relation: 'product.template' },
    name: {
      type: 'char',
      required: true,
      related: 'product_tmpl_id.name',
      depends: ['product_tmpl_id.name'],
      store: false,
    },
    uom_id: { type: 'many2one', required: true, related: ['product_tmpl_id', 'uom_id'], relation: 'uom.uom' },
    company_name: {
      type: 'char',
      required: true,
      readonly: true,
      related: 'company_id.name',
      depends: ['company_id.name'],
    },
    company_id: { type: 'many2one', required: true, relation: 'res.company' },
    total: { type: 'float', depends: ['lines.price'] },
  });
  expect(fields.product_tmpl_id).toMatchObject({ required: true, hasDefault: true });
  expect(fields.name?.depends).toBeUndefined();
  expect(fields.name?.required).toBe(true);
  expect(fields.company_name?.depends).toEqual(['company_id.name']);
  expect(fields.company_id?.hasDefault).toBeUndefined();
  expect(fields.total?.depends).toEqual(['lines.price']);
});
