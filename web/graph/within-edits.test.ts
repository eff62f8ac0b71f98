import { expect, test } from 'vitest';
import type { OdooField } from './default-mapping.ts';
import type { RecordReference } from './spec.ts';
import {
  addCondition,
  changeConditionField,
  conditionFields,
  removeCondition,
  setCondition,
} from './within-edits.ts';

const STATE: RecordReference = { by: 'field', match: 'code', column: 'State' };
const US = { value: 'US', match: 'code' };

function field(name: string, patch: Partial<OdooField> = {}): OdooField {
  return {
    name,
    label: name,
    type: 'char',
    required: false,
    has_default: false,
    readonly: false,
    stored: true,
    computed: false,
    relation: null,
    selection: null,
    selection_total: null,
    size: null,
    translated: false,
    help: null,
    ...patch,
  };
}

const COUNTRY = field('country_id', {
  label: 'Country',
  type: 'many2one',
  relation: 'res.country',
  required: true,
});
const FIELDS = [
  field('code'),
  field('create_uid', { type: 'many2one', relation: 'res.users' }),
  field('image', { type: 'binary' }),
  field('name'),
  field('team_id', { type: 'many2one', relation: 'crm.team' }),
  field('shown', { stored: false }),
  COUNTRY,
];
const facts = new Map(FIELDS.map((one) => [one.name, one]));

test('what tells records apart is offered: what they need first, then what they refer to, never what is looked up', () => {
  const names = (reference: RecordReference) => conditionFields(facts, reference).map(({ name }) => name);
  expect(names(STATE)).toEqual(['country_id', 'team_id', 'create_uid', 'name']);
  expect(names({ ...STATE, within: { country_id: US } })).toEqual(['team_id', 'create_uid', 'name']);
});

test('a condition begins with the column that is called like its field', () => {
  expect(addCondition(STATE, COUNTRY, ['State', 'COUNTRY'])).toEqual({
    ...STATE,
    within: { country_id: { column: 'COUNTRY', match: 'name' } },
  });
  expect(addCondition(STATE, field('ref'), ['State']).within).toEqual({ ref: { column: 'State' } });
});

test('beside a condition no record is made and no cell is a list', () => {
  const before: RecordReference = { ...STATE, separator: ';', on_missing: 'create' };
  expect(setCondition(before, 'country_id', US)).toEqual({ ...STATE, within: { country_id: US } });
  const empty: RecordReference = { ...STATE, on_missing: 'empty' };
  expect(setCondition(empty, 'country_id', US).on_missing).toBe('empty');
});

test('another field takes the place of one, compared with the same; the last one takes within away', () => {
  const two = setCondition(setCondition(STATE, 'country_id', US), 'name', { column: 'Name' });
  const changed = changeConditionField(two, 'country_id', field('ref'));
  expect(Object.entries(changed.within ?? {})).toEqual([
    ['ref', { value: 'US' }],
    ['name', { column: 'Name' }],
  ]);
  expect(changeConditionField(two, 'name', COUNTRY).within?.country_id).toEqual({
    column: 'Name',
    match: 'name',
  });
  expect(removeCondition(removeCondition(two, 'name'), 'country_id')).toEqual(STATE);
});
