import { describe, expect, it } from 'vitest';
import type { FieldSchema, ModelSchema } from '../mapping/target-schema.ts';
import { PinnedDefaults, pinnableFields } from './pinned-defaults.ts';

const field = (name: string, more: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  type: 'char',
  label: name,
  required: false,
  readonly: false,
  store: true,
  ...more,
});
const schemaOf = (...fields: readonly FieldSchema[]): ModelSchema => ({
  model: 'x.model',
  fields: Object.fromEntries(fields.map((one) => [one.name, one])),
  rights: { read: true, create: true, write: true, unlink: true },
});
const STAGE = field('stage_id', { type: 'many2one', relation: 'crm.stage', depends: ['team_id', 'type'] });
const TEAM = field('team_id', { type: 'many2one', relation: 'crm.team', depends: ['user_id'] });

function batchOf(rows: number, kind: 'create' | 'update' = 'create') {
  return { kind, rows: Array.from({ length: rows }) };
}
const records = (count: number, values: (i: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, ...values(i) }));

describe('pinnableFields', () => {
  const names = (schema: ModelSchema, mapped: readonly string[]) =>
    pinnableFields(schema, mapped).map(({ name }) => name);

  it('takes stored, editable fields that are computed from nothing that is mapped', () => {
    const schema = schemaOf(
      STAGE,
      TEAM,
      field('name'),
      field('user_id', { type: 'many2one', hasDefault: true }),
      field('total', { type: 'float', depends: ['user_id'], readonly: true }),
      field('shown', { depends: ['user_id'], store: false }),
      field('line_ids', { type: 'one2many', depends: ['user_id'] }),
      field('per_company', { depends: ['user_id'], companyDependent: true }),
      field('in_languages', { depends: ['user_id'], translate: true }),
    );
    expect(names(schema, ['name'])).toEqual(['stage_id', 'team_id']);
    expect(names(schema, ['name', 'stage_id'])).toEqual(['team_id']);
  });

  it('leaves out what depends on a mapped field, by another field too', () => {
    expect(names(schemaOf(STAGE, TEAM, field('user_id')), ['user_id'])).toEqual([]);
    expect(names(schemaOf(STAGE, field('team_id')), ['team_id'])).toEqual([]);
  });
});

describe('PinnedDefaults', () => {
  const probed = (mode: 'suggest' | 'auto'): PinnedDefaults => {
    const defaults = new PinnedDefaults(mode, [STAGE, TEAM]);
    expect(defaults.ofBatch(batchOf(50))).toMatchObject({ pins: [], proves: 'probe' });
    const found = defaults.probed(records(50, (i) => ({ stage_id: 4, team_id: i < 49 ? 1 : 2 })));
    expect(found?.map(({ path, text }) => [path, text])).toEqual([['stage_id/.id', '4']]);
    return defaults;
  };

  it('pins what came out the same for all rows of the first batch', () => {
    expect(
      probed('auto')
        .ofBatch(batchOf(50))
        .pins.map(({ path }) => path),
    ).toEqual(['stage_id/.id']);
    expect(probed('suggest').ofBatch(batchOf(50)).pins).toEqual([]);
  });

  it('proves nothing by few rows, by updates, or when it is off', () => {
    const defaults = new PinnedDefaults('auto', [STAGE]);
    expect(defaults.ofBatch(batchOf(19)).proves).toBeNull();
    expect(defaults.ofBatch(batchOf(50, 'update')).proves).toBeNull();
    expect(defaults.probed(records(19, () => ({ stage_id: 4 })))).toBeNull();
    expect(new PinnedDefaults('off', [STAGE]).ofBatch(batchOf(50)).proves).toBeNull();
  });

  it('empty values are not pinned', () => {
    const defaults = new PinnedDefaults('auto', [STAGE, TEAM]);
    expect(defaults.probed(records(30, () => ({ stage_id: false, team_id: false })))).toEqual([]);
  });

  it('sends every tenth batch plainly, and takes back what comes out differently', () => {
    const defaults = probed('auto');
    const sent = Array.from({ length: 10 }, () => defaults.ofBatch(batchOf(50)));
    expect(sent.map(({ pins }) => pins.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(sent[9]).toMatchObject({ proves: 'control', reads: ['stage_id'] });
    expect(defaults.controlled(records(50, () => ({ stage_id: 4 })))).toEqual([]);
    expect(
      defaults.controlled(records(50, (i) => ({ stage_id: i < 49 ? 4 : 5 }))).map((pin) => pin.field),
    ).toEqual(['stage_id']);
    expect(defaults.ofBatch(batchOf(50)).pins).toEqual([]);
  });

  it('takes back what Odoo refuses', () => {
    const defaults = probed('auto');
    const { pins } = defaults.ofBatch(batchOf(50));
    expect(defaults.refused(pins)).toEqual(pins);
    expect(defaults.refused(pins)).toEqual([]);
    expect(defaults.ofBatch(batchOf(50)).pins).toEqual([]);
  });
});
