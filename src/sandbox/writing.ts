import { checkAccess } from './access.ts';
import { applyMany2many, applyOne2many } from './commands.ts';
import { checkRow } from './constraints.ts';
import type { Behaviour, Env, Incoming } from './env.ts';
import type { FieldMeta, ModelMeta, Value, Values } from './metadata.ts';
import { behaviourOf } from './models/behaviours.ts';
import { missingError, OdooError, valueError } from './odoo-error.ts';
import { modelOf } from './reading.ts';
import type { Row } from './store.ts';
import { storedValue } from './value.ts';

/** Audit columns are the server's: what is given for them is ignored without a word (Odoo 19, seen live). */
const AUDIT = new Set(['id', 'create_uid', 'create_date', 'write_uid', 'write_date', 'display_name']);

interface Split {
  readonly own: Values;
  /** For the record this one stands on (`_inherits`). */
  readonly below: Record<string, unknown>;
  readonly children: readonly (readonly [FieldMeta, unknown])[];
}

export function createRecords(env: Env, model: string, valuesList: readonly Incoming[]): readonly Row[] {
  checkAccess(env, model, 'create');
  const meta = modelOf(env, model);
  const behaviour = behaviourOf(model);
  return valuesList.map((given) => createRecord(env, meta, behaviour, given));
}

function createRecord(env: Env, meta: ModelMeta, behaviour: Behaviour, given: Incoming): Row {
  for (const name of Object.keys(given)) {
    if (!meta.fields.has(name)) throw valueError(`Invalid field '${name}' in '${meta.model}'`);
  }
  const { own, below, children } = splitValues(env, meta, behaviour, given, null);
  addDefaults(env, meta, behaviour, own, below, given);
  if (behaviour.inherits) standOn(env, behaviour.inherits, own, below);
  behaviour.complete?.(env, own, given);
  own.create_uid = env.user.uid;
  own.create_date = env.now;
  own.write_uid = env.user.uid;
  own.write_date = env.now;
  const row = env.store.insert(meta.model, own);
  checkRow(env, meta, row, null);
  behaviour.created?.(env, row, given);
  for (const [field, commands] of children) applyOne2many(env, field, row, commands);
  return env.store.get(meta.model, row.id) ?? row;
}

/** Default values stand for what is not given; what is given empty stays empty (orm/models.py `_add_missing_default_values`). */
function addDefaults(
  env: Env,
  meta: ModelMeta,
  behaviour: Behaviour,
  own: Values,
  below: Readonly<Record<string, unknown>>,
  given: Incoming,
): void {
  for (const name of Object.keys(meta.defaults)) {
    if (name in own || name in below || name in given) continue;
    const field = meta.fields.get(name);
    if (!field || (behaviour.inherits && isInherited(behaviour, field))) continue;
    own[name] = defaultValue(env, meta, name) ?? false;
  }
}

export function defaultValue(env: Env, meta: ModelMeta, name: string): Value | undefined {
  const fromContext = env.context[`default_${name}`];
  const field = meta.fields.get(name);
  if (fromContext !== undefined && field) return storedValue(meta.model, field, fromContext);
  const value = meta.defaults[name];
  if (value === '$now') return env.now;
  if (value === '$today') return env.now.slice(0, 10);
  return value === '$uid' ? env.user.uid : value;
}

function standOn(
  env: Env,
  { model, field }: { readonly model: string; readonly field: string },
  own: Values,
  below: Readonly<Record<string, unknown>>,
): void {
  const id = own[field];
  if (typeof id === 'number') {
    if (Object.keys(below).length > 0) env.write(model, [id], below);
    return;
  }
  const base: Env = { ...env, context: { ...env.context, create_product_product: false } };
  for (const row of base.create(model, [below])) own[field] = row.id;
}

export function writeRecords(env: Env, model: string, ids: readonly number[], given: Incoming): void {
  checkAccess(env, model, 'write');
  const meta = modelOf(env, model);
  const behaviour = behaviourOf(model);
  for (const name of Object.keys(given)) {
    if (!meta.fields.has(name)) throw new OdooError('builtins.KeyError', name);
  }
  for (const id of ids) {
    const before = env.store.get(model, id);
    if (!before) throw missingError(model, id, env.user.uid);
    writeRecord(env, meta, behaviour, before, given);
  }
}

function writeRecord(env: Env, meta: ModelMeta, behaviour: Behaviour, before: Row, given: Incoming): void {
  const { own, below, children } = splitValues(env, meta, behaviour, given, before);
  behaviour.changing?.(env, before, own);
  const base = behaviour.inherits ? before[behaviour.inherits.field] : undefined;
  if (behaviour.inherits && typeof base === 'number' && Object.keys(below).length > 0) {
    env.write(behaviour.inherits.model, [base], below);
  }
  own.write_uid = env.user.uid;
  own.write_date = env.now;
  const after = env.store.update(meta.model, before.id, own);
  checkRow(env, meta, after, new Set(Object.keys(own)));
  behaviour.written?.(env, before, after);
  for (const [field, commands] of children) applyOne2many(env, field, after, commands);
}

function splitValues(
  env: Env,
  meta: ModelMeta,
  behaviour: Behaviour,
  given: Incoming,
  before: Row | null,
): Split {
  const own: Values = {};
  const below: Record<string, unknown> = {};
  const children: (readonly [FieldMeta, unknown])[] = [];
  for (const [name, value] of Object.entries(given)) {
    const field = meta.fields.get(name);
    if (!field || AUDIT.has(name)) continue;
    if (behaviour.inherits && isInherited(behaviour, field)) below[name] = value;
    else if (field.type === 'one2many') children.push([field, value]);
    else if (field.type === 'many2many') {
      const held = before?.[name];
      own[name] = applyMany2many(env, field, Array.isArray(held) ? held : [], value);
    } else own[name] = storedValue(meta.model, field, value);
  }
  return { own, below, children };
}

function isInherited(behaviour: Behaviour, field: FieldMeta): boolean {
  return !field.isStored && field.related === `${behaviour.inherits?.field}.${field.name}`;
}
