/** Parts of Odoo a user can choose from. */
export const MODULE_GROUPS = [
  'foundation',
  'contacts',
  'sales',
  'products',
  'accounting',
  'purchase',
  'inventory',
  'projects',
  'hr',
] as const;
export type ModuleGroup = (typeof MODULE_GROUPS)[number];
