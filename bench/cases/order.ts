import type { BenchCase, CaseRow, CaseSheet } from '../case.ts';
import { pick } from './companies.ts';
import { partnersOf } from './partner.ts';

const LINES_PER_ORDER = 5;
const PRODUCTS = 200;
const ORDERS_PER_PARTNER = 10;
const THINGS = ['Chair', 'Desk "Oak"', 'Lamp, brass', 'Größe L', 'Shelf'];

export const orderCase: BenchCase = {
  name: 'order',
  title: 'sale.order and five lines of each',
  make: ({ rows, tag }) => {
    const count = Math.max(1, Math.round(rows / (LINES_PER_ORDER + 1)));
    const partners = partnersOf(Math.max(1, Math.round(count / ORDERS_PER_PARTNER)), `p${tag}`);
    const products = productsOf(`q${tag}`);
    const orders = ordersOf(count, `o${tag}`, partners);
    return {
      namespace: `bench_${tag}`,
      beforehand: [partners, products],
      measured: [orders, linesOf(orders, products, tag)],
    };
  },
};

function productsOf(stamp: string): CaseSheet {
  return {
    node: 'products',
    model: 'product.product',
    stamp,
    columns: [
      { header: 'Name', field: 'name', kind: 'text' },
      { header: 'Price', field: 'list_price', kind: 'number' },
    ],
    rows: Array.from({ length: PRODUCTS }, (_, i) => ({
      key: `A${numberOf(i)}`,
      cells: [`${pick(THINGS, i)} ${numberOf(i)} ${stamp}`, String(10 + (i % 90))],
    })),
  };
}

function ordersOf(count: number, stamp: string, partners: CaseSheet): CaseSheet {
  return {
    node: 'orders',
    model: 'sale.order',
    stamp,
    columns: [
      { header: 'Number', field: 'name', kind: 'text' },
      { header: 'Date', field: 'date_order', kind: 'text' },
      { header: 'Customer', field: 'partner_id', kind: 'reference', refersTo: partners },
    ],
    rows: Array.from({ length: count }, (_, i): CaseRow => {
      const day = String(1 + (i % 28)).padStart(2, '0');
      const partner = partners.rows[i % partners.rows.length]?.key ?? '';
      return {
        key: `O${numberOf(i)}`,
        cells: [`SO ${numberOf(i)} ${stamp}`, `2026-03-${day} 09:30:00`, partner],
      };
    }),
  };
}

function linesOf(orders: CaseSheet, products: CaseSheet, stamp: string): CaseSheet {
  return {
    node: 'lines',
    model: 'sale.order.line',
    stamp,
    columns: [
      { header: 'Text', field: 'name', kind: 'text' },
      { header: 'Order', field: 'order_id', kind: 'reference', refersTo: orders },
      { header: 'Product', field: 'product_id', kind: 'reference', refersTo: products },
      { header: 'Quantity', field: 'product_uom_qty', kind: 'number' },
      { header: 'Price', field: 'price_unit', kind: 'number' },
    ],
    rows: orders.rows.flatMap(({ key }, order) =>
      Array.from({ length: LINES_PER_ORDER }, (_, line): CaseRow => {
        const i = order * LINES_PER_ORDER + line;
        const product = products.rows[i % products.rows.length]?.key ?? '';
        const text = `${pick(THINGS, i)}, as agreed ${numberOf(i)} ${stamp}`;
        return {
          key: `L${numberOf(i)}`,
          cells: [text, key, product, String(1 + (i % 9)), String(10 + (i % 90))],
        };
      }),
    ),
  };
}

function numberOf(index: number): string {
  return String(index + 1).padStart(5, '0');
}
