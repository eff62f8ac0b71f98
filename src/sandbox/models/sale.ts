import type { Behaviour, Env } from '../env.ts';
import type { Value, Values } from '../metadata.ts';
import { databaseError, missingError, OdooError } from '../odoo-error.ts';
import type { Row } from '../store.ts';
import { round } from '../value.ts';

const ORDER = 'sale.order';
const LINE = 'sale.order.line';
/** `res.company.quotation_validity_days`. */
const QUOTATION_VALID_DAYS = 30;

function completeOrder(env: Env, values: Values): void {
  // Odoo 19 stumbles over an empty date before the database sees it (sale_order.py `_compute_currency_rate`).
  if (!values.date_order) throw new OdooError('builtins.AssertionError', 'Datetime instance expected');
  if (!values.name || values.name === 'New') {
    values.name = `S${String(env.store.nextNumber(ORDER)).padStart(5, '0')}`;
  }
  const partner = values.partner_id;
  if (typeof partner === 'number' && !env.store.get('res.partner', partner)) {
    throw missingError('res.partner', partner, env.user.uid);
  }
  values.partner_invoice_id ??= addressOfKind(env, partner, 'invoice');
  values.partner_shipping_id ??= addressOfKind(env, partner, 'delivery');
  values.user_id ??= env.user.uid;
  values.team_id ??= 1;
  values.currency_id ??= 1;
  values.currency_rate ??= 1;
  values.warehouse_id ??= 1;
  values.require_signature ??= true;
  values.invoice_status ??= 'no';
  values.validity_date ??= daysAfter(env.now, QUOTATION_VALID_DAYS);
}

/** A contact of the partner with that type of address, else the partner itself (`address_get`). */
function addressOfKind(env: Env, partner: Value | undefined, kind: 'invoice' | 'delivery'): Value {
  if (typeof partner !== 'number') return false;
  const children = env.store.find('res.partner', ['parent_id'], [partner]);
  return children.find((id) => env.store.get('res.partner', id)?.type === kind) ?? partner;
}

function daysAfter(now: string, days: number): string {
  const date = new Date(`${now.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function linesOf(env: Env, order: Row): Row[] {
  return env.store.find(LINE, ['order_id'], [order.id]).flatMap((id) => env.store.get(LINE, id) ?? []);
}

/** The company rounds globally: lines are summed as they are, the order is rounded (account.tax, 19). */
function amount(env: Env, order: Row): Value {
  return round(
    linesOf(env, order).reduce((sum, line) => sum + exactSubtotal(line), 0),
    2,
  );
}

function number(row: Row | Values, field: string): number {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
}

function exactSubtotal(line: Row): number {
  const price = number(line, 'price_unit') * (1 - number(line, 'discount') / 100);
  return price * number(line, 'product_uom_qty');
}

function subtotal(line: Row): number {
  return round(exactSubtotal(line), 2);
}

/** What Odoo computes from the product, where the file does not say it; there are no taxes in the sandbox. */
function completeLine(env: Env, values: Values): void {
  const productId = values.product_id;
  const product = typeof productId === 'number' ? env.store.get('product.product', productId) : undefined;
  if (typeof productId === 'number' && !product) {
    throw missingError('product.product', productId, env.user.uid);
  }
  if (product) {
    values.name ??= env.displayName('product.product', product.id);
    values.price_unit ??= env.value('product.product', product, 'list_price');
    values.product_uom_id ??= env.value('product.product', product, 'uom_id');
  }
  values.customer_lead ??= 0;
  if (!values.display_type) values.price_unit ??= 0;
}

function checkLine(_env: Env, line: Row): void {
  const { display_type: kind, is_downpayment: down, product_id: product, product_uom_id: unit } = line;
  if (!kind && !down && !(product && unit)) {
    throw databaseError('Missing required fields on accountable sale order line.');
  }
  if (kind && (product || unit || number(line, 'price_unit') || number(line, 'product_uom_qty'))) {
    throw databaseError('Forbidden values on non-accountable sale order line');
  }
}

/** Its totals are recomputed, so Odoo writes to the order when a line comes, changes or goes. */
function touchOrder(env: Env, line: Row): void {
  const order = Number(line.order_id ?? 0);
  if (!env.store.get(ORDER, order)) return;
  env.store.update(ORDER, order, { write_date: env.now, write_uid: env.user.uid });
}

function refuseConfirmed(_env: Env, rows: readonly Row[]): void {
  if (rows.every((row) => row.state === 'draft' || row.state === 'cancel')) return;
  throw new OdooError(
    'odoo.exceptions.UserError',
    'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
  );
}

export const SALE_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  [ORDER]: {
    searchNames: ['name'],
    complete: completeOrder,
    removing: refuseConfirmed,
    computed: {
      amount_untaxed: amount,
      amount_tax: () => 0,
      amount_total: amount,
    },
  },
  [LINE]: {
    searchNames: ['name'],
    complete: completeLine,
    check: checkLine,
    created: touchOrder,
    written: (env, _before, line) => touchOrder(env, line),
    removing: (env, lines) => {
      for (const line of lines) touchOrder(env, line);
    },
    displayName: (env, row) => {
      const order = env.store.get(ORDER, Number(row.order_id ?? 0));
      const partner = order ? env.displayName('res.partner', Number(order.partner_id ?? 0)) : '';
      return `${String(order?.name ?? '')} - ${String(row.name || '').split('\n')[0]} (${partner})`;
    },
    computed: {
      price_subtotal: (_env, row) => subtotal(row),
      price_tax: () => 0,
      price_total: (_env, row) => subtotal(row),
      price_reduce_taxexcl: (_env, row) => {
        const quantity = number(row, 'product_uom_qty');
        return quantity ? round(subtotal(row) / quantity, 2) : 0;
      },
      product_template_id: (env, row) =>
        env.store.get('product.product', Number(row.product_id ?? 0))?.product_tmpl_id ?? false,
    },
  },
};
