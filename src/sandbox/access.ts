import type { Env } from './env.ts';
import type { Operation } from './metadata.ts';
import { OdooError } from './odoo-error.ts';

const VERBS: Readonly<Record<Operation, string>> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};

/** Administrators may do everything; the rights of an ordinary user were captured with the metadata. No record rules. */
export function hasAccess(env: Env, model: string, operation: Operation): boolean {
  if (env.user.isAdmin) return true;
  return env.catalog.models.get(model)?.ordinaryUserMay.includes(operation) ?? false;
}

export function checkAccess(env: Env, model: string, operation: Operation): void {
  if (hasAccess(env, model, operation)) return;
  const label = env.catalog.models.get(model)?.label ?? model;
  const group = model.startsWith('ir.model') ? 'Access Rights' : 'Role / Administrator';
  throw new OdooError(
    'odoo.exceptions.AccessError',
    `You are not allowed to ${VERBS[operation]} '${label}' (${model}) records.\n\nThis operation is allowed for the following groups:\n\t- ${group}\n\nContact your administrator to request access if necessary.`,
  );
}
