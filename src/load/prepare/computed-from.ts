import type { FieldKind, FieldSchema } from '../../mapping/target-schema.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

/** Lines are records of their own, and nothing sends the others back as they were read. */
const NEVER_HELD: ReadonlySet<FieldKind> = new Set([
  'one2many',
  'binary',
  'json',
  'properties',
  'properties_definition',
]);

/**
 * Fields of the same record that a stored field is computed from, through others too: a write to one of them makes Odoo compute it
 * anew, whatever it was given before (`price_unit` of an order's line when its quantity changes, 17+), unless the same write gives it
 * its value. Source: `fields_get` names what a field `depends` on; `BaseModel.write` protects the fields it is given (odoo/orm/models.py).
 */
export function computedFrom(fields: Fields | undefined, field: FieldSchema): ReadonlySet<string> {
  const found = new Set<string>();
  if (!field.store || field.readonly || NEVER_HELD.has(field.type)) return found;
  const open = [...(field.depends ?? [])];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const [name = ''] = path.split('.');
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(fields?.[name]?.depends ?? []));
  }
  found.delete(field.name);
  return found;
}
