import { expect, test } from 'vitest';
import {
  addNode,
  changeField,
  connect,
  forgetPositions,
  freshId,
  ignoreColumn,
  moveNodes,
  newModelNode,
  referencesTo,
  removeField,
  removeNode,
  setData,
  setField,
  setLabel,
  setSheet,
} from './edits.ts';
import { begin, record, redo, undo } from './history.ts';
import { findModel, type GraphSpec, linksOf, sheetOf } from './spec.ts';
import { SHOP } from './test-graph.ts';

const data = (spec: GraphSpec, id: string) => findModel(spec, id)!.data;

test('an edit leaves the graph that it is made of as it was', () => {
  const before = structuredClone(SHOP);
  removeNode('customers')(setLabel('orders', 'Bills')(setField('lines', 'name', { value: 'x' })(SHOP)));
  moveNodes({ orders: { x: 1, y: 2 } })(ignoreColumn('people', 'fax')(SHOP));
  expect(SHOP).toEqual(before);
});

test('a node is removed with its edges and with what refers to it', () => {
  expect(referencesTo(SHOP, 'customers')).toEqual([
    'orders.partner_id',
    'orders.partner_invoice_id',
    'lines.tax_ids',
  ]);
  const after = removeNode('customers')(SHOP);
  expect(after.nodes.map(({ id }) => id)).toEqual(['s_orders', 'orders', 'lines']);
  expect(Object.keys(data(after, 'orders').fields)).toEqual(['note']);
  expect(after.edges?.map(({ id }) => id)).toEqual(['m1']);
});

test('a field keeps its place when its source changes, and when another field takes it over', () => {
  const changed = setField('customers', 'name', { column: 'full' })(SHOP);
  expect(Object.keys(data(changed, 'customers').fields)).toEqual(['name', 'parent_id', 'country_id']);
  const moved = changeField('customers', 'name', 'display_name')(changed);
  expect(Object.entries(data(moved, 'customers').fields)[0]).toEqual(['display_name', { column: 'full' }]);
  const gone = removeField('customers', 'parent_id')(moved);
  expect(Object.keys(data(gone, 'customers').fields)).toEqual(['display_name', 'country_id']);
});

test('a sheet that is chosen wins over a map edge, which goes', () => {
  const after = setSheet('orders', 'bills')(SHOP);
  expect(sheetOf(after, findModel(after, 'orders')!)).toBe('bills');
  expect(after.edges?.map(({ id }) => id)).toEqual(['d1']);
});

test('a setting that is not set is not written', () => {
  const set = setData('orders', { write_policy: 'create_only', batch_size: 50 })(SHOP);
  expect(data(set, 'orders')).toMatchObject({ write_policy: 'create_only', batch_size: 50 });
  const unset = setData('orders', { write_policy: undefined })(set);
  expect('write_policy' in data(unset, 'orders')).toBe(false);
  expect(JSON.stringify(setLabel('customers', ' ')(SHOP))).not.toContain('"label":"Customers"');
});

test('nodes are connected by the columns that hold the key of the other', () => {
  const after = connect('customers', 'orders', 'partner_shipping_id', ['shipTo'])(SHOP);
  expect(linksOf(after)[1]?.fields).toEqual(['partner_id', 'partner_invoice_id', 'partner_shipping_id']);
});

test('a new node has an id that is free and a letter at its start', () => {
  expect(freshId(SHOP, 'Orders')).toBe('orders_2');
  expect(freshId(SHOP, '2. Größe & Maß')).toBe('gro_e_ma');
  expect(freshId(SHOP, '注文')).toBe('node');
  const node = newModelNode(SHOP, { model: 'res.partner', label: 'Orders', sheet: 'x', key: 'id' });
  expect(addNode(node)(SHOP).nodes.at(-1)).toMatchObject({
    id: 'orders_2',
    data: { sheet: 'x', key: ['id'] },
  });
});

test('places are kept in whole pixels and can be forgotten', () => {
  const moved = moveNodes({ orders: { x: 10.4, y: -3.6 } })(SHOP);
  expect(findModel(moved, 'orders')?.position).toEqual({ x: 10, y: -4 });
  expect(JSON.parse(JSON.stringify(forgetPositions(moved)))).toEqual(SHOP);
});

test('a column is ignored and shown again without a trace', () => {
  const ignored = ignoreColumn('people', 'fax')(SHOP);
  expect(ignored.metadata).toEqual({ ignored_columns: { people: ['fax'] } });
  expect(ignoreColumn('people', 'fax', false)(ignored).metadata).toEqual({});
});

test('letters typed one after the other are one step; undo and redo go back and forth; a new edit ends redo', () => {
  let history = begin('a');
  history = record(history, 'ab', 'name');
  history = record(history, 'abc', 'name');
  history = record(history, 'abc!', 'other');
  expect(undo(history).present).toBe('abc');
  expect(undo(undo(history)).present).toBe('a');
  expect(undo(undo(undo(history))).present).toBe('a');
  expect(redo(undo(history)).present).toBe('abc!');
  const branched = record(undo(history), 'x', 'name');
  expect(redo(branched).present).toBe('x');
  expect(undo(branched).present).toBe('abc');
  expect(record(history, history.present)).toBe(history);
});
