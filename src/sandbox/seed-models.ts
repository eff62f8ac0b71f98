import type { Catalog, FieldMeta } from './metadata.ts';
import { MANY2MANY_MIRRORS } from './reading.ts';
import type { Store } from './store.ts';

/** What Odoo itself keeps of its models and fields (`ir.model`, `ir.model.fields`). */
export function seedModels(store: Store, catalog: Catalog, now: string): void {
  const audit = { create_uid: 1, create_date: now, write_uid: 1, write_date: now };
  for (const meta of catalog.models.values()) {
    store.insert('ir.model', { ...audit, model: meta.model, name: meta.label, transient: false });
    for (const field of meta.fields.values()) {
      store.insert('ir.model.fields', { ...audit, model: meta.model, ...describe(meta.model, field) });
    }
  }
}

function describe(model: string, field: FieldMeta) {
  return {
    name: field.name,
    ttype: field.type,
    relation: field.relation ?? false,
    relation_table: field.type === 'many2many' && field.isStored ? tableOf(model, field.name) : false,
    required: field.isRequired,
    readonly: field.readonly ?? false,
    store: field.isStored,
    on_delete: field.ondelete ?? false,
  };
}

/** Both sides of a many2many that is one table in Odoo have one here. */
function tableOf(model: string, field: string): string {
  const [owner, of] = MANY2MANY_MIRRORS[`${model}.${field}`] ?? [model, field];
  return `${owner.replaceAll('.', '_')}_${of}_rel`;
}
