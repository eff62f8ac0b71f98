/** Which module brings a model: by its own name or the longest beginning of it (manifests and models of Odoo 14 to 19). */
const MODULES: Readonly<Record<string, string>> = {
  account: 'account',
  'account.analytic': 'analytic',
  'account.asset': 'account_asset',
  'base.automation': 'base_automation',
  calendar: 'calendar',
  crm: 'crm',
  'crm.team': 'sales_team',
  'crm.tag': 'sales_team',
  event: 'event',
  fleet: 'fleet',
  helpdesk: 'helpdesk',
  hr: 'hr',
  'hr.applicant': 'hr_recruitment',
  'hr.attendance': 'hr_attendance',
  'hr.employee.skill': 'hr_skills',
  'hr.expense': 'hr_expense',
  'hr.leave': 'hr_holidays',
  'hr.resume': 'hr_skills',
  'hr.skill': 'hr_skills',
  loyalty: 'loyalty',
  mailing: 'mass_mailing',
  maintenance: 'maintenance',
  mrp: 'mrp',
  pos: 'point_of_sale',
  product: 'product',
  project: 'project',
  purchase: 'purchase',
  repair: 'repair',
  sale: 'sale_management',
  slide: 'website_slides',
  stock: 'stock',
  'stock.landed.cost': 'stock_landed_costs',
  survey: 'survey',
  uom: 'uom',
  utm: 'utm',
  website: 'website',
};

/** Null where it is not known. */
export function moduleOf(model: string): string | null {
  const parts = model.split('.');
  for (let length = parts.length; length > 0; length--) {
    const start = parts.slice(0, length).join('.');
    if (Object.hasOwn(MODULES, start)) return MODULES[start] ?? null;
  }
  return null;
}
