import { expect, test } from 'vitest';
import { complete, insertWord, type Word } from './complete.ts';
import {
  columnsLikeKey,
  firstMapping,
  isNeeded,
  kindOf,
  kindsFor,
  type OdooField,
  quoteColumn,
  toKind,
} from './default-mapping.ts';
import { transformsOf, valueMapOf, withParts } from './mapping-parts.ts';
import { findModel } from './spec.ts';
import { confidenceOf, draftedNodes, openSuggestions, type Suggestion } from './suggested.ts';
import { SHOP } from './test-graph.ts';
import { readYaml, writeYaml } from './yaml.ts';

const place = {
  spec: SHOP,
  node: findModel(SHOP, 'orders')!,
  columns: ['no', 'CustomerID', 'Order Date', 'total'],
};

function field(patch: Partial<OdooField>): OdooField {
  return {
    name: 'x',
    label: 'X',
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

test('a first mapping takes the column that is called as the field, or the node whose records it holds', () => {
  expect(firstMapping(place, field({ name: 'date_order', label: 'Order date', type: 'datetime' }))).toEqual({
    column: 'Order Date',
  });
  const partner = field({ name: 'partner_id', type: 'many2one', relation: 'res.partner' });
  expect(firstMapping(place, partner)).toEqual({ reference: { node: 'customers', columns: ['CustomerID'] } });
  const country = field({ name: 'country_id', label: 'Total', type: 'many2one', relation: 'res.country' });
  expect(firstMapping(place, country)).toEqual({
    reference: { by: 'field', match: 'name', column: 'total' },
  });
  expect(firstMapping(place, field({}), 'total')).toEqual({ column: 'total' });
});

test('a change of kind keeps the column and its transforms where the other kind has them', () => {
  const before = { column: 'total', transforms: ['trim' as const] };
  const formula = toKind('formula', place, { before });
  expect(formula).toEqual({ formula: '"total"', transforms: ['trim'] });
  expect(toKind('column', place, { before: formula })).toEqual(before);
  expect(toKind('value', place, { before, field: field({ type: 'boolean' }) })).toEqual({ value: true });
  expect(kindOf(toKind('node', place, { before }))).toBe('node');
  expect(quoteColumn('a "b"')).toBe('"a ""b"""');
});

test('a field that refers to records takes no plain column, one that does not takes no reference', () => {
  expect(kindsFor(field({}))).toEqual(['column', 'value', 'formula']);
  expect(kindsFor(field({ relation: 'res.partner' }))).toEqual(['node', 'record']);
  expect(columnsLikeKey(findModel(SHOP, 'lines')!, place.columns)).toEqual(['no', 'no']);
  expect(isNeeded(field({ required: true }))).toBe(true);
  expect(isNeeded(field({ required: true, has_default: true }))).toBe(false);
});

test('transforms and value map of a reference to Odoo stand within it, empty ones nowhere', () => {
  const { country_id: country } = findModel(SHOP, 'customers')!.data.fields;
  expect(valueMapOf(country!)).toEqual({ UK: 'United Kingdom' });
  expect(withParts(country!, { transforms: ['trim'], value_map: {}, empty: 'clear' })).toEqual({
    reference: { by: 'field', match: 'name', column: 'country', transforms: ['trim'] },
    empty: 'clear',
  });
  expect(withParts({ column: 'a', transforms: ['trim'] }, { transforms: [] })).toEqual({ column: 'a' });
  expect(transformsOf({ value: 1 })).toBeUndefined();
});

const WORDS: readonly Word[] = [
  { kind: 'column', label: 'Unit Price', insert: '"Unit Price"', hint: '' },
  { kind: 'column', label: 'Qty', insert: '"Qty"', hint: '' },
  { kind: 'function', label: 'upper(text)', insert: 'upper(', hint: '' },
];

test('columns are offered with or without their quote, functions outside of quotes only', () => {
  const labels = (text: string) => complete(text, text.length, WORDS).words.map(({ label }) => label);
  expect(labels('"Qty" * u')).toEqual(['Unit Price', 'upper(text)']);
  expect(labels('"u')).toEqual(['Unit Price']);
  expect(labels('"Qty" * ')).toEqual([]);
  expect(labels(`'it "' || q`)).toEqual(['Qty']);
});

test('a word takes the place of what was begun, and of a quote that was typed ahead', () => {
  const put = (text: string, caret: number, word: Word) =>
    insertWord(text, caret, complete(text, caret, WORDS), word);
  expect(put('1 + un', 6, WORDS[0]!)).toEqual({ text: '1 + "Unit Price"', caret: 16 });
  expect(put('"un" * 2', 3, WORDS[0]!)).toEqual({ text: '"Unit Price" * 2', caret: 12 });
});

const DRAFT: Suggestion = {
  target: { server_version: '19.0', database: 'x' },
  warnings: [],
  sheets: [
    {
      sheet: 'people',
      models: [],
      columns: [
        {
          column: 'first',
          field: {
            role: 'main',
            model: 'res.partner',
            field: 'name',
            part: null,
            confidence: 0.9,
            reason: 'r',
          },
          alternatives: [],
        },
      ],
      junction: null,
    },
  ],
  graph: {
    name: 'Shop',
    nodes: [
      {
        id: 'customers',
        type: 'model',
        data: {
          odooModel: 'res.partner',
          sheet: 'people',
          key: ['customerID'],
          fields: {
            name: { column: 'first' },
            phone: { column: 'tel' },
            user_id: { reference: { node: 'users', columns: ['u'] } },
          },
        },
      },
    ],
  },
  unmapped: [],
  missing: [],
  notes: [],
};

test('what was suggested tells how sure a mapping is, and what could be filled besides', () => {
  const mapping = findModel(SHOP, 'customers')!.data.fields.name!;
  const why = confidenceOf(DRAFT, 'people', { model: 'res.partner', field: 'name', mapping });
  expect(why?.confidence).toBe(0.9);
  expect(confidenceOf(DRAFT, 'people', { model: 'res.partner', field: 'ref', mapping })).toBeUndefined();
  expect(openSuggestions(DRAFT, SHOP, 'customers')).toEqual({ phone: { column: 'tel' } });
  expect(openSuggestions(DRAFT, SHOP, 'orders')).toEqual({});
});

test('drafted nodes that the graph has not are offered, by sheet, without references to what is nowhere', () => {
  const empty = { name: 'x', nodes: [] };
  expect(draftedNodes(DRAFT, empty).map(({ id, data }) => [id, Object.keys(data.fields)])).toEqual([
    ['customers', ['name', 'phone']],
  ]);
  expect(draftedNodes(DRAFT, empty, 'people')).toHaveLength(1);
  expect(draftedNodes(DRAFT, empty, 'orders')).toEqual([]);
  expect(draftedNodes(DRAFT, SHOP)).toEqual([]);
});

test('a graph is the same after a way through YAML; what is none is refused with a reason', async () => {
  expect(await readYaml(await writeYaml(SHOP))).toEqual({ ok: true, spec: SHOP });
  expect(await readYaml('name: x')).toMatchObject({ ok: false });
  expect(await readYaml('name: [x')).toMatchObject({ ok: false });
  expect(await readYaml('name: x\nnodes: [{id: a, type: model, data: {}}]')).toMatchObject({ ok: false });
});
