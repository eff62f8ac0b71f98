import type { Env } from './env.ts';
import type { FieldMeta, ModelMeta, Value } from './metadata.ts';
import { behaviourOf } from './models/behaviours.ts';
import { OdooError, valueError } from './odoo-error.ts';
import type { Row } from './store.ts';
import { emptyValue } from './value.ts';

/** Both sides of a many2many that is one table in Odoo: [model, field] shows the records whose [other, otherField] holds it. */
export const MANY2MANY_MIRRORS: Readonly<Record<string, readonly [string, string]>> = {
  'res.partner.category.partner_ids': ['res.partner', 'category_id'],
  'hr.employee.category.employee_ids': ['hr.employee', 'category_ids'],
  'product.tag.product_template_ids': ['product.template', 'product_tag_ids'],
  'product.tag.product_product_ids': ['product.product', 'additional_product_tag_ids'],
};

export function modelOf(env: Env, model: string): ModelMeta {
  const meta = env.catalog.models.get(model);
  if (!meta) throw new OdooError('builtins.KeyError', model);
  return meta;
}

export function fieldValue(env: Env, model: string, row: Row, name: string): Value {
  const computed = behaviourOf(model).computed?.[name];
  if (computed) return computed(env, row);
  if (name === 'display_name') return recordName(env, model, row);
  const field = env.catalog.models.get(model)?.fields.get(name);
  if (!field) return row[name] ?? false;
  if (field.type === 'one2many') return childIds(env, row, field);
  const stored = row[name];
  if (stored !== undefined) return stored;
  const mirror = MANY2MANY_MIRRORS[`${model}.${name}`];
  if (mirror) return mirrored(env, mirror, row.id);
  if (field.related) {
    const shown = relatedValue(env, model, row, field.related);
    if (shown !== undefined) return shown;
  }
  return emptyValue(field);
}

export function recordName(env: Env, model: string, row: Row): string {
  const behaviour = behaviourOf(model);
  if (behaviour.displayName) return behaviour.displayName(env, row);
  const name = fieldValue(env, model, row, behaviour.recName ?? 'name');
  return name === false ? `${model},${row.id}` : String(name);
}

/** As `read` answers: many2one as [id, name] unless `rawReferences` (`load` other than `_classic_read`). */
export function readRecords(
  env: Env,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
  rawReferences: boolean,
): Record<string, unknown>[] {
  const meta = modelOf(env, model);
  const wanted = fields.length > 0 ? fields : [...meta.fields.keys()];
  for (const name of wanted) {
    if (!meta.fields.has(name)) throw valueError(`Invalid field '${name}' on '${model}'`);
  }
  const answer: Record<string, unknown>[] = [];
  for (const id of ids) {
    const row = env.store.get(model, id);
    if (!row) continue;
    const record: Record<string, unknown> = { id };
    for (const name of wanted) {
      const value = fieldValue(env, model, row, name);
      const field = meta.fields.get(name);
      record[name] =
        field?.type === 'many2one' && !rawReferences && typeof value === 'number' && field.relation
          ? [value, nameOfReference(env, field.relation, value)]
          : value;
    }
    answer.push(record);
  }
  return answer;
}

function nameOfReference(env: Env, model: string, id: number): string {
  const row = env.store.get(model, id);
  return row ? recordName(env, model, row) : `${model},${id}`;
}

/** Archived children are left out as Odoo's default context does. */
function childIds(env: Env, row: Row, field: FieldMeta): readonly number[] {
  const { relation, relation_field: inverse } = field;
  const meta = relation ? env.catalog.models.get(relation) : undefined;
  if (!relation || !inverse || !meta) return [];
  const ids = env.store.find(relation, [inverse], [row.id]);
  if (!meta.hasActive || env.context.active_test === false) return ids;
  return ids.filter((id) => {
    const child = env.store.get(relation, id);
    return child && fieldValue(env, relation, child, 'active') === true;
  });
}

function mirrored(env: Env, [model, field]: readonly [string, string], id: number): readonly number[] {
  const found: number[] = [];
  for (const row of env.store.all(model)) {
    const linked = row[field];
    if (Array.isArray(linked) && linked.includes(id)) found.push(row.id);
  }
  return found;
}

/** Undefined where the path leaves the captured models. */
function relatedValue(env: Env, model: string, row: Row, path: string): Value | undefined {
  const [first = '', ...rest] = path.split('.');
  const field = env.catalog.models.get(model)?.fields.get(first);
  if (rest.length === 0) return field && fieldValue(env, model, row, first);
  const id = field?.relation ? fieldValue(env, model, row, first) : undefined;
  const next = field?.relation && typeof id === 'number' ? env.store.get(field.relation, id) : undefined;
  return next && field?.relation ? relatedValue(env, field.relation, next, rest.join('.')) : undefined;
}
