import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStages } from '../../test/support/run-stages.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { convertTo } from './convert-value.ts';
import { nullIfToken } from './null-tokens.ts';
import type { FieldSchema } from './target-schema.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

async function convert(field: Partial<FieldSchema>, text: string): Promise<string | null> {
  const schema: FieldSchema = {
    name: 'x',
    type: 'char',
    label: 'X',
    required: false,
    readonly: false,
    store: true,
    ...field,
  };
  return (await runStages(engine, convertTo(schema), [text]))[0] ?? null;
}

const state: Partial<FieldSchema> = {
  type: 'selection',
  selection: [
    ['draft', 'Quotation'],
    ['sale', 'Sales Order'],
    ['a', 'Twice'],
    ['b', 'Twice'],
    ['Sale', 'Other'],
  ],
};
const zones: Partial<FieldSchema> = {
  type: 'selection',
  selection: Array.from({ length: 300 }, (_, n) => [`zone_${n}`, `Zone ${n}`] as const),
};

describe('what load takes for a type', () => {
  test.each<readonly [Partial<FieldSchema>, string, string | null]>([
    [{ type: 'char' }, ' as it is ', ' as it is '],
    [{ type: 'char', size: 3 }, 'añé', 'añé'],
    [{ type: 'char', size: 3 }, '👍👍👍', '👍👍👍'],
    [{ type: 'char', size: 3 }, 'four', '!value_too_long'],
    [{ type: 'text' }, 'two\nlines', 'two\nlines'],
    [{ type: 'html' }, '<p>x</p>', '<p>x</p>'],
    [{ type: 'integer' }, '7', '7'],
    [{ type: 'integer' }, ' -7.00 ', '-7'],
    [{ type: 'integer' }, '1e3', '1000'],
    [{ type: 'integer' }, '1.5', '!integer_invalid'],
    [{ type: 'integer' }, '1,000', '!integer_invalid'],
    [{ type: 'integer' }, '2147483648', '!integer_invalid'],
    [{ type: 'integer' }, '99999999999999999999999999999999999999999999', '!integer_invalid'],
    [{ type: 'integer' }, 'x', '!integer_invalid'],
    [{ type: 'float' }, '0.1000', '0.1000'],
    [{ type: 'float' }, '1E+2', '100'],
    [{ type: 'monetary' }, '12,5', '!number_invalid'],
    [{ type: 'float' }, 'inf', '!number_invalid'],
    [{ type: 'boolean' }, 'TRUE', 'True'],
    [{ type: 'boolean' }, 'perhaps', '!boolean_invalid'],
    [{ type: 'date' }, '1996-07-04 00:00:00.000', '1996-07-04'],
    [{ type: 'date' }, '04.07.1996', '!date_invalid'],
    [{ type: 'datetime' }, '1996-07-04', '1996-07-04 00:00:00'],
    [{ type: 'datetime' }, 'x', '!datetime_invalid'],
    [state, 'draft', 'draft'],
    [state, ' quotation ', 'draft'],
    [state, 'SALES ORDER', 'sale'],
    [state, 'sale', 'sale'],
    [state, 'Sale', 'Sale'],
    [state, 'SALE', '!selection_invalid'],
    [state, 'Twice', '!selection_invalid'],
    [state, 'done', '!selection_invalid'],
    [zones, 'zone 299', 'zone_299'],
    [zones, 'zone_7', 'zone_7'],
    [zones, 'zone_300', '!selection_invalid'],
  ])('%j: %j is %j', async (field, text, expected) => {
    expect(await convert(field, text)).toBe(expected);
  });

  test('an invalid choice is told the choices', () => {
    const [, stage] = convertTo({
      ...state,
      name: 'x',
      label: 'X',
      required: false,
      readonly: false,
      store: true,
    } as FieldSchema);
    expect(stage?.failure?.remedy).toContain('draft (Quotation), sale (Sales Order)');
  });
});

test('null tokens are compared trimmed and without regard to case', async () => {
  const source = nullIfToken('c0', ['NULL', 'N/A', '-']);
  const texts = ['null', ' n/a ', '-', '\u00a0', '', '--', ' x'];
  expect(await runStages(engine, [], texts, source)).toEqual([null, null, null, null, null, '--', ' x']);
});
