import { describe, expect, it } from 'vitest';
import type { FieldKind, FieldSchema } from '../mapping/target-schema.ts';
import type { WriteValue } from './ports.ts';
import { writeValueOf } from './write-values.ts';

function field(type: FieldKind, more: Partial<FieldSchema> = {}): FieldSchema {
  return { name: 'x', type, label: 'X', required: false, readonly: false, store: true, ...more };
}
const kind = field('selection', {
  selection: [
    ['lead', 'Lead'],
    ['opportunity', 'Opportunity'],
  ],
});

const cases: readonly [string, FieldSchema, string, WriteValue | null][] = [
  ['text as it is', field('char'), ' Åäö\n', ' Åäö\n'],
  ['no text', field('html'), '', false],
  ['yes', field('boolean'), 'True', true],
  ['no', field('boolean'), '0', false],
  ['an empty boolean', field('boolean'), '', false],
  ['another word', field('boolean'), 'perhaps', null],
  ['an integer', field('integer'), '-12', -12],
  ['no integer', field('integer'), '1.5', null],
  ['an empty integer', field('integer'), '', false],
  ['a float', field('float'), '0.10', 0.1],
  ['a float with an exponent', field('monetary'), '1e3', 1000],
  ['a float beyond what JSON says exactly', field('float'), '123456789012345678901', null],
  ['no finite float', field('float'), 'inf', null],
  ['a date', field('date'), '2024-02-29', '2024-02-29'],
  ['no date', field('date'), '29.02.2024', null],
  ['a time', field('datetime'), '2024-02-29 23:59:59', '2024-02-29 23:59:59'],
  ['a time without seconds', field('datetime'), '2024-02-29 23:59', null],
  ['a key', kind, 'lead', 'lead'],
  ['a label', kind, 'Lead', null],
  ['a reference by database ID', field('many2one'), '75', 75],
  ['a reference by another text', field('many2one'), 'France', null],
  ['an empty reference', field('many2one'), '', false],
  ['a set', field('many2many'), '3,1', [[6, 0, [3, 1]]]],
  ['an empty set', field('many2many'), '', [[6, 0, []]]],
  ['a set with a name in it', field('many2many'), '3,Tag', null],
  ['properties', field('properties'), '{}', null],
];

describe('a text for load as a value for write', () => {
  it.each(cases)('%s', (_, schema, text, value) => {
    expect(writeValueOf(schema, text)).toEqual(value);
  });
});
