import { expect, test } from 'vitest';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import { computedFrom } from './computed-from.ts';

const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  type: 'float',
  label: name,
  required: false,
  readonly: false,
  store: true,
  ...more,
});
const fields = {
  qty: field('qty'),
  unit: field('unit', { depends: ['product_id.uom_id', 'qty'], store: false }),
  price: field('price', { depends: ['unit', 'price'] }),
};

test('what a field is computed from, through other fields too, without itself', () => {
  expect(computedFrom(fields, fields.price)).toEqual(new Set(['unit', 'product_id', 'qty']));
  expect(computedFrom(undefined, fields.price)).toEqual(new Set(['unit']));
});

test.each([
  ['a plain field', {}],
  ['one that is not stored', { depends: ['qty'], store: false }],
  ['one that nobody may write', { depends: ['qty'], readonly: true }],
  ['lines', { depends: ['qty'], type: 'one2many' as const }],
])('of %s nothing', (_, more) => {
  expect(computedFrom(fields, field('other', more))).toEqual(new Set());
});
