import { expect, test } from 'vitest';
import type { Target } from '../load/ports.ts';
import { readShippedSchema } from '../odoo/shipped-schemas.ts';
import type { ColumnProfile, DatasetProfile } from '../source/profile/dataset-profile.ts';
import { findValuesInOdoo } from './suggest-values.ts';

const column = (name: string, of: Partial<ColumnProfile>, values: readonly string[]): ColumnProfile => ({
  name,
  type: 'text',
  typeShare: 1,
  filled: values.length,
  nulls: 0,
  distinct: values.length,
  min: null,
  max: null,
  minLength: 1,
  maxLength: 20,
  formats: [],
  patterns: [],
  samples: values,
  values: values.map((value) => ({ value, rows: 1 })),
  outliers: [],
  flaws: [],
  dateOrder: null,
  ...of,
});

const profileOf = (columns: readonly ColumnProfile[]): DatasetProfile => ({
  sheets: [
    {
      sheet: 'a',
      rows: 3,
      columns,
      firstRows: [],
      keys: [],
      hidden: false,
      duplicateRows: 0,
      duplicates: [],
      headerProblems: [],
    },
  ],
  references: [],
});

/** Only `peek` may be called. */
const targetOf = (peek: Target['peek']) => ({ peek }) as unknown as Target;
const { snapshot } = readShippedSchema(19);

test('an Odoo that never answers holds a suggestion up for the time it is given', async () => {
  const silent = targetOf(
    (_model, _of, signal) =>
      new Promise((resolve) => {
        const fault = { kind: 'transient', reason: 'timed_out', message: 'stopped' } as const;
        signal?.addEventListener('abort', () => resolve({ ok: false, fault }));
      }),
  );
  const { found, warnings } = await findValuesInOdoo(
    silent,
    profileOf([column('x', {}, ['A'])]),
    snapshot,
    20,
  );
  expect(found).toEqual([]);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^Odoo was asked for values for 0\.02 seconds, and is not asked longer\. Not looked at: /,
    ),
  ]);
});

test('of a model with many records only those with the values are read; numbers of rows say nothing', async () => {
  const asked: string[][] = [];
  const many = Array.from({ length: 301 }, (_, i) => ({ id: i + 1, name: `P${i}`, ref: `${i}` }));
  const target = targetOf(async (model, { where, most }) => {
    if (model !== 'res.partner') return { ok: true, value: [] };
    expect(most).toBeLessThanOrEqual(2_000);
    if (!where) return { ok: true, value: many };
    asked.push([where.field, ...where.values.map(String)]);
    const { field } = where;
    return { ok: true, value: many.filter((one) => where.values.includes(one[field as 'name'])) };
  });
  const columns = [
    column('Who', {}, ['P1', 'P2', 'Q']),
    column('No', { type: 'identifier' }, ['1', '2', '3']),
    column('Day', { type: 'date' }, ['2026-01-01']),
    column('Text', { maxLength: 500 }, ['P3']),
  ];
  const { found } = await findValuesInOdoo(target, profileOf(columns), snapshot);
  expect(asked).toEqual(['name', 'ref', 'email'].map((field) => [field, 'P1', 'P2', 'Q', '1', '2', '3']));
  expect(found).toEqual([
    {
      sheet: 'a',
      column: 'Who',
      model: 'res.partner',
      field: 'name',
      found: 2,
      of: 3,
      ambiguous: 0,
      written: {},
    },
  ]);
});
