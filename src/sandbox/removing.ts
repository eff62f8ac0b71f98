import { checkAccess } from './access.ts';
import { foreignKeyError } from './constraints.ts';
import type { Env } from './env.ts';
import { behaviourOf } from './models/behaviours.ts';
import { missingError } from './odoo-error.ts';
import { modelOf } from './reading.ts';
import type { Row } from './store.ts';

/** Deletes records and what the database deletes with them; all or nothing, because the caller undoes a failed call. */
export function removeRecords(env: Env, model: string, ids: readonly number[]): void {
  checkAccess(env, model, 'unlink');
  modelOf(env, model);
  const rows = ids.map((id) => {
    const row = env.store.get(model, id);
    if (!row) throw missingError(model, id, env.user.uid);
    return row;
  });
  const behaviour = behaviourOf(model);
  behaviour.removing?.(env, rows);
  const along = behaviour.takesAlong?.(env, rows);
  drop(env, model, rows);
  if (along)
    drop(
      env,
      along.model,
      along.ids.flatMap((id) => env.store.get(along.model, id) ?? []),
    );
}

function drop(env: Env, model: string, rows: readonly Row[]): void {
  for (const row of rows) {
    env.store.remove(model, row.id);
    for (const xid of env.store.find('ir.model.data', ['model', 'res_id'], [model, row.id])) {
      env.store.remove('ir.model.data', xid);
    }
  }
  for (const meta of env.catalog.models.values()) {
    for (const field of meta.fields.values()) {
      if (field.relation !== model) continue;
      if (field.type === 'many2many') {
        forgetLinks(env, meta.model, field.name, rows);
        continue;
      }
      if (field.type !== 'many2one' || !field.isStored) continue;
      for (const { id } of rows) {
        const pointing = env.store.find(meta.model, [field.name], [id]);
        if (pointing.length === 0) continue;
        if (field.ondelete === 'cascade') {
          drop(
            env,
            meta.model,
            pointing.flatMap((other) => env.store.get(meta.model, other) ?? []),
          );
        } else if (field.ondelete === 'restrict') throw foreignKeyError(meta, field);
        else for (const other of pointing) env.store.update(meta.model, other, { [field.name]: false });
      }
    }
  }
}

function forgetLinks(env: Env, model: string, field: string, gone: readonly Row[]): void {
  const ids = new Set(gone.map((row) => row.id));
  for (const row of env.store.all(model)) {
    const linked = row[field];
    if (Array.isArray(linked) && linked.some((id) => ids.has(id))) {
      env.store.update(model, row.id, { [field]: linked.filter((id) => !ids.has(id)) });
    }
  }
}
