import { describe, expect, it } from 'vitest';
import type { FieldKind, FieldSchema } from '../mapping/target-schema.ts';
import type { ReadValue } from './ports.ts';
import { isSameValue } from './same-value.ts';

function field(type: FieldKind, more: Partial<FieldSchema> = {}): FieldSchema {
  return { name: 'x', type, label: 'X', required: false, readonly: false, store: true, ...more };
}

const same: readonly [string, FieldSchema, string, ReadValue][] = [
  ['text', field('char'), 'México D.F.', 'México D.F.'],
  ['empty text and false', field('char'), '', false],
  ['integer', field('integer'), '12', 12],
  ['empty number and 0', field('float'), '', 0],
  ['float by its digits', field('float', { digits: [16, 2] }), '2.005', 2.01],
  ['float without digits', field('float'), '0.1', 0.1],
  ['boolean', field('boolean'), 'True', true],
  ['boolean no', field('boolean'), 'False', false],
  ['date', field('date'), '1996-07-04', '1996-07-04'],
  ['many2one with its label', field('many2one', { relation: 'res.country' }), '75', [75, 'France']],
  ['many2one as a bare id', field('many2one', { relation: 'res.country' }), '75', 75],
  ['empty many2one', field('many2one'), '', false],
  ['many2many in any order', field('many2many'), '3,1,2', [1, 2, 3]],
  ['empty many2many', field('many2many'), '', []],
  ['html that Odoo wrapped', field('html'), 'a & b', '<p>a &amp; b</p>'],
  ['selection', field('selection'), 'contact', 'contact'],
];

const different: readonly [string, FieldSchema, string, ReadValue | undefined][] = [
  ['text by case', field('char'), 'acme', 'Acme'],
  ['text against empty', field('char'), 'x', false],
  ['float beyond its digits', field('float', { digits: [16, 2] }), '2.02', 2.01],
  ['small floats without digits', field('float'), '0.0001', 0.0002],
  ['many2one', field('many2one'), '75', [76, 'Germany']],
  ['many2one against empty', field('many2one'), '75', false],
  ['a subset', field('many2many'), '1,2', [1, 2, 3]],
  ['a field that was not read', field('char'), 'x', undefined],
  ['boolean', field('boolean'), 'True', false],
];

describe('isSameValue', () => {
  it.each(same)('%s is the same', (_, schema, wanted, held) => {
    expect(isSameValue(schema, wanted, held)).toBe(true);
  });
  it.each(different)('%s differs', (_, schema, wanted, held) => {
    expect(isSameValue(schema, wanted, held)).toBe(false);
  });
});
