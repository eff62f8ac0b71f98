import type { Issue } from '../issue.ts';
import type { FieldMapping, NodeReference, RecordReference } from '../mapping/field-mapping.ts';
import type { FieldKind, FieldSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import { isRiskyModel } from './check-models.ts';
import { graphError, graphWarning, type Place } from './graph-issue.ts';
import type { GraphSpec, ModelNode } from './graph-spec.ts';
import { nodeThatLoads } from './loaded-by.ts';
import { didYouMean } from './nearest-name.ts';
import { neededFields } from './required-fields.ts';

interface Against {
  readonly spec: GraphSpec;
  readonly snapshot: SchemaSnapshot;
  readonly models: ReadonlyMap<string, ModelNode>;
}

/** Each mapped field exists in Odoo, may be written, and gets the kind of mapping its type takes. */
export function checkFields(node: ModelNode, against: Against): readonly Issue[] {
  const schema = against.snapshot.models[node.data.odooModel];
  if (!schema) return [];
  return Object.entries(node.data.fields).flatMap(([name, mapping]) => {
    const place = { node: node.id, field: name };
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    if (name === 'id' || !field) return [unknownField(place, schema.model, Object.keys(schema.fields))];
    const unsupported = unsupportedField(place, field);
    if (unsupported) return [unsupported];
    return [
      ...checkWritable(place, field),
      ...checkKind(place, field, mapping, against),
      ...checkCreated(place, field, mapping, against),
    ];
  });
}

/**
 * Records made for missing values are called `<namespace>.<model>_<value>`: a node of that name would share their external IDs. Those
 * that a node loads would be made twice, because values are looked up before anything is loaded.
 */
function checkCreated(
  place: Place,
  field: FieldSchema,
  mapping: FieldMapping,
  { models, spec }: Against,
): readonly Issue[] {
  const isCreating = 'reference' in mapping && mapping.reference.on_missing === 'create';
  const name = field.relation?.replaceAll('.', '_') ?? '';
  if (!isCreating) return [];
  const node = nodeThatLoads(spec, field.relation ?? '');
  if (node !== undefined) {
    return [
      graphError(
        'reference_invalid',
        place,
        `"on_missing: create" would make records of "${field.relation}" that node "${node}" loads as well, so there would be two of each. Refer to the rows of that node ({reference: {node: ${node}, columns: […]}}), or set on_missing: reject.`,
      ),
    ];
  }
  if (!models.has(name)) return [];
  return [
    graphError(
      'reference_invalid',
      place,
      `"on_missing: create" makes external IDs that begin with "${name}", which is also the id of a node. Give that node another id.`,
    ),
  ];
}

function unknownField(place: Place, model: string, names: readonly string[]): Issue {
  if (place.field === 'id') {
    return graphError(
      'field_unknown',
      place,
      'the external ID is made from the key. To take it from the sheet, name its column in external_id_column.',
    );
  }
  return graphError(
    'field_unknown',
    place,
    `model "${model}" has no such field.${didYouMean(place.field ?? '', names)} Use the technical name, as Odoo shows it in developer mode.`,
  );
}

function unsupportedField(place: Place, field: FieldSchema): Issue | null {
  if (field.type === 'one2many') {
    const inverse = field.relationField
      ? `its field "${field.relationField}" referring to this node`
      : 'a reference to this node';
    return graphError(
      'field_unsupported',
      place,
      `a one2many is the other side of a reference and is not loaded here. Make the lines a node of their own (model "${field.relation ?? '?'}") with ${inverse}.`,
    );
  }
  const refused: readonly FieldKind[] = ['reference', 'properties', 'properties_definition'];
  if (!refused.includes(field.type)) return null;
  return graphError(
    'field_unsupported',
    place,
    `fields of type ${field.type} cannot be loaded. Remove the mapping.`,
  );
}

/**
 * `readonly` in `fields_get` binds screens, not `load`, and up to Odoo 16 it also marks fields that are readonly in some states
 * only (`sale.order.partner_id` in 14). So a stored, plain field is written with a warning; what Odoo computes or keeps by
 * itself is refused, as the value would be lost.
 */
function checkWritable(place: Place, field: FieldSchema): readonly Issue[] {
  const kept = ['create_date', 'create_uid', 'write_date', 'write_uid', 'display_name', '__last_update'];
  if (kept.includes(field.name)) {
    return [
      graphError(
        'field_readonly',
        place,
        'Odoo keeps this field by itself and ignores what is sent. Remove the mapping.',
      ),
    ];
  }
  if (!field.readonly) return [];
  if (!field.store || (field.depends?.length ?? 0) > 0) {
    return [
      graphError(
        'field_readonly',
        place,
        `Odoo computes "${field.label}" from other fields, so a value sent would be lost. Map the fields it is computed from.`,
      ),
    ];
  }
  return [
    graphWarning(
      'field_readonly',
      place,
      `Odoo marks "${field.label}" as read-only on its screens. It is sent all the same; check one record after the run.`,
    ),
  ];
}

function checkKind(
  place: Place,
  field: FieldSchema,
  mapping: FieldMapping,
  against: Against,
): readonly Issue[] {
  const relational = field.type === 'many2one' || field.type === 'many2many';
  if (!('reference' in mapping)) return relational ? [needsReference(place, field, mapping)] : [];
  if (!relational) {
    return [
      graphError(
        'field_not_reference',
        place,
        `the field is of type ${field.type} and takes a plain value, not a reference. Use column, value or formula.`,
      ),
    ];
  }
  const { reference } = mapping;
  return [
    ...checkSeveral(place, field, reference),
    ...('node' in reference
      ? checkOtherNode(place, field, reference, against)
      : checkOtherRecords(place, field, reference, against)),
  ];
}

/** `load` would search by display name and link the first of several hits with a mere warning (Odoo 14–19, `ir_fields.py`). */
function needsReference(place: Place, field: FieldSchema, mapping: FieldMapping): Issue {
  const source =
    'column' in mapping
      ? `column: ${mapping.column}`
      : 'value' in mapping
        ? `value: ${String(mapping.value)}`
        : 'column: …';
  return graphError(
    'reference_needed',
    place,
    `the field refers to records of "${field.relation ?? '?'}", so it needs a reference. For records already in Odoo write {reference: {by: field, match: name, ${source}}}; for rows of this import {reference: {node: …, columns: […]}}.`,
  );
}

function checkSeveral(
  place: Place,
  field: FieldSchema,
  reference: NodeReference | RecordReference,
): readonly Issue[] {
  if (field.type === 'many2many') return [];
  const several = (['separator', 'through'] as const).filter(
    (key) => key in reference && Reflect.get(reference, key) !== undefined,
  );
  return several.map((key) =>
    graphError(
      'reference_invalid',
      place,
      `${key} gives several records, but a many2one holds one. Remove ${key}.`,
    ),
  );
}

function checkOtherNode(
  place: Place,
  field: FieldSchema,
  reference: NodeReference,
  against: Against,
): readonly Issue[] {
  const other = against.models.get(reference.node);
  if (!other || field.relation === undefined || other.data.odooModel === field.relation) return [];
  const fitting = [...against.models.values()]
    .filter((node) => node.data.odooModel === field.relation)
    .map((node) => `"${node.id}"`);
  const remedy =
    fitting.length > 0
      ? ` Nodes of that model: ${fitting.join(', ')}.`
      : ` No node of this graph loads that model: add one, or refer to records already in Odoo (by: field).`;
  return [
    graphError(
      'reference_model_mismatch',
      place,
      `the field refers to "${field.relation}", but node "${reference.node}" loads "${other.data.odooModel}".${remedy}`,
    ),
  ];
}

function checkOtherRecords(
  place: Place,
  field: FieldSchema,
  reference: RecordReference,
  against: Against,
): readonly Issue[] {
  const relation = field.relation ?? '';
  const other = against.snapshot.models[relation];
  const creates = reference.on_missing === 'create';
  const issues: Issue[] = [];
  if (creates && isRiskyModel(relation) && !against.spec.metadata?.allow_models?.includes(relation)) {
    issues.push(
      graphError(
        'model_forbidden',
        place,
        `on_missing: create would make records of "${relation}", which holds code, rights or secrets of the server. If you mean it, add it to metadata.allow_models: ["${relation}"].`,
      ),
    );
  }
  if (!other) return issues;
  const { match } = reference;
  if (match !== undefined && match !== 'id' && !Object.hasOwn(other.fields, match)) {
    issues.push(
      graphError(
        'field_unknown',
        place,
        `match compares field "${match}", which model "${relation}" does not have.${didYouMean(match, Object.keys(other.fields))}`,
      ),
    );
  }
  if (!other.rights.read) {
    issues.push(
      graphError(
        'right_missing',
        place,
        `the connection's user may not read records of "${relation}", so they cannot be looked up. Give the user that right in Odoo.`,
      ),
    );
  }
  if (!creates || match === undefined) return issues;
  if (!other.rights.create) {
    issues.push(
      graphError(
        'right_missing',
        place,
        `the connection's user may not create records of "${relation}". Give the user that right in Odoo, or set on_missing: reject.`,
      ),
    );
  }
  const more = neededFields(other, undefined, against.spec).filter((needed) => needed.name !== match);
  if (more.length > 0) {
    issues.push(
      graphError(
        'reference_invalid',
        place,
        `a record of "${relation}" cannot be created from its ${match} alone: Odoo also requires ${more.map((f) => `"${f.name}"`).join(', ')}. Load these records with a node of their own, or set on_missing: reject.`,
      ),
    );
  }
  return issues;
}
