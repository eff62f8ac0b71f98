import type { Behaviour, Env, Incoming } from '../env.ts';
import type { Value, Values } from '../metadata.ts';
import { validationError } from '../odoo-error.ts';
import type { Row } from '../store.ts';
import { pathName } from './partner.ts';

const TEMPLATE = 'product.template';
const VARIANT = 'product.product';
/** Kept on the variant; the template shows and sets them while it has exactly one (addons/product/models/product_template.py). */
const ON_VARIANT = ['barcode', 'default_code', 'standard_price', 'volume', 'weight'] as const;

function variantsOf(env: Env, template: Row): readonly number[] {
  return env.store.find(VARIANT, ['product_tmpl_id'], [template.id]);
}

function onlyVariant(env: Env, template: Row): Row | undefined {
  const [first, ...more] = variantsOf(env, template);
  return first !== undefined && more.length === 0 ? env.store.get(VARIANT, first) : undefined;
}

function fromVariant(field: string): (env: Env, row: Row) => Value {
  const isNumber = field !== 'barcode' && field !== 'default_code';
  return (env, row) => onlyVariant(env, row)?.[field] ?? (isNumber ? 0 : false);
}

/** Every template has its variant, unless the variant is what is being created (context `create_product_product`). */
function createVariant(env: Env, template: Row, given: Incoming): void {
  if (env.context.create_product_product === false) return;
  const values: Record<string, unknown> = {
    product_tmpl_id: template.id,
    active: template.active ?? true,
  };
  for (const field of ON_VARIANT) if (field in given) values[field] = given[field];
  env.create(VARIANT, [values]);
}

function moveToVariant(env: Env, template: Row, changes: Values): void {
  const moved: Record<string, unknown> = {};
  for (const field of ON_VARIANT) {
    if (!(field in changes)) continue;
    moved[field] = changes[field];
    delete changes[field];
  }
  const variant = onlyVariant(env, template);
  if (variant && Object.keys(moved).length > 0) env.write(VARIANT, [variant.id], moved);
}

function codeAndName(env: Env, model: string, row: Row): string {
  const code = env.value(model, row, 'default_code');
  const name = String(env.value(model, row, 'name') || '');
  return code ? `[${String(code)}] ${name}` : name;
}

function checkBarcode(env: Env, row: Row): void {
  const barcode = row.barcode;
  if (!barcode) return;
  const same = env.store.find(VARIANT, ['barcode'], [barcode]);
  if (same.length < 2) return;
  const names = same.map((id) => nameOfVariant(env, id)).join(' and ');
  throw validationError(
    `Barcode(s) already assigned:\n\n- Barcode "${String(barcode)}" already assigned to product(s): ${names}\n\nNote: products that you don't have access to will not be shown above.`,
  );
}

function nameOfVariant(env: Env, id: number): string {
  const row = env.store.get(VARIANT, id);
  return row ? String(env.value(VARIANT, row, 'name')) : '';
}

/** A template goes with its last variant (product_product.py `unlink`, 14 and 19). */
function emptyTemplates(env: Env, rows: readonly Row[]): { model: string; ids: readonly number[] } {
  const gone = new Set(rows.map((row) => row.id));
  const templates = new Set(rows.map((row) => Number(row.product_tmpl_id)));
  const isLeft = (id: number): boolean =>
    env.store.find(VARIANT, ['product_tmpl_id'], [id]).every((v) => gone.has(v));
  return { model: TEMPLATE, ids: [...templates].filter(isLeft) };
}

export const PRODUCT_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'product.category': {
    recName: 'complete_name',
    searchNames: ['complete_name'],
    hierarchy: { field: 'parent_id', message: 'Recursion Detected.' },
    displayName: (env, row) => pathName(env, 'product.category', row),
    computed: {
      complete_name: (env, row) => pathName(env, 'product.category', row),
      product_count: (env, row) => env.store.find(TEMPLATE, ['categ_id'], [row.id]).length,
    },
  },
  [TEMPLATE]: {
    searchNames: ['name', 'default_code', 'barcode'],
    displayName: (env, row) => codeAndName(env, TEMPLATE, row),
    complete: (_env, values) => {
      for (const field of ON_VARIANT) delete values[field];
    },
    created: createVariant,
    changing: moveToVariant,
    computed: {
      ...Object.fromEntries(ON_VARIANT.map((field) => [field, fromVariant(field)])),
      currency_id: () => 1,
      product_variant_ids: variantsOf,
      product_variant_id: (env, row) => variantsOf(env, row)[0] ?? false,
      product_variant_count: (env, row) => variantsOf(env, row).length,
    },
  },
  [VARIANT]: {
    inherits: { model: TEMPLATE, field: 'product_tmpl_id' },
    takesAlong: emptyTemplates,
    searchNames: ['name', 'default_code', 'barcode'],
    displayName: (env, row) => codeAndName(env, VARIANT, row),
    check: checkBarcode,
    complete: (_env, values) => {
      if ('lst_price' in values) delete values.lst_price;
    },
    computed: {
      code: (_env, row) => row.default_code ?? false,
      is_product_variant: () => true,
      lst_price: (env, row) => env.value(VARIANT, row, 'list_price'),
      partner_ref: (env, row) => codeAndName(env, VARIANT, row),
    },
    written: (env, before, after) => {
      if (before.active === after.active) return;
      const template = Number(after.product_tmpl_id);
      const row = env.store.get(TEMPLATE, template);
      const some = row && variantsOf(env, row).some((id) => env.store.get(VARIANT, id)?.active !== false);
      if (row && row.active !== some) env.store.update(TEMPLATE, template, { active: some ?? false });
    },
  },
};
