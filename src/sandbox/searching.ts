import { checkAccess } from './access.ts';
import { compareScalars, compileDomain, likePattern } from './domain.ts';
import type { Env } from './env.ts';
import type { ModelMeta, Value } from './metadata.ts';
import { behaviourOf } from './models/behaviours.ts';
import { userError, valueError } from './odoo-error.ts';
import { fieldValue, modelOf, recordName } from './reading.ts';
import type { Row } from './store.ts';

export interface SearchOptions {
  readonly offset?: number;
  readonly limit?: number | null;
  readonly order?: string | null;
}

/** Records that match, in order; archived ones only where the domain speaks of `active` or the context says so. */
export function searchRecords(env: Env, model: string, domain: unknown, options: SearchOptions = {}): Row[] {
  checkAccess(env, model, 'read');
  const meta = modelOf(env, model);
  const compare = compileOrderBy(env, meta, options.order || meta.order);
  const compiled = compileDomain(env, model, domain);
  const hidesArchived = meta.hasActive && env.context.active_test !== false && !compiled.mentionsActive;
  const found: Row[] = [];
  for (const row of candidates(env, meta, compiled.required)) {
    if (hidesArchived && fieldValue(env, model, row, 'active') !== true) continue;
    if (compiled.matches(row)) found.push(row);
  }
  found.sort(compare);
  const offset = options.offset ?? 0;
  return found.slice(offset, options.limit ? offset + options.limit : undefined);
}

/** The records one of the required leaves leaves over: by ID, or through the store's index of a stored column. */
function candidates(
  env: Env,
  meta: ModelMeta,
  required: readonly (readonly [string, string, unknown])[],
): Iterable<Row> {
  for (const [name, operator, value] of required) {
    if (operator !== '=' && operator !== 'in') continue;
    const values = [...new Set(Array.isArray(value) ? value : [value])];
    if (name === 'id') return values.flatMap((id) => env.store.get(meta.model, Number(id)) ?? []);
    const field = meta.fields.get(name);
    const isPlain = field?.isStored && (field.type === 'char' || field.type === 'many2one');
    const isComputed = behaviourOf(meta.model).computed?.[name] !== undefined;
    const wanted = field?.type === 'char' ? 'string' : 'number';
    if (!isPlain || isComputed || !values.every((v) => typeof v === wanted && v !== '')) continue;
    return values.flatMap((v) =>
      env.store.find(meta.model, [name], [v as Value]).flatMap((id) => env.store.get(meta.model, id) ?? []),
    );
  }
  return env.store.all(meta.model);
}

const ORDER_PART = /^\s*([a-z0-9_]+)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i;

function compileOrderBy(env: Env, meta: ModelMeta, order: string): (a: Row, b: Row) => number {
  const terms = order.split(',').map((part) => {
    const match = ORDER_PART.exec(part);
    if (!match) {
      throw userError(
        `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names (optionally followed by asc/desc for the direction)`,
      );
    }
    const [, name = '', direction = 'asc'] = match;
    if (!meta.fields.has(name)) throw valueError(`Invalid field '${name}' on model '${meta.model}'`);
    return { name, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return (a, b) => {
    for (const { name, sign } of terms) {
      const result = compareValues(sortValue(env, meta, a, name), sortValue(env, meta, b, name));
      if (result !== 0) return result * sign;
    }
    return a.id - b.id;
  };
}

function sortValue(env: Env, meta: ModelMeta, row: Row, name: string): Value {
  return name === 'id' ? row.id : fieldValue(env, meta.model, row, name);
}

/** PostgreSQL puts NULL last when ascending. Text is compared by code point, references by database ID. */
function compareValues(a: Value, b: Value): number {
  if (Array.isArray(a) || Array.isArray(b)) return 0;
  const isEmptyA = a === false;
  const isEmptyB = b === false;
  if (isEmptyA || isEmptyB) return Number(isEmptyA) - Number(isEmptyB);
  return compareScalars(a as string | number, b as string | number);
}

/** [id, name] pairs, at most `limit` (`name_search`, orm/models.py, 19). */
export function nameSearch(
  env: Env,
  model: string,
  name: string,
  operator: string,
  domain: unknown,
  limit: number | null,
): [number, string][] {
  const behaviour = behaviourOf(model);
  const names = behaviour.searchNames ?? [behaviour.recName ?? 'name'];
  const kind = operator.replace(/^not /, '');
  const isExact = kind === '=' || kind === 'in';
  const pattern = isExact
    ? null
    : likePattern(kind.startsWith('=') ? name : `%${name}%`, kind.includes('ilike'));
  const matches = (text: string): boolean => (pattern ? pattern.test(text) : text === name);
  const shownToo = model === 'product.product' || model === 'product.template';
  const rows = searchRecords(env, model, domain).filter((row) => {
    if (name === '' && !isExact) return true;
    const isFound =
      names.some((field) => {
        const value = fieldValue(env, model, row, field);
        return value !== false && matches(String(value));
      }) ||
      (shownToo && matches(recordName(env, model, row)));
    return isFound !== operator.startsWith('not ');
  });
  return rows.slice(0, limit ?? undefined).map((row) => [row.id, recordName(env, model, row)]);
}
