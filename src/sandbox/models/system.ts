import type { Behaviour, Env } from '../env.ts';
import { databaseError } from '../odoo-error.ts';
import type { Row } from '../store.ts';

function text(row: Row, field: string): string {
  return String(row[field] || '');
}

function shownRecord(env: Env, row: Row): string {
  const id = Number(row.res_id ?? 0);
  return env.store.get(text(row, 'model'), id) ? env.displayName(text(row, 'model'), id) : completeName(row);
}

function completeName(row: Row): string {
  return row.module ? `${text(row, 'module')}.${text(row, 'name')}` : text(row, 'name');
}

/** An external ID has no space, and there is one of each (addons/base/models/ir_model.py, 19). */
export function checkExternalId(env: Env, row: Row): void {
  const name = text(row, 'name');
  if (name.includes(' ')) {
    const { module, model, res_id: resId } = row;
    throw databaseError(
      `new row for relation "ir_model_data" violates check constraint "ir_model_data_name_nospaces"\nDETAIL:  Failing row contains (${row.id}, null, ${env.now}, ${env.now}, null, ${String(resId)}, f, ${name}, ${String(module)}, ${String(model)}).\n`,
    );
  }
  const twins = env.store.find('ir.model.data', ['module', 'name'], [text(row, 'module'), name]);
  if (twins.length > 1) {
    throw databaseError(
      `duplicate key value violates unique constraint "ir_model_data_module_name_uniq_index"\nDETAIL:  Key (module, name)=(${text(row, 'module')}, ${name}) already exists.\n`,
    );
  }
}

export const SYSTEM_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'ir.model.data': {
    displayName: shownRecord,
    check: checkExternalId,
    computed: {
      complete_name: (_env, row) => completeName(row),
      reference: (_env, row) => `${text(row, 'model')},${String(row.res_id ?? 0)}`,
    },
  },
  'ir.config_parameter': { recName: 'key' },
  'ir.cron': { recName: 'cron_name' },
  'res.country': { searchNames: ['name', 'code'] },
  'res.country.state': {
    searchNames: ['name', 'code'],
    displayName: (env, row) => {
      const country = env.store.get('res.country', Number(row.country_id ?? 0));
      return `${text(row, 'name')} (${country ? text(country, 'code') : ''})`;
    },
  },
  'res.currency': {
    searchNames: ['name', 'full_name'],
    check: (_env, row) => {
      if (Number(row.rounding ?? 0) <= 0) {
        throw databaseError('The rounding factor must be greater than 0!', 'rounding');
      }
    },
  },
  'res.users': {
    inherits: { model: 'res.partner', field: 'partner_id' },
    searchNames: ['name', 'login'],
  },
  'uom.uom': {
    check: (_env, row) => {
      if (row.relative_factor === 0) {
        throw databaseError('The conversion ratio for a unit of measure cannot be 0!', 'relative_factor');
      }
    },
  },
};
