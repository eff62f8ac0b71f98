import { expect, test } from 'vitest';
import { addNode, moveNodes, newModelNode } from './edits.ts';
import { linkOfLine, sheetCardId, sheetNames, sheetOfCard, toFlow } from './flow.ts';
import { layOut, MODEL_SIZE, SHEET_SIZE } from './layout.ts';
import { SHOP } from './test-graph.ts';

const FACTS = [
  { name: 'people', rows: 91 },
  { name: 'orders', rows: 830 },
  { name: 'lines', rows: 2155 },
  { name: 'spare', rows: 3 },
];

test('each model and each sheet is a card; a junction and a sheet that feeds nothing too', () => {
  const { nodes } = toFlow(SHOP, FACTS, new Map([['orders', { errors: 2, warnings: 1 }]]));
  expect(nodes.map(({ id }) => id)).toEqual([
    'sheet:people',
    'sheet:orders',
    'sheet:lines',
    'sheet:spare',
    'sheet:joins',
    'customers',
    'orders',
    'lines',
  ]);
  const of = (id: string) => nodes.find((card) => card.id === id)?.data;
  expect(of('orders')).toMatchObject({ label: 'orders', sheet: 'orders', fields: 3, errors: 2, warnings: 1 });
  expect(of('customers')).toMatchObject({ own: ['parent_id'], errors: 0 });
  expect(of('sheet:spare')).toEqual({ sheet: 'spare', rows: 3, isUsed: false });
  expect(of('sheet:joins')).toEqual({ sheet: 'joins', rows: null, isUsed: true });
});

test('lines lead from sheets to models, and between models with the fields they fill; none from a node to itself', () => {
  const { edges } = toFlow(SHOP, FACTS, new Map());
  expect(edges.map(({ source, target, label }) => [source, target, label ?? null])).toEqual([
    ['sheet:people', 'customers', null],
    ['sheet:orders', 'orders', null],
    ['sheet:lines', 'lines', null],
    ['sheet:joins', 'lines', null],
    ['customers', 'orders', 'partner_id, partner_invoice_id'],
    ['orders', 'lines', 'order_id'],
    ['customers', 'lines', 'tax_ids'],
  ]);
  expect(edges.map(linkOfLine).at(0)).toBeUndefined();
  expect(edges.map(linkOfLine).at(4)).toEqual({ from: 'customers', to: 'orders' });
  expect(sheetOfCard(sheetCardId('a b'))).toBe('a b');
  expect(sheetOfCard('orders')).toBeUndefined();
});

test('what needs a node stands to the right of it, sheets to the left of all; nothing lies on anything', () => {
  const { models, sheets } = layOut(SHOP, sheetNames(SHOP, FACTS));
  const x = (id: string) => models.get(id)!.x;
  expect(x('customers')).toBeLessThan(x('orders'));
  expect(x('orders')).toBeLessThan(x('lines'));
  for (const sheet of sheets.values()) expect(sheet.x + SHEET_SIZE.width).toBeLessThan(x('customers'));
  const boxes = [
    ...[...models.values()].map((at) => ({ ...at, ...MODEL_SIZE })),
    ...[...sheets.values()].map((at) => ({ ...at, ...SHEET_SIZE })),
  ];
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) {
      const areApart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(areApart).toBe(true);
    }
});

test('a node stays where it was put; one that is new comes below', () => {
  const places = { customers: { x: 0, y: 0 }, orders: { x: 400, y: 700 }, lines: { x: 800, y: 0 } };
  const moved = moveNodes(places)(SHOP);
  expect(Object.fromEntries(layOut(moved, []).models)).toEqual(places);
  const more = addNode(newModelNode(moved, { model: 'res.partner', label: 'New', key: 'id' }))(moved);
  const layout = layOut(more, []);
  expect(layout.models.get('orders')).toEqual(places.orders);
  expect(layout.models.get('new')?.y).toBeGreaterThan(700 + MODEL_SIZE.height);
});

test('a cycle of references is laid out too', () => {
  const cyclic = structuredClone(SHOP);
  const customers = cyclic.nodes.find(({ id }) => id === 'customers');
  if (customers?.type === 'model')
    customers.data.fields.last_order_id = { reference: { node: 'orders', columns: ['last'] } };
  expect(layOut(cyclic, []).models.size).toBe(3);
});
