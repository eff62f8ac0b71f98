import { describe, expect, it } from 'vitest';
import type { FieldSchema, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import type { GraphSpec } from './graph-spec.ts';
import { schemaChanges } from './schema-changes.ts';

const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  type: 'char',
  label: name,
  required: false,
  readonly: false,
  store: true,
  ...more,
});

function snapshot(
  fields: readonly FieldSchema[],
  more: Partial<ModelSchema> = {},
  majorVersion = 19,
): SchemaSnapshot {
  const model: ModelSchema = {
    model: 'x.ticket',
    fields: Object.fromEntries(fields.map((f) => [f.name, f])),
    rights: { read: true, create: true, write: true, unlink: true },
    ...more,
  };
  return {
    serverVersion: `${majorVersion}.0`,
    majorVersion,
    database: 'x',
    models: { 'x.ticket': model },
    installedModules: null,
    languages: null,
    hash: 'h',
  };
}

const spec: GraphSpec = {
  name: 'Tickets',
  nodes: [
    {
      id: 'tickets',
      type: 'model',
      data: {
        odooModel: 'x.ticket',
        sheet: 's',
        key: ['k'],
        fields: { title: { column: 't' }, state: { column: 's' } },
      },
    },
  ],
};

const state = field('state', {
  type: 'selection',
  selection: [
    ['new', 'New'],
    ['done', 'Done'],
  ],
});
const before = snapshot([field('title'), state, field('other')]);

describe('schemaChanges', () => {
  it('is empty for what does not concern the graph', () => {
    expect(schemaChanges(spec, before, snapshot([field('title'), state, field('extra')]))).toEqual([]);
  });

  const changes: readonly [string, SchemaSnapshot, readonly string[]][] = [
    ['a field that is gone', snapshot([state]), ['field x.ticket.title is gone']],
    [
      'another type',
      snapshot([field('title', { type: 'text' }), state]),
      ['field x.ticket.title was char and is text now'],
    ],
    [
      'read-only',
      snapshot([field('title', { readonly: true }), state]),
      ['field x.ticket.title is read-only now'],
    ],
    [
      'a lost option',
      snapshot([field('title'), { ...state, selection: [['new', 'New']] }]),
      ['field x.ticket.state has lost the options done'],
    ],
    [
      'a field that became required',
      snapshot([field('title'), state, field('other', { required: true })]),
      ['field x.ticket.other is required now'],
    ],
    [
      'a right that was taken',
      snapshot([field('title'), state], { rights: { read: true, create: false, write: true, unlink: true } }),
      ['the right to create x.ticket is gone'],
    ],
    ['an upgrade', snapshot([field('title'), state], {}, 20), ['Odoo 19.0 is 20.0 now']],
    ['a model that is gone', { ...before, models: {} }, ['model x.ticket is gone']],
  ];
  it.each(changes)('names %s', (_, now, expected) => {
    expect(schemaChanges(spec, before, now)).toEqual(expected);
  });
});
