import type { Env } from './env.ts';
import type { FieldMeta, Value } from './metadata.ts';
import { OdooError, valueError } from './odoo-error.ts';
import { fieldValue, modelOf, recordName } from './reading.ts';
import type { Row } from './store.ts';
import { pythonText, textOf } from './value.ts';

/** Odoo's search domains in prefix notation (orm/domains.py, 19) as a predicate over records. */
export type Predicate = (row: Row) => boolean;

type Leaf = readonly [string, string, unknown];

const OPERATORS: ReadonlySet<string> = new Set(
  '=|!=|<>|==|<|>|<=|>=|=?|in|not in|any|not any|child_of|parent_of|like|not like|ilike|not ilike|=like|not =like|=ilike|not =ilike'.split(
    '|',
  ),
);

export interface CompiledDomain {
  readonly matches: Predicate;
  /** Leaves that must all hold, for a quick start over an index. */
  readonly required: readonly Leaf[];
  readonly mentionsActive: boolean;
}

export function compileDomain(env: Env, model: string, domain: unknown): CompiledDomain {
  if (!Array.isArray(domain)) {
    throw new OdooError(
      'builtins.TypeError',
      `Domain() invalid argument type for domain: ${pythonText(domain)}`,
    );
  }
  const stack: Predicate[] = [];
  const required: Leaf[] = [];
  let mentionsActive = false;
  const isPlainAnd = domain.every((item) => Array.isArray(item) || item === '&');
  for (const item of [...domain].reverse()) {
    if (item === '&' || item === '|' || item === '!') combine(stack, item, domain);
    else {
      const leaf = asLeaf(item, domain);
      if (leaf[0] === 'active') mentionsActive = true;
      if (isPlainAnd) required.push(leaf);
      stack.push(compileLeaf(env, model, leaf));
    }
  }
  return { matches: (row) => stack.every((one) => one(row)), required, mentionsActive };
}

function combine(stack: Predicate[], operator: '&' | '|' | '!', domain: readonly unknown[]): void {
  const a = stack.pop();
  if (operator === '!') {
    if (!a) throw malformed(domain);
    stack.push((row) => !a(row));
    return;
  }
  const b = stack.pop();
  if (!a || !b) throw malformed(domain);
  stack.push(operator === '&' ? (row) => a(row) && b(row) : (row) => a(row) || b(row));
}

function malformed(domain: readonly unknown[]): OdooError {
  return valueError(`Domain() malformed domain ${pythonText(domain)}`);
}

function asLeaf(item: unknown, domain: readonly unknown[]): Leaf {
  if (!Array.isArray(item) || item.length !== 3) throw malformed(domain);
  const [field, operator, value] = item as [unknown, unknown, unknown];
  if (typeof field !== 'string') {
    // [1, '=', 1] and [0, '=', 1] are true and false.
    return ['id', field === value ? '!=' : '=', 0];
  }
  if (typeof operator !== 'string' || !OPERATORS.has(operator.toLowerCase())) {
    throw valueError(
      `Invalid operator in condition (${[field, operator, value].map(pythonText).join(', ')})`,
    );
  }
  return [field, operator.toLowerCase(), value];
}

function compileLeaf(env: Env, model: string, [path, operator, value]: Leaf): Predicate {
  const [name = '', ...rest] = path.split('.');
  const field = modelOf(env, model).fields.get(name);
  if (!field) {
    throw valueError(
      `Invalid field ${model}.${name} in condition (${[path, operator, value].map(pythonText).join(', ')})`,
    );
  }
  if (rest.length > 0 && field.relation && rest[0] !== 'id') {
    return through(env, model, field, compileLeaf(env, field.relation, [rest.join('.'), operator, value]));
  }
  if ((operator === 'any' || operator === 'not any') && field.relation) {
    const inner = through(env, model, field, compileDomain(env, field.relation, value).matches);
    return operator === 'any' ? inner : (row) => !inner(row);
  }
  if (operator === 'child_of' || operator === 'parent_of')
    return compileFamily(env, model, field, operator, value);
  const test = compileTest(env, field, operator, value);
  return (row) => test(fieldValue(env, model, row, name));
}

function through(env: Env, model: string, field: FieldMeta, matches: Predicate): Predicate {
  const relation = field.relation ?? '';
  return (row) => {
    const value = fieldValue(env, model, row, field.name);
    const ids = Array.isArray(value) ? value : [value];
    return ids.some((id) => {
      const other = typeof id === 'number' ? env.store.get(relation, id) : undefined;
      return other !== undefined && matches(other);
    });
  };
}

function compileFamily(
  env: Env,
  model: string,
  field: FieldMeta,
  operator: string,
  value: unknown,
): Predicate {
  const relation = field.name === 'id' ? model : (field.relation ?? model);
  const wanted = new Set(asList(value).map(Number));
  const isBelow = (start: number, ends: ReadonlySet<number>): boolean => {
    for (let at: Value = start; typeof at === 'number'; ) {
      if (ends.has(at)) return true;
      at = env.store.get(relation, at)?.parent_id ?? false;
    }
    return false;
  };
  return (row) => {
    const held = fieldValue(env, model, row, field.name);
    const ids = (Array.isArray(held) ? held : [held]).filter((id) => typeof id === 'number');
    return ids.some((id) =>
      operator === 'child_of'
        ? isBelow(id, wanted)
        : [...wanted].some((start) => isBelow(start, new Set([id]))),
    );
  };
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function compileTest(env: Env, field: FieldMeta, operator: string, value: unknown): (held: Value) => boolean {
  if (operator === '=?' && !value) return () => true;
  switch (operator) {
    case '=':
    case '==':
    case '=?':
      return compileIn(env, field, asList(value));
    case 'in':
      return compileIn(env, field, Array.isArray(value) ? value : [value]);
    case '!=':
    case '<>':
    case 'not in':
      return not(compileIn(env, field, asList(value)));
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compileOrder(operator, value);
    default:
      return compileLike(env, field, operator, value);
  }
}

function not(test: (held: Value) => boolean): (held: Value) => boolean {
  return (held) => !test(held);
}

/** Empty matches empty, whatever way it is written: false, '' and null are one for Odoo; 0 is a number unless it is a link. */
function compileIn(env: Env, field: FieldMeta, values: readonly unknown[]): (held: Value) => boolean {
  const wanted = new Set(values.map((v) => (v === null || v === '' ? false : v)));
  const isLink = field.relation !== undefined;
  const names = isLink ? new Set(values.filter((v) => typeof v === 'string')) : null;
  const byName = (id: number): boolean => {
    const row = names?.size && field.relation ? env.store.get(field.relation, id) : undefined;
    return (
      row !== undefined &&
      field.relation !== undefined &&
      (names?.has(recordName(env, field.relation, row)) ?? false)
    );
  };
  return (held) => {
    if (Array.isArray(held)) {
      return held.length === 0 ? wanted.has(false) : held.some((id) => wanted.has(id) || byName(id));
    }
    const value = held === '' ? false : held;
    if (wanted.has(value)) return true;
    if (typeof value === 'number' && !isLink) return value === 0 && wanted.has(false);
    return typeof value === 'number' && byName(value);
  };
}

function compileOrder(operator: string, value: unknown): (held: Value) => boolean {
  return (held) => {
    if (held === false || Array.isArray(held) || value === false || value === null) return false;
    const order = compareScalars(held as string | number | boolean, value as string | number | boolean);
    if (operator === '<') return order < 0;
    if (operator === '>') return order > 0;
    return operator === '<=' ? order <= 0 : order >= 0;
  };
}

export function compareScalars(a: string | number | boolean, b: string | number | boolean): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compileLike(env: Env, field: FieldMeta, operator: string, value: unknown): (held: Value) => boolean {
  const isNegative = operator.startsWith('not ');
  const kind = isNegative ? operator.slice(4) : operator;
  const text = value === false || value === null ? '' : textOf(value);
  const pattern = likePattern(kind.startsWith('=') ? text : `%${text}%`, kind.includes('ilike'));
  const matchesName = (id: number): boolean => {
    const row = field.relation ? env.store.get(field.relation, id) : undefined;
    return (
      row !== undefined && field.relation !== undefined && pattern.test(recordName(env, field.relation, row))
    );
  };
  const test = (held: Value): boolean => {
    if (Array.isArray(held)) return held.some(matchesName);
    if (field.relation) return typeof held === 'number' && matchesName(held);
    return held === false ? false : pattern.test(String(held));
  };
  return isNegative ? not(test) : test;
}

/** SQL LIKE: `%` any text, `_` any character, `\` makes the next one plain. */
export function likePattern(like: string, isCaseInsensitive: boolean): RegExp {
  let source = '';
  for (let i = 0; i < like.length; i++) {
    const char = like[i] ?? '';
    if (char === '\\' && i + 1 < like.length) {
      i += 1;
      source += escapeRegExp(like[i] ?? '');
    } else if (char === '%') source += '[^]*';
    else if (char === '_') source += '[^]';
    else source += escapeRegExp(char);
  }
  return new RegExp(`^${source}$`, isCaseInsensitive ? 'iu' : 'u');
}

function escapeRegExp(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
