import { describe, expect, test } from 'vitest';
import type { ModelSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import { chooseFieldType } from './choose-field-type.ts';
import { CustomField } from './custom-field.ts';
import { fieldNameFor } from './field-name.ts';
import { moduleFiles } from './module-files.ts';

describe('names', () => {
  test.each([
    ['Loyalty Points', 'x_loyalty_points'],
    ['customerTier', 'x_customer_tier'],
    ['  Größe (cm) ', 'x_grosse_cm'],
    ['Numéro d’œuvre', 'x_numero_d_oeuvre'],
    ['x_studio_size', 'x_studio_size'],
    ['客户编号', 'x_column_3'],
    ['', 'x_column_3'],
    ['Active', 'x_active_value'],
    ['class', 'x_class'],
  ])('of %j', (header, name) => {
    expect(fieldNameFor(header, 3, new Set())).toBe(name);
  });

  test('never collide and never grow beyond what PostgreSQL keeps', () => {
    const taken = new Set<string>();
    for (let i = 0; i < 30; i++) taken.add(fieldNameFor('Very long header '.repeat(9), 1, taken));
    expect(taken.size).toBe(30);
    const field = { model: 'res.partner', label: 'L', type: 'char' };
    for (const name of taken) expect(CustomField.safeParse({ ...field, name }).success, name).toBe(true);
  });
});

const MODEL: ModelSchema = {
  model: 'res.partner',
  fields: {},
  rights: { read: true, create: true, write: true, unlink: true },
};

function column(texts: readonly string[], more: Partial<ColumnProfile> = {}): ColumnProfile {
  const values = [...new Set(texts)].map((value) => ({
    value,
    rows: texts.filter((text) => text === value).length,
  }));
  return {
    name: 'C',
    type: 'text',
    typeShare: 1,
    filled: texts.length,
    nulls: 0,
    distinct: values.length,
    min: null,
    max: null,
    minLength: 1,
    maxLength: Math.max(...texts.map((text) => text.length)),
    formats: [],
    patterns: [],
    samples: texts.slice(0, 10),
    values,
    outliers: [],
    flaws: [],
    dateOrder: null,
    ...more,
  };
}

const thrice = (...texts: readonly string[]) => texts.flatMap((text) => [text, text, text]);

describe('types', () => {
  test('few values are a selection, with keys made of them', () => {
    expect(chooseFieldType(column(thrice('On hold', 'Active')), MODEL)).toMatchObject({
      type: 'selection',
      selection: [
        ['active', 'Active'],
        ['on_hold', 'On hold'],
      ],
    });
  });

  test.each([
    ['C', 'C++'],
    ['客户', '供应商'],
    ['aB', 'ab!'],
  ])('texts that no key tells apart are their own keys: %s, %s', (...texts) => {
    const { selection } = chooseFieldType(column(thrice(...texts)), MODEL);
    expect(selection).toEqual([...texts].sort().map((text) => [text, text]));
  });

  test.each([
    ['spellings of one word', column(thrice('Gold', 'gold')), 'char'],
    ['values that hardly repeat', column(['a', 'b', 'c']), 'char'],
    ['several lines', column(['a\nb', 'c']), 'text'],
    ['an amount without a currency', column(['1'], { type: 'money' }), 'float'],
    ['numbers too large for Odoo', column(['1'], { type: 'integer', min: '1', max: '4000000000' }), 'char'],
    ['whole numbers', column(['1'], { type: 'integer', min: '-1', max: '2147483647' }), 'integer'],
    ['different codes', column(['1'], { type: 'identifier' }), 'char'],
  ])('%s', (_what, of, type) => {
    expect(chooseFieldType(of, MODEL).type).toBe(type);
  });
});

test.each([
  { type: 'selection' },
  { selection: [['a', 'A']] },
  { name: 'loyalty' },
  { name: 'x_A' },
  { name: `x_${'a'.repeat(62)}` },
  { label: 'two\nlines' },
  { model: 'res.partner"' },
])('what is no field is refused: %j', (wrong) => {
  const field = { model: 'res.partner', name: 'x_a', label: 'A', type: 'char' };
  expect(CustomField.safeParse(field).success).toBe(true);
  expect(CustomField.safeParse({ ...field, ...wrong }).success).toBe(false);
});

test('the module names what it needs, and asks where it cannot know', () => {
  const field = { name: 'x_a', label: 'A "quoted"', type: 'char' } as const;
  const of = { name: 'shop', odooVersion: 19, depends: [] };
  const made = moduleFiles({
    ...of,
    fields: ['crm.tag', 'res.partner', 'account.analytic.line', 'hr.job'].map((model) => ({
      ...field,
      model,
    })),
  });
  if (!made.ok) throw new Error('no module');
  expect(made.files[1]?.content).toContain('"depends": ["analytic", "base", "hr", "sales_team"]');
  expect(made.files.at(-1)?.content).toBe(`from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    x_a = fields.Char(string="A \\"quoted\\"")
`);
  const unknown = [{ ...field, model: 'fleet.vehicle' }];
  expect(moduleFiles({ ...of, fields: unknown })).toEqual({ ok: false, models: ['fleet.vehicle'] });
  expect(moduleFiles({ ...of, fields: unknown, depends: ['fleet'] }).ok).toBe(true);
});
