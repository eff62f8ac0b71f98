import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { GraphSpec } from '../graph-spec.ts';
import { isNeededToCreate } from '../required-fields.ts';
import type { MissingField } from './draft.ts';

/** Fields that Odoo requires and the draft does not map: those it fills by itself are told where people know them. */
export function needsAttention(spec: GraphSpec, snapshot: SchemaSnapshot): readonly MissingField[] {
  return spec.nodes.flatMap((node) => {
    if (node.type !== 'model') return [];
    const model = node.data.odooModel;
    const known = MODELS[model]?.fields ?? {};
    return Object.values(snapshot.models[model]?.fields ?? {})
      .filter((field) => field.required && !Object.hasOwn(node.data.fields, field.name))
      .map((field) => ({ field, isNeeded: isNeededToCreate(model, field, node.data, spec) }))
      .filter(({ field, isNeeded }) => isNeeded || field.name in known)
      .map(({ field, isNeeded }) => ({
        node: node.id,
        model,
        field: field.name,
        label: field.label,
        filledByOdoo: !isNeeded,
      }));
  });
}
