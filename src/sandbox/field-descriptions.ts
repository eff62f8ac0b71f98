import type { FieldMeta, ModelMeta } from './metadata.ts';

/** The answer of `fields_get`; what the capture left out as usual is put back. */
export function fieldDescriptions(
  meta: ModelMeta,
  names: readonly string[] | null,
  attributes: readonly string[] | null,
): Record<string, Record<string, unknown>> {
  const wanted = names?.length ? names : [...meta.fields.keys()];
  const answer: Record<string, Record<string, unknown>> = {};
  for (const name of wanted) {
    const field = meta.fields.get(name);
    if (!field) continue;
    const all = describeField(field);
    answer[name] = attributes?.length
      ? Object.fromEntries(attributes.filter((a) => a in all).map((a) => [a, all[a]]))
      : all;
  }
  return answer;
}

function describeField(field: FieldMeta): Record<string, unknown> {
  const { isStored, isRequired, ondelete: _, ...captured } = field;
  const isText = field.type === 'char' || field.type === 'text' || field.type === 'html';
  return {
    change_default: false,
    company_dependent: false,
    default_export_compatible: false,
    depends: [],
    exportable: true,
    groupable: true,
    manual: false,
    readonly: false,
    searchable: true,
    sortable: true,
    ...(isText ? { translate: false } : {}),
    ...(field.type === 'char' ? { trim: true } : {}),
    ...(field.relation ? { context: {}, domain: [] } : {}),
    ...captured,
    required: isRequired,
    store: isStored,
  };
}
