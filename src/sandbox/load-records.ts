import { findExternalId, withModule } from './convert-reference.ts';
import type { Env } from './env.ts';
import { behaviourOf } from './models/behaviours.ts';
import { checkExternalId } from './models/system.ts';
import { userError, validationError } from './odoo-error.ts';
import type { Row } from './store.ts';

/** One record of a `load`, waiting to be created or updated. */
export interface PendingRecord {
  readonly xid: string | null;
  /** From a `.id` column. */
  readonly id: number | null;
  readonly values: Readonly<Record<string, unknown>>;
  readonly info: { readonly rows: { readonly from: number; readonly to: number }; readonly record: number };
}

/**
 * Creates or updates records and binds their external IDs (`_load_records`, orm/models.py, 19). Updates come first, then all
 * creations; one external ID twice in a batch fails in Odoo and is repeated record by record, which ends in the same records.
 */
export function loadRecords(env: Env, model: string, batch: readonly PendingRecord[]): readonly Row[] {
  const results: (Row | null)[] = batch.map(() => null);
  const creations: number[] = [];
  batch.forEach((pending, i) => {
    const known = knownRecord(env, model, pending);
    if (known === null) creations.push(i);
    else {
      results[i] = save(env, model, known, pending.values);
    }
  });
  const made = new Map<string, Row>();
  for (const i of creations) {
    const pending = batch[i];
    if (!pending) continue;
    const again = pending.xid === null ? undefined : made.get(pending.xid);
    const row = again ? save(env, model, again.id, pending.values) : createOne(env, model, pending);
    if (pending.xid !== null) made.set(pending.xid, row);
    results[i] = row;
  }
  return results.filter((row) => row !== null);
}

/** Database ID of the record to update; null: to be created. */
function knownRecord(env: Env, model: string, { xid, id }: PendingRecord): number | null {
  if (xid === null) {
    if (id === null && env.context.mode === 'update') {
      throw validationError('Cannot update a record without specifying its id or xml_id');
    }
    return id;
  }
  const data = findExternalId(env, xid);
  if (!data) return null;
  if (data.model !== model) {
    throw validationError(
      `For external id ${xid} when trying to create/update a record of model ${model} found record of different model ${String(data.model)} (${data.id})`,
    );
  }
  const known = Number(data.res_id);
  if (env.store.get(model, known)) return known;
  env.store.remove('ir.model.data', data.id);
  return null;
}

function createOne(env: Env, model: string, { xid, values }: PendingRecord): Row {
  if (xid !== null) refuseModulePrefix(env, xid);
  // As Odoo's `_load_records_create`: a contact takes what its company has, and keeps the rest.
  const context = { ...env.context, _partners_skip_fields_sync: true };
  const row = save({ ...env, context }, model, null, values);
  if (xid !== null) {
    const base = behaviourOf(model).inherits;
    const baseId = base && !values[base.field] ? row[base.field] : undefined;
    if (base && typeof baseId === 'number') {
      bindExternalId(env, `${xid}_${base.model.replaceAll('.', '_')}`, base.model, baseId);
    }
    bindExternalId(env, xid, model, row.id);
  }
  return row;
}

/** With `import_file`, a name of a module may not be the prefix: its upgrade would delete the record. */
function refuseModulePrefix(env: Env, xid: string): void {
  if (!env.context.import_file || env.context.noupdate) return;
  const dot = xid.indexOf('.');
  const [module, name] = [xid.slice(0, dot), xid.slice(dot + 1)];
  if (env.store.find('ir.module.module', ['name'], [module]).length === 0) return;
  throw userError(
    `The record ${xid} has the module prefix ${module}. This is the part before the '.' in the external id. Because the prefix refers to an existing module, the record would be deleted when the module is upgraded. Use either no prefix and no dot or a prefix that isn't an existing module. For example, __import__, resulting in the external id __import__.${name}.`,
  );
}

export function bindExternalId(env: Env, xid: string, model: string, id: number): void {
  const dot = xid.indexOf('.');
  const values = {
    module: xid.slice(0, dot),
    name: xid.slice(dot + 1),
    model,
    res_id: id,
    noupdate: Boolean(env.context.noupdate),
    create_date: env.now,
    write_date: env.now,
  };
  const known = findExternalId(env, xid);
  const row = known
    ? env.store.update('ir.model.data', known.id, { model, res_id: id, write_date: env.now })
    : env.store.insert('ir.model.data', values);
  checkExternalId(env, row);
}

interface ChildXid {
  readonly field: string;
  /** Position among the children that are created. */
  readonly index: number;
  readonly xid: string;
}

/** Takes the external IDs of new children (`id` in their values) out of the commands. */
function split(given: Readonly<Record<string, unknown>>): {
  readonly values: Readonly<Record<string, unknown>>;
  readonly childXids: readonly ChildXid[];
} {
  const childXids: ChildXid[] = [];
  let values: Record<string, unknown> | null = null;
  for (const [field, commands] of Object.entries(given)) {
    if (!Array.isArray(commands)) continue;
    let index = 0;
    const plain = commands.map((command: unknown) => {
      if (!Array.isArray(command) || command[0] !== 0) return command;
      const { id, ...rest } = command[2] as Record<string, unknown>;
      if (typeof id === 'string') childXids.push({ field, index, xid: id });
      index += 1;
      return [0, 0, rest];
    });
    if (index > 0) {
      values ??= { ...given };
      values[field] = plain;
    }
  }
  return { values: values ?? given, childXids };
}

/** Writes or creates the record, then binds the external IDs of the children that came into being with it. */
function save(env: Env, model: string, known: number | null, given: PendingRecord['values']): Row {
  const { values, childXids } = split(given);
  const before = new Map(
    childXids.map(({ field }) => [field, known ? childrenOf(env, model, known, field) : []]),
  );
  if (known !== null) env.write(model, [known], values);
  const row = known === null ? env.create(model, [values])[0] : env.store.get(model, known);
  if (!row) throw new Error(`${model}: nothing was saved`);
  for (const { field, index, xid } of childXids) {
    const old = before.get(field) ?? [];
    const child = childrenOf(env, model, row.id, field).filter((id) => !old.includes(id))[index];
    const childModel = env.catalog.models.get(model)?.fields.get(field)?.relation;
    if (child !== undefined && childModel) bindExternalId(env, withModule(env, xid), childModel, child);
  }
  return row;
}

function childrenOf(env: Env, model: string, id: number, field: string): readonly number[] {
  const meta = env.catalog.models.get(model)?.fields.get(field);
  if (!meta?.relation || !meta.relation_field) return [];
  return env.store.find(meta.relation, [meta.relation_field], [id]);
}
