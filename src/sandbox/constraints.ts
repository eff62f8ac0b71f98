import type { Env } from './env.ts';
import type { FieldMeta, ModelMeta, Unique } from './metadata.ts';
import { behaviourOf } from './models/behaviours.ts';
import { databaseError, validationError } from './odoo-error.ts';
import type { Row } from './store.ts';

/** What the database refuses, in the order PostgreSQL looks: NOT NULL, CHECK, UNIQUE, foreign keys. */
export function checkRow(env: Env, meta: ModelMeta, row: Row, changed: ReadonlySet<string> | null): void {
  for (const field of meta.requiredFields) {
    if (changed && !changed.has(field.name)) continue;
    if (isMissing(env, field, row)) throw missingValue(meta, field);
  }
  behaviourOf(meta.model).check?.(env, row, meta);
  for (const unique of meta.uniques) {
    if (!changed || unique.fields.some((f) => changed.has(f))) checkUnique(env, meta, row, unique);
  }
  for (const field of meta.references) {
    if (!changed || changed.has(field.name)) checkReference(env, meta, row, field);
  }
  checkHierarchy(env, meta, row, changed);
}

/** Required references to models outside the capture (a mail alias, a calendar) are Odoo's own business. */
function isMissing(env: Env, field: FieldMeta, row: Row): boolean {
  const value = row[field.name];
  if (value !== undefined && value !== false) return false;
  switch (field.type) {
    case 'boolean':
    case 'integer':
    case 'float':
    case 'monetary':
    case 'one2many':
    case 'many2many':
      return false;
    case 'many2one':
      return field.relation !== undefined && env.catalog.models.has(field.relation);
    default:
      return !GIVEN_BY_ODOO.has(field.name);
  }
}

/** Required columns that Odoo fills through models the sandbox does not have (mail.alias.mixin, hr.version). */
const GIVEN_BY_ODOO: ReadonlySet<string> = new Set(['alias_defaults', 'alias_contact']);

function missingValue(meta: ModelMeta, field: FieldMeta): Error {
  return databaseError(
    `Missing required value for the field '${field.string}' (${field.name}).\nModel: '${meta.label}' (${meta.model})\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n`,
    field.name,
    meta.model,
  );
}

function checkUnique(env: Env, meta: ModelMeta, row: Row, unique: Unique): void {
  const values = unique.fields.map((f) => row[f] ?? false);
  // NULL is never equal to NULL.
  if (values.includes(false)) return;
  const others = env.store.find(meta.model, unique.fields, values);
  if (others.some((id) => id !== row.id)) {
    throw databaseError(unique.message, unique.fields.length === 1 ? unique.fields[0] : undefined);
  }
}

function checkReference(env: Env, meta: ModelMeta, row: Row, field: FieldMeta): void {
  const id = row[field.name];
  if (typeof id !== 'number' || !field.relation || !env.catalog.models.has(field.relation)) return;
  if (!env.store.get(field.relation, id)) throw foreignKeyError(meta, field);
}

/** Odoo says the same for a reference that leads nowhere and for a record that is still referred to. */
export function foreignKeyError(meta: ModelMeta, field: FieldMeta): Error {
  return databaseError(
    `Another model is using the record you are trying to delete.\n\nThe troublemaker is: '${meta.label}' (${meta.model})\nThanks to the following constraint: '${field.string}' (${field.name})\nHow about archiving the record instead?`,
  );
}

function checkHierarchy(env: Env, meta: ModelMeta, row: Row, changed: ReadonlySet<string> | null): void {
  const hierarchy = behaviourOf(meta.model).hierarchy;
  if (!hierarchy || (changed && !changed.has(hierarchy.field))) return;
  const seen = new Set([row.id]);
  for (let at = row[hierarchy.field]; typeof at === 'number'; ) {
    if (seen.has(at)) throw validationError(hierarchy.message);
    seen.add(at);
    at = env.store.get(meta.model, at)?.[hierarchy.field] ?? false;
  }
}
