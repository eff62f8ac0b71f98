import type { FieldSchema, ModelSchema } from '../mapping/target-schema.ts';
import type { GraphSpec, ModelData } from './graph-spec.ts';

/**
 * Required fields that Odoo's own `create` fills although they have no default: the record a model delegates to (`_inherits`,
 * Odoo 14–19), and values derived from others in the model's `create` (Odoo 14 `sale/models/sale.py`,
 * `purchase/models/purchase.py`, `account/models/account_move.py`). `fields_get` says neither, so they are named here; `metadata.filled_by_odoo` adds more.
 */
const FILLED_BY_ODOO: ReadonlySet<string> = new Set([
  'account.bank.statement.line.move_id',
  'account.move.line.currency_id',
  'account.payment.move_id',
  'hr.employee.resource_id',
  'hr.employee.version_id',
  'ir.cron.ir_actions_server_id',
  'mailing.mailing.source_id',
  'product.product.product_tmpl_id',
  'purchase.order.line.date_planned',
  'purchase.order.line.name',
  'purchase.order.line.price_unit',
  'purchase.order.line.product_qty',
  'purchase.order.line.product_uom',
  'res.company.partner_id',
  'res.users.partner_id',
  'resource.calendar.attendance.name',
  'sale.order.line.customer_lead',
  'sale.order.line.name',
  'sale.order.line.price_unit',
  'sale.order.line.product_uom',
  'sale.order.partner_invoice_id',
  'sale.order.partner_shipping_id',
  'sale.order.pricelist_id',
  'website.page.view_id',
]);

/** Delegated by a mixin (`mail.alias.mixin`, `resource.mixin`), so on any model. */
const FILLED_ON_ANY_MODEL: ReadonlySet<string> = new Set(['alias_id', 'alias_model_id', 'resource_id']);

/**
 * A contact needs a name, an address of another type does not: a CHECK constraint that `fields_get` does not tell of
 * (`res_partner_check_name`, base/models/res_partner.py, 14–19).
 */
function isNamedContact(model: string, field: FieldSchema, data?: ModelData): boolean {
  if (model !== 'res.partner' || field.name !== 'name') return false;
  const type = data?.fields.type;
  return type === undefined || ('value' in type && type.value === 'contact');
}

/**
 * Odoo does not create a record of the model without a value for this field: no default, not computed, not filled by Odoo. A
 * required field that is not stored lives on the record delegated to (`name` of product.product), and is needed all the same.
 */
export function isNeededToCreate(
  model: string,
  field: FieldSchema,
  data?: ModelData,
  spec?: GraphSpec,
): boolean {
  const isRequired = field.required || isNamedContact(model, field, data);
  if (!isRequired || field.hasDefault || (field.depends?.length ?? 0) > 0) return false;
  if (field.type === 'one2many' || field.type === 'many2many') return false;
  const name = `${model}.${field.name}`;
  if (FILLED_BY_ODOO.has(name) || FILLED_ON_ANY_MODEL.has(field.name)) return false;
  if (spec?.metadata?.filled_by_odoo?.includes(name)) return false;
  return (data?.context?.[`default_${field.name}`] ?? null) === null;
}

/** Fields a record of the model cannot be created without, by name. */
export function neededFields(
  schema: ModelSchema,
  data?: ModelData,
  spec?: GraphSpec,
): readonly FieldSchema[] {
  return Object.values(schema.fields)
    .filter((field) => isNeededToCreate(schema.model, field, data, spec))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
