import { z } from 'zod';
import { FIELD_TYPES, type FieldKind, type FieldSchema } from '../mapping/target-schema.ts';

/** What `fields_get` is asked for (14 to 19); help texts only where people read them. */
export const FIELD_ATTRIBUTES = [
  'string',
  'type',
  'required',
  'readonly',
  'store',
  'searchable',
  'relation',
  'relation_field',
  'selection',
  'size',
  'digits',
  'depends',
  'related',
  'translate',
  'company_dependent',
] as const;

/** An attribute that does not apply is absent, false or null, depending on the version. */
export const RawField = z.object({
  type: z.string(),
  string: z.string().catch(''),
  required: z.boolean().catch(false),
  readonly: z.boolean().catch(false),
  store: z.boolean().catch(true),
  searchable: z.boolean().catch(true),
  relation: z.string().optional().catch(undefined),
  relation_field: z.string().optional().catch(undefined),
  selection: z
    .array(z.tuple([z.union([z.string(), z.number()]).transform(String), z.string()]))
    .optional()
    .catch(undefined),
  size: z.int().positive().optional().catch(undefined),
  digits: z.tuple([z.int(), z.int()]).optional().catch(undefined),
  depends: z.array(z.string()).optional().catch(undefined),
  related: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  // 18+: true, or the text of a function for terms of html
  translate: z.unknown().optional(),
  company_dependent: z.boolean().optional().catch(undefined),
  help: z.string().optional().catch(undefined),
});
export type RawField = z.infer<typeof RawField>;

const KINDS: ReadonlySet<string> = new Set(FIELD_TYPES);
function isFieldKind(type: string): type is FieldKind {
  return KINDS.has(type);
}

type RawFields = Readonly<Record<string, RawField>>;

/** In order of name; fields of kinds we do not know are left out. `defaults`: names that `default_get` fills. */
export function fieldSchemas(
  raw: RawFields,
  defaults: ReadonlySet<string>,
): Readonly<Record<string, FieldSchema>> {
  const delegates = delegateFields(raw);
  const schemas = Object.keys(raw)
    .sort()
    .flatMap((name): FieldSchema[] => {
      const field = raw[name];
      if (!field || !isFieldKind(field.type)) return [];
      return [fieldSchema(name, field, field.type, defaults.has(name) || delegates.has(name))];
    });
  return Object.fromEntries(schemas.map((schema) => [schema.name, schema]));
}

/**
 * The many2one of delegation (`_inherits`): `product_tmpl_id` of product.product. The server makes that record when it is not given.
 * `fields_get` does not name it, but a required field that is written through it does: `name`, related to `product_tmpl_id.name`.
 */
function delegateFields(raw: RawFields): ReadonlySet<string> {
  const through = Object.values(raw).flatMap((field) => {
    const [first, ...rest] = pathOf(field);
    return first !== undefined && rest.length === 1 && field.required && !field.readonly ? [first] : [];
  });
  return new Set(through.filter((name) => raw[name]?.type === 'many2one' && raw[name].required));
}

function pathOf({ related }: RawField): readonly string[] {
  if (related === undefined) return [];
  return typeof related === 'string' ? related.split('.') : related;
}

/**
 * `required` says what the server enforces when it creates: not for x2many and company-dependent fields, which have no column that
 * could be NOT NULL and are only asked for by the forms (fields.py `update_db_notnull`, 14 and 19).
 * `depends` is left out for a related field that can be written: it is stored elsewhere (`name` of product.product lives on its
 * template), so nothing computes it when it is not given.
 */
function fieldSchema(name: string, raw: RawField, type: FieldKind, hasDefault: boolean): FieldSchema {
  const isComputed = (raw.depends?.length ?? 0) > 0 && (raw.related === undefined || raw.readonly);
  const isEnforced = type !== 'one2many' && type !== 'many2many' && !raw.company_dependent;
  return {
    name,
    type,
    label: raw.string,
    required: raw.required && isEnforced,
    readonly: raw.readonly,
    store: raw.store,
    ...(raw.searchable ? {} : { searchable: false }),
    ...(raw.relation ? { relation: raw.relation } : {}),
    ...(raw.relation_field ? { relationField: raw.relation_field } : {}),
    ...(raw.selection ? { selection: raw.selection } : {}),
    ...(raw.size ? { size: raw.size } : {}),
    ...(raw.digits ? { digits: raw.digits } : {}),
    ...(hasDefault ? { hasDefault: true } : {}),
    ...(isComputed ? { depends: raw.depends } : {}),
    ...(raw.translate ? { translate: true } : {}),
    ...(raw.company_dependent ? { companyDependent: true } : {}),
    ...(raw.help ? { help: raw.help } : {}),
  };
}
