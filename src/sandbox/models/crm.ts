import type { Behaviour, Env } from '../env.ts';
import type { Value, Values } from '../metadata.ts';
import { databaseError, missingError } from '../odoo-error.ts';
import type { Row } from '../store.ts';

const ADDRESS = ['street', 'street2', 'zip', 'city', 'state_id', 'country_id'] as const;

/** What a lead takes from its customer where the file does not say it (addons/crm/models/crm_lead.py, 19). */
function completeLead(env: Env, values: Values): void {
  values.team_id ??= 1;
  values.stage_id ??= firstStage(env);
  values.probability ??= 0;
  values.company_id ??= 1;
  const partnerId = values.partner_id;
  const partner = typeof partnerId === 'number' ? env.store.get('res.partner', partnerId) : undefined;
  if (typeof partnerId === 'number' && !partner) throw missingError('res.partner', partnerId, env.user.uid);
  if (!partner) return;
  const isCompany = partner.is_company === true;
  values.partner_name ??= isCompany ? shown(partner, 'name') : companyName(env, partner);
  values.contact_name ??= isCompany ? false : shown(partner, 'name');
  values.email_from ??= shown(partner, 'email');
  values.phone ??= shown(partner, 'phone');
  if (ADDRESS.every((field) => !values[field])) {
    for (const field of ADDRESS) values[field] ??= shown(partner, field);
  }
}

function shown(row: Row, field: string): Value {
  return row[field] ?? false;
}

function companyName(env: Env, partner: Row): Value {
  return env.value('res.partner', partner, 'commercial_company_name');
}

function firstStage(env: Env): Value {
  const stages = [...env.store.all('crm.stage')];
  stages.sort((a, b) => Number(a.sequence ?? 0) - Number(b.sequence ?? 0) || a.id - b.id);
  return stages[0]?.id ?? false;
}

export const CRM_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'crm.lead': {
    complete: completeLead,
    check: (_env, row) => {
      const probability = Number(row.probability ?? 0);
      if (probability < 0 || probability > 100) {
        throw databaseError(
          'The probability of closing the deal should be between 0% and 100%!',
          'probability',
        );
      }
    },
  },
};
