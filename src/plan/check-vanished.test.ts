import { expect, test } from 'vitest';
import { customers, graph, problems, snapshot } from './validation-fixture.ts';

const model = (name: string) => {
  const found = snapshot.models[name];
  if (!found) throw new Error(`the fixture has no ${name}`);
  return found;
};
const active = {
  name: 'active',
  type: 'boolean',
  label: '',
  required: false,
  readonly: false,
  store: true,
} as const;
const withActive = (rights = model('res.partner').rights) => {
  const partner = model('res.partner');
  const fields = { ...partner.fields, active };
  return { ...snapshot, models: { ...snapshot.models, 'res.partner': { ...partner, rights, fields } } };
};

test.each(['report', 'archive', 'delete', { action: 'archive', more_than_half: true }])(
  '%j is good where the model can',
  (of) => {
    expect(problems(graph([customers({ on_vanished: of })]), { snapshot: withActive() })).toEqual([]);
  },
);

test('archiving needs the field active', () => {
  expect(problems(graph([customers({ on_vanished: 'archive' })]), { snapshot })).toEqual([
    [
      'error',
      'on_vanished_invalid',
      expect.stringContaining('needs a field "active", which model "res.partner" does not have'),
    ],
  ]);
});

test('archiving needs the right to write, whatever the write policy', () => {
  const rights = { read: true, create: true, write: false, unlink: true };
  const spec = graph([customers({ on_vanished: 'archive', write_policy: 'create_only' })]);
  expect(problems(spec, { snapshot: withActive(rights) })).toEqual([
    [
      'error',
      'right_missing',
      expect.stringContaining('on_vanished: archive writes to records of "res.partner"'),
    ],
  ]);
});

test('deleting needs the right to delete, and no field active', () => {
  const spec = graph([customers({ on_vanished: 'delete' })]);
  expect(problems(spec, { snapshot })).toEqual([]);
  const rights = { read: true, create: true, write: true, unlink: false };
  expect(problems(spec, { snapshot: withActive(rights) })).toEqual([
    [
      'error',
      'right_missing',
      expect.stringContaining('on_vanished: delete deletes records of "res.partner"'),
    ],
  ]);
});
