import type { FieldMapping } from './field-mapping.ts';

/** How the text of a field names its value. */
export type NamedBy = 'value' | 'external_id' | 'database_id';

export function namedBy(mapping: FieldMapping): NamedBy {
  if (!('reference' in mapping)) return 'value';
  const { reference } = mapping;
  return 'node' in reference || reference.by === 'external_id' ? 'external_id' : 'database_id';
}

/** The column path for `load`: `name`, `partner_id/id`, `country_id/.id`. */
export function fieldPath(field: string, mapping: FieldMapping): string {
  switch (namedBy(mapping)) {
    case 'value':
      return field;
    case 'external_id':
      return `${field}/id`;
    case 'database_id':
      return `${field}/.id`;
  }
}
