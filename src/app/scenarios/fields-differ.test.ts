import { expect, test } from 'vitest';
import { csv, graphOf, openStage, play } from '../../../test/support/stage.ts';

const GRAPH = `
  - id: customers
    type: model
    data: { odooModel: res.partner, sheet: customers, key: [Code], fields: { name: { column: Name } } }
  - id: orders
    type: model
    data:
      odooModel: sale.order
      sheet: orders
      key: [No]
      fields:
        partner_id: { reference: { node: customers, columns: [Customer] } }
        client_order_ref: { column: Ref }
`;

test('rows of one owner that fill different fields each keep their own', async () => {
  const stage = await openStage();
  try {
    const refs = ['A', '', 'B', '', '', 'C'];
    await play(stage, await graphOf(stage, 'differ', GRAPH), {
      customers: csv('Code,Name', ['X,Only']),
      orders: csv(
        'No,Customer,Ref',
        refs.map((ref, i) => `O${i},X,${ref}`),
      ),
    });
    const ids = await stage.odoo.externalIds('differ', 'orders');
    const records = await stage.odoo.searchRead(
      'sale.order',
      [['id', 'in', [...ids.values()]]],
      ['client_order_ref'],
    );
    const byId = new Map(records.map((record) => [record.id, record.client_order_ref]));
    expect(refs.map((_, i) => byId.get(ids.get(`O${i}`) ?? 0) || '')).toEqual(refs);
  } finally {
    await stage.close();
  }
});
