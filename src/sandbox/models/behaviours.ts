import type { Behaviour } from '../env.ts';
import { CRM_BEHAVIOURS } from './crm.ts';
import { EMPLOYEE_BEHAVIOURS } from './employee.ts';
import { PARTNER_BEHAVIOURS } from './partner.ts';
import { PRODUCT_BEHAVIOURS } from './product.ts';
import { PROJECT_BEHAVIOURS } from './project.ts';
import { SALE_BEHAVIOURS } from './sale.ts';
import { SYSTEM_BEHAVIOURS } from './system.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  ...CRM_BEHAVIOURS,
  ...EMPLOYEE_BEHAVIOURS,
  ...PARTNER_BEHAVIOURS,
  ...PRODUCT_BEHAVIOURS,
  ...PROJECT_BEHAVIOURS,
  ...SALE_BEHAVIOURS,
  ...SYSTEM_BEHAVIOURS,
};
const NONE: Behaviour = {};

export function behaviourOf(model: string): Behaviour {
  return BEHAVIOURS[model] ?? NONE;
}
