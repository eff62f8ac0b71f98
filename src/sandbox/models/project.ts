import type { Behaviour } from '../env.ts';
import { databaseError } from '../odoo-error.ts';

export const PROJECT_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'project.project': {
    check: (_env, row) => {
      const { date_start: start, date: end } = row;
      if (typeof start === 'string' && typeof end === 'string' && end < start) {
        throw databaseError("The project's start date must be before its end date.");
      }
    },
  },
  'project.task': {
    hierarchy: { field: 'parent_id', message: 'Error! You cannot create a recursive hierarchy of tasks.' },
    check: (_env, row) => {
      if (row.recurring_task === true && row.parent_id) {
        throw databaseError('You cannot convert this task into a sub-task because it is recurrent.');
      }
      if (!row.project_id && row.parent_id) throw databaseError('A private task cannot have a parent.');
    },
  },
};
