import type { GraphSpec } from './spec.ts';

/** Customers, their orders, and order lines, with a sheet node, a self-reference and a junction. */
export const SHOP: GraphSpec = {
  name: 'Shop',
  nodes: [
    { id: 's_orders', type: 'sheet', data: { sheet: 'orders' } },
    {
      id: 'customers',
      type: 'model',
      data: {
        odooModel: 'res.partner',
        label: 'Customers',
        sheet: 'people',
        key: ['customerID'],
        fields: {
          name: { column: 'first', transforms: [{ name: 'concat', columns: ['last'] }] },
          parent_id: { reference: { node: 'customers', columns: ['boss'] } },
          country_id: {
            reference: { by: 'field', match: 'name', column: 'country', value_map: { UK: 'United Kingdom' } },
          },
        },
      },
    },
    {
      id: 'orders',
      type: 'model',
      data: {
        odooModel: 'sale.order',
        key: [{ column: 'no', transforms: ['trim'] }],
        fields: {
          partner_id: { reference: { node: 'customers', columns: ['customerID'] } },
          partner_invoice_id: { reference: { node: 'customers', columns: ['payer'] } },
          note: { formula: `'"quoted"' || "Net Total" || tax` },
        },
      },
    },
    {
      id: 'lines',
      type: 'model',
      data: {
        odooModel: 'sale.order.line',
        sheet: 'lines',
        key: ['no', 'pos'],
        fields: {
          order_id: { reference: { node: 'orders', columns: ['no'] } },
          tax_ids: {
            reference: {
              node: 'customers',
              columns: ['no'],
              through: { sheet: 'joins', from: ['line'], to: ['person'] },
            },
          },
        },
      },
    },
  ],
  edges: [
    { id: 'm1', from: 's_orders', to: 'orders', kind: 'map' },
    { id: 'd1', from: 'customers', to: 'lines', kind: 'depends' },
  ],
};
