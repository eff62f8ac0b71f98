import type { Behaviour, Env, Incoming } from '../env.ts';
import type { Value, Values } from '../metadata.ts';
import { databaseError, missingError, OdooError, userError, validationError } from '../odoo-error.ts';
import type { Row } from '../store.ts';

const PARTNER = 'res.partner';
const ADDRESS = ['street', 'street2', 'zip', 'city', 'state_id', 'country_id'] as const;
const SHOWN_TYPES: Readonly<Record<string, string>> = {
  invoice: 'Invoice',
  delivery: 'Delivery',
  other: 'Other',
};

function parentOf(env: Env, row: Row): Row | undefined {
  const id = row.parent_id;
  return typeof id === 'number' ? env.store.get(PARTNER, id) : undefined;
}

/** A company stands for itself, a contact for the company it belongs to. */
function commercialPartner(env: Env, row: Row): Row {
  let at = row;
  for (let parent = parentOf(env, at); parent && at.is_company !== true; parent = parentOf(env, at)) {
    at = parent;
  }
  return at;
}

/** `Parent, Child` (`_get_complete_name`, addons/base/models/res_partner.py, 19). */
function completeName(env: Env, row: Row): string {
  let name = String(row.name || '');
  const parent = parentOf(env, row);
  if (parent || row.company_name) {
    if (!name) name = SHOWN_TYPES[String(row.type)] ?? '';
    if (row.is_company !== true) {
      const commercial = commercialPartner(env, row);
      const company = commercial.is_company === true ? commercial.name : row.company_name;
      name = `${String(company || parent?.name || '')}, ${name}`;
    }
  }
  return name.trim();
}

function addressOf(row: Row): Values {
  return Object.fromEntries(ADDRESS.map((f) => [f, row[f] ?? false]));
}

function hasAddress(row: Row): boolean {
  return ADDRESS.some((f) => row[f]);
}

function sharesAddress(row: Row): boolean {
  return row.type === 'contact';
}

/**
 * A contact has its company's address (addons/base/models/res_partner.py, 19). In `load` the company's filled cells win over
 * those of the new contact, and what only the contact has goes up to the company (`_load_records_create`); otherwise all of the
 * company's address is taken, empty cells too (`_fields_sync`).
 */
function takeAddress(env: Env, row: Row): void {
  const parent = parentOf(env, row);
  if (!parent || !sharesAddress(row)) return;
  if (!hasAddress(parent)) {
    const first = parent.is_company === true || !parent.parent_id;
    const siblings = env.store.find(PARTNER, ['parent_id'], [parent.id]).length;
    if (first && siblings === 1 && hasAddress(row)) env.store.update(PARTNER, parent.id, addressOf(row));
    return;
  }
  const isLoad = env.context._partners_skip_fields_sync === true;
  const taken = ADDRESS.filter((f) => (parent[f] || !isLoad) && differ(parent, row, f));
  if (taken.length === 0) return;
  const after = env.store.update(
    PARTNER,
    row.id,
    Object.fromEntries(taken.map((f) => [f, parent[f] ?? false])),
  );
  if (ADDRESS.some((f) => differ(parent, after, f))) env.write(PARTNER, [parent.id], addressOf(after));
}

function differ(a: Row, b: Row, field: string): boolean {
  return (a[field] ?? false) !== (b[field] ?? false);
}

function giveAddress(env: Env, before: Row, after: Row): void {
  const changed = ADDRESS.filter((f) => differ(before, after, f));
  if (changed.length === 0) return;
  const changes = Object.fromEntries(changed.map((f) => [f, after[f] ?? false]));
  for (const id of env.store.find(PARTNER, ['parent_id'], [after.id])) {
    const child = env.store.get(PARTNER, id);
    if (child && sharesAddress(child)) env.store.update(PARTNER, id, changes);
  }
  const parent = parentOf(env, after);
  if (parent && sharesAddress(after) && changed.some((f) => differ(parent, after, f))) {
    env.write(PARTNER, [parent.id], addressOf(after));
  }
}

function complete(env: Env, values: Values, given: Incoming): void {
  if ('company_type' in given && !('is_company' in given)) {
    values.is_company = given.company_type === 'company';
  }
  delete values.company_type;
  const parentId = values.parent_id;
  const parent = typeof parentId === 'number' ? env.store.get(PARTNER, parentId) : undefined;
  if (typeof parentId === 'number' && !parent) throw missingError(PARTNER, parentId, env.user.uid);
  if (parent) {
    values.company_name = false;
    if (!('lang' in given)) values.lang = parent.lang ?? 'en_US';
    if (!values.user_id && !values.is_company) values.user_id = parent.user_id ?? false;
  }
  if (typeof values.website === 'string') values.website = cleanWebsite(values.website);
}

function cleanWebsite(website: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(website) ? website : `http://${website.replace(/^\/+/, '')}`;
}

function changing(env: Env, before: Row, changes: Values): void {
  if (changes.active === false) refuseToArchiveUsers(env, before);
  if ('company_type' in changes) {
    if (!('is_company' in changes)) changes.is_company = changes.company_type === 'company';
    delete changes.company_type;
  }
  if (changes.parent_id) changes.company_name = false;
  if (typeof changes.website === 'string') changes.website = cleanWebsite(changes.website);
}

function written(env: Env, before: Row, after: Row): void {
  const joined = after.parent_id && before.parent_id !== after.parent_id;
  if (joined || (before.type !== 'contact' && after.type === 'contact')) takeAddress(env, after);
  giveAddress(env, before, env.store.get(PARTNER, after.id) ?? after);
}

function companyType(_env: Env, row: Row): Value {
  return row.is_company === true ? 'company' : 'person';
}

/** Of an administrator Odoo asks to go to the users (RedirectWarning), of others to ask one (res_partner.py, 19, `write`). */
function refuseToArchiveUsers(env: Env, row: Row): void {
  const users = env.store
    .find('res.users', ['partner_id'], [row.id])
    .filter((id) => env.store.get('res.users', id)?.active === true);
  if (users.length === 0) return;
  const names = users.map((id) => env.displayName('res.users', id)).join(', ');
  const linked = 'You cannot archive contacts linked to an active user.';
  throw env.user.isAdmin
    ? new OdooError(
        'odoo.exceptions.RedirectWarning',
        `${linked}\nYou first need to archive their associated user.\n\nLinked active users : ${names}`,
      )
    : validationError(
        `${linked}\nAsk an administrator to archive their associated user first.\n\nLinked active users :\n${names}`,
      );
}

function refuseUsers(env: Env, rows: readonly Row[]): void {
  const users = rows.flatMap((row) => env.store.find('res.users', ['partner_id'], [row.id]));
  if (users.length === 0) return;
  const names = users.map((id) => env.displayName('res.users', id)).join(', ');
  throw userError(
    `You cannot delete contacts linked to an active user.\nYou should rather archive them after archiving their associated user.\n\nLinked active users : ${names}`,
  );
}

export const PARTNER_BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  [PARTNER]: {
    searchNames: ['complete_name', 'email', 'ref', 'vat', 'company_registry'],
    hierarchy: { field: 'parent_id', message: 'You cannot create recursive Partner hierarchies.' },
    displayName: completeName,
    computed: {
      complete_name: completeName,
      commercial_partner_id: (env, row) => commercialPartner(env, row).id,
      commercial_company_name: (env, row) => {
        const commercial = commercialPartner(env, row);
        return commercial.is_company === true ? (commercial.name ?? false) : (row.company_name ?? false);
      },
      company_type: companyType,
      partner_share: (env, row) => env.store.find('res.users', ['partner_id'], [row.id]).length === 0,
      self: (_env, row) => row.id,
    },
    complete,
    created: (env, row) => takeAddress(env, row),
    changing,
    written,
    check: (_env, row) => {
      // CHECK( (type='contact' AND name IS NOT NULL) or (type!='contact') )
      if (row.type === 'contact' && !row.name) throw databaseError('Contacts require a name');
    },
    removing: refuseUsers,
  },
  'res.partner.category': {
    hierarchy: { field: 'parent_id', message: 'You can not create recursive tags.' },
    displayName: (env, row) => pathName(env, 'res.partner.category', row),
  },
};

/** `All / Saleable / Office`. */
export function pathName(env: Env, model: string, row: Row): string {
  const parent = row.parent_id;
  const above = typeof parent === 'number' ? env.store.get(model, parent) : undefined;
  const name = String(row.name || '');
  return above ? `${pathName(env, model, above)} / ${name}` : name;
}
