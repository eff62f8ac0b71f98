import { z } from 'zod';

/** What a template helps with, in the order in which they are listed and, mostly, imported. */
export const TEMPLATE_CATEGORIES = [
  'foundation',
  'contacts',
  'products',
  'sales_crm',
  'projects',
  'hr',
  'accounting',
  'migration',
] as const;
export const TEMPLATE_LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
/** Traps that everybody falls into once. */
export const TEMPLATE_TRAPS = [
  'product_variant',
  'entry_balance',
  'stock_quantities',
  'users_and_mails',
  'record_state',
  'taxes_and_prices',
  'duplicates',
  'units',
  'chart_of_accounts',
  'private_data',
  'order_of_imports',
] as const;

const Text = z.string().min(1).max(1000);

/** `template.yaml` of a folder of `examples/templates`: what people read of a template. The graph and the data lie beside it. */
export const TemplateFile = z.strictObject({
  title: z.string().min(1).max(100),
  description: Text,
  category: z.enum(TEMPLATE_CATEGORIES),
  level: z.enum(TEMPLATE_LEVELS),
  modules: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).describe('of Odoo, to be installed before'),
  sheets: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/), text: Text }))
    .min(1)
    .describe('of the sample workbook, in its order; `data/<name>.csv` each'),
  steps: z
    .array(
      z.strictObject({ title: z.string().min(1).max(100), text: Text, nodes: z.array(z.string()).min(1) }),
    )
    .min(1)
    .describe('each node of the graph is in one of them'),
  warnings: z.array(z.strictObject({ trap: z.enum(TEMPLATE_TRAPS), text: Text })).min(1),
});
export type TemplateFile = z.infer<typeof TemplateFile>;
