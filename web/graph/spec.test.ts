import { expect, test } from 'vitest';
import { setField } from './edits.ts';
import { columnsRead, findModel, formulaColumns, labelOf, linksOf, sheetOf, unusedColumns } from './spec.ts';
import { SHOP } from './test-graph.ts';

const node = (id: string) => findModel(SHOP, id)!;

test('a node is fed by its own sheet, else by the one whose map edge leads to it', () => {
  expect(sheetOf(SHOP, node('customers'))).toBe('people');
  expect(sheetOf(SHOP, node('orders'))).toBe('orders');
  expect(labelOf(node('orders'))).toBe('orders');
  expect(labelOf(node('customers'))).toBe('Customers');
});

test('there is one link for each pair of nodes, with all fields that it fills', () => {
  expect(linksOf(SHOP)).toEqual([
    { from: 'customers', to: 'customers', fields: ['parent_id'] },
    { from: 'customers', to: 'orders', fields: ['partner_id', 'partner_invoice_id'] },
    { from: 'orders', to: 'lines', fields: ['order_id'] },
    { from: 'customers', to: 'lines', fields: ['tax_ids'] },
  ]);
});

test('a reference to a node that is not there is no link', () => {
  const gone = { ...SHOP, nodes: SHOP.nodes.filter(({ id }) => id !== 'customers') };
  expect(linksOf(gone)).toEqual([{ from: 'orders', to: 'lines', fields: ['order_id'] }]);
});

test('a formula reads columns in double quotes and bare words, not what stands in a text', () => {
  const columns = ['Net Total', 'tax', 'quoted', 'a "b"'];
  expect(formulaColumns(`'"quoted"' || "Net Total" || tax`, columns)).toEqual(['Net Total', 'tax']);
  expect(formulaColumns(`'it''s "tax"' || "a ""b"""`, columns)).toEqual(['a "b"']);
});

test('a mapping reads its column, and those that transforms and conditions name', () => {
  const { name, country_id: country } = node('customers').data.fields;
  expect(columnsRead(name!, [])).toEqual(['first', 'last']);
  expect(columnsRead(country!, [])).toEqual(['country']);
  expect(columnsRead({ value: 1 }, ['a'])).toEqual([]);
  const within = {
    reference: {
      by: 'field',
      match: 'name',
      column: 'state',
      within: { country_id: { column: 'country' }, active: { value: 'true' } },
    },
  } as const;
  expect(columnsRead(within, [])).toEqual(['state', 'country']);
});

test('columns that no node reads are left; keys, junctions and ignored ones are not', () => {
  expect(unusedColumns(SHOP, 'people', ['customerID', 'first', 'last', 'boss', 'country', 'fax'])).toEqual([
    'fax',
  ]);
  expect(unusedColumns(SHOP, 'joins', ['line', 'person', 'since'])).toEqual(['since']);
  const matching = setField('lines', 'order_id', {
    reference: { node: 'orders', columns: ['no'], match: ['code', { formula: '"old no" || x' }] },
  })(SHOP);
  expect(unusedColumns(matching, 'orders', ['code', 'old no', 'x', 'y', 'no'])).toEqual(['y']);
  const ignoring = { ...SHOP, metadata: { ignored_columns: { people: ['fax'] } } };
  expect(unusedColumns(ignoring, 'people', ['fax', 'first'])).toEqual([]);
});
