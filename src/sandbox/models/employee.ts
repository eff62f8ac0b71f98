import type { Behaviour, Env } from '../env.ts';
import type { Values } from '../metadata.ts';
import { databaseError } from '../odoo-error.ts';
import type { Row } from '../store.ts';
import { pathName } from './partner.ts';

const EMPLOYEE = 'hr.employee';

/** Every employee has a contact; its coach is the manager unless the file says otherwise (addons/hr/models/hr_employee.py, 19). */
function completeEmployee(env: Env, values: Values): void {
  values.coach_id ??= values.parent_id ?? false;
  values.tz ??= 'UTC';
  values.legal_name ??= values.name ?? false;
  if (!values.work_contact_id && values.name) {
    const [contact] = env.create('res.partner', [
      {
        name: values.name,
        email: values.work_email ?? false,
        phone: values.work_phone ?? false,
        company_id: values.company_id ?? false,
      },
    ]);
    if (contact) values.work_contact_id = contact.id;
  }
}

function followManager(_env: Env, before: Row, changes: Values): void {
  if (!('parent_id' in changes) || 'coach_id' in changes) return;
  if (!before.coach_id || before.coach_id === before.parent_id) {
    changes.coach_id = changes.parent_id ?? false;
  }
}

export const EMPLOYEE_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  [EMPLOYEE]: {
    searchNames: ['name'],
    complete: completeEmployee,
    changing: followManager,
    check: (_env, row) => {
      // Odoo 19 ends in a TypeError here; the sandbox says what is meant. See docs/sandbox.md.
      if (!row.name) {
        throw databaseError(
          "Missing required value for the field 'Employee Name' (name).\nModel: 'Employee' (hr.employee)\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n",
          'name',
        );
      }
    },
    computed: {
      child_all_count: (env, row) => env.store.find(EMPLOYEE, ['parent_id'], [row.id]).length,
      active_employee: (_env, row) => row.active ?? true,
    },
  },
  'hr.department': {
    recName: 'complete_name',
    searchNames: ['complete_name'],
    hierarchy: { field: 'parent_id', message: 'You cannot create recursive departments.' },
    displayName: (env, row) => pathName(env, 'hr.department', row),
    computed: { complete_name: (env, row) => pathName(env, 'hr.department', row) },
  },
};
