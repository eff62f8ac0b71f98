import type { FieldMapping, RecordReference } from '../../mapping/field-mapping.ts';
import type { FieldSchema, SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { GraphSpec, ModelNode } from '../graph-spec.ts';
import { modelNodes } from './model-needs.ts';
import type { NamedValues } from './readiness.ts';

/** Records that somebody sets up in Odoo before an import; whatever else rows refer to, a check looks up row by row. */
const SET_UP_BEFORE: ReadonlySet<string> = new Set([
  'account.account',
  'account.journal',
  'account.payment.term',
  'account.tax',
  'res.company',
  'res.currency',
  'res.lang',
  'stock.location',
  'stock.warehouse',
  'uom.uom',
]);

export interface SetupReference {
  readonly node: string;
  readonly field: string;
  readonly model: string;
  readonly match: string;
  readonly reference: RecordReference;
}

/** References to records that must be set up before, compared by a field. */
export function setupReferences(spec: GraphSpec, snapshot: SchemaSnapshot): readonly SetupReference[] {
  return modelNodes(spec).flatMap((node) =>
    Object.entries(node.data.fields).flatMap(([field, mapping]) => {
      const fields = snapshot.models[node.data.odooModel]?.fields ?? {};
      const model = Object.hasOwn(fields, field) ? fields[field]?.relation : undefined;
      if (model === undefined || !SET_UP_BEFORE.has(model) || !('reference' in mapping)) return [];
      const { reference } = mapping;
      if ('node' in reference || reference.by !== 'field' || reference.match === undefined) return [];
      return [{ node: node.id, field, model, match: reference.match, reference }];
    }),
  );
}

/** The values that stand in the graph itself. */
export function constantValues(references: readonly SetupReference[]): readonly NamedValues[] {
  return references.flatMap(({ reference, ...place }) => {
    if (reference.value === undefined) return [];
    const value = reference.value.trim();
    const onMissing = reference.on_missing ?? 'reject';
    const map = reference.value_map ?? {};
    const named = Object.hasOwn(map, value) ? (map[value] ?? value) : value;
    return [{ ...place, onMissing, values: [named], isConstant: true }];
  });
}

/** Fields whose choices are the installed languages, such as `lang` of res.partner. */
export function languageFields(
  spec: GraphSpec,
  snapshot: SchemaSnapshot,
): readonly { readonly node: ModelNode; readonly field: FieldSchema; readonly mapping: FieldMapping }[] {
  return modelNodes(spec).flatMap((node) => {
    const field = snapshot.models[node.data.odooModel]?.fields.lang;
    const mapping = Object.hasOwn(node.data.fields, 'lang') ? node.data.fields.lang : undefined;
    return field?.type === 'selection' && mapping !== undefined ? [{ node, field, mapping }] : [];
  });
}

/** Languages that the graph itself gives to every row, and that are none of the choices. */
export function constantLanguages(spec: GraphSpec, snapshot: SchemaSnapshot): readonly NamedValues[] {
  return languageFields(spec, snapshot).flatMap(({ node, field, mapping }) => {
    const value = 'value' in mapping ? String(mapping.value) : '';
    const choices = (field.selection ?? []).flat().map((choice) => choice.toLowerCase());
    if (value === '' || choices.includes(value.toLowerCase())) return [];
    return [namedLanguages(node.id, [value], true)];
  });
}

export function namedLanguages(node: string, values: readonly string[], isConstant: boolean): NamedValues {
  const place = { node, field: 'lang', model: 'res.lang', match: 'code' } as const;
  return { ...place, values, isConstant, onMissing: 'reject', isChoice: true };
}
