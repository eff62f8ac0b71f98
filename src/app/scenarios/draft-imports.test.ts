import { expect, onTestFinished, test } from 'vitest';
import { outcomesOf, runToEnd, unwrap } from '../../../test/support/product.ts';
import { draftQuickbooks, invoicedCustomers } from '../../../test/support/quickbooks.ts';
import { openStage } from '../../../test/support/stage.ts';
import type { GraphSpec } from '../../plan/graph-spec.ts';

/** The sandbox knows no accounting, so that invoices become orders there: with the keys and references that were drafted. */
const AS_ORDERS: Readonly<
  Record<string, { readonly model: string; readonly fields: Record<string, string> }>
> = {
  invoices: { model: 'sale.order', fields: { name: 'client_order_ref', partner_id: 'partner_id' } },
  invoice_lines: {
    model: 'sale.order.line',
    fields: { name: 'name', move_id: 'order_id', product_id: 'product_id', price_unit: 'price_unit' },
  },
};

function asOrders(spec: GraphSpec): GraphSpec {
  const nodes = spec.nodes.map((node) => {
    const become = AS_ORDERS[node.id];
    if (node.type !== 'model' || become === undefined) return node;
    const fields = Object.entries(become.fields).flatMap(([from, to]) => {
      const mapping = node.data.fields[from];
      return mapping === undefined ? [] : [[to, mapping] as const];
    });
    return { ...node, data: { ...node.data, odooModel: become.model, fields: Object.fromEntries(fields) } };
  });
  return { ...spec, nodes };
}

test('drafted invoices that name their customers are linked to them, and no customer is made a second time', async () => {
  const stage = await openStage();
  onTestFinished(() => stage.close());
  const { app, connectionId, odoo } = stage;
  const { spec, datasetId } = await draftQuickbooks(app);
  const drafted = Object.fromEntries(
    spec.nodes.map((node) => [node.id, node.type === 'model' ? node.data.key : null]),
  );
  expect(drafted).toEqual({
    customers: ['Account No.'],
    items: ['MPN'],
    contacts: ['Account No.'],
    invoices: ['*InvoiceNo'],
    invoice_lines: ['*InvoiceNo', 'Item(Product/Service)'],
  });

  const before = (await odoo.searchRead('res.partner', [], ['name'])).length;
  const graph = unwrap(await app.graphs.create({ ...asOrders(spec), namespace: 'books' }));
  const run = await runToEnd(app, { graphId: graph.id, datasetId, connectionId });
  expect(outcomesOf(run)).toEqual({
    customers: { created: 30 },
    items: { created: 30 },
    contacts: { created: 30 },
    invoices: { created: 15, skipped: 15 },
    invoice_lines: { created: 30 },
  });
  const customers = await odoo.externalIds('books', 'customers');
  const orders = await odoo.searchRead('sale.order', [], ['client_order_ref', 'partner_id']);
  const expected = invoicedCustomers();
  expect(orders.length).toBe(expected.size);
  for (const { client_order_ref: number, partner_id: partner } of orders) {
    const [id, name] = partner as [number, string];
    expect([name, [...customers.values()].includes(id)]).toEqual([expected.get(String(number)), true]);
  }
  const partners = stage.sandbox.state.records('res.partner', ['name']);
  expect(partners.length).toBeGreaterThanOrEqual(before + 60);
  for (const name of new Set(expected.values())) {
    expect(partners.filter((partner) => partner.name === name).length, name).toBe(1);
  }
});
