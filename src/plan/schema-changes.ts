import type { FieldSchema, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import type { GraphSpec, ModelData } from './graph-spec.ts';
import { neededFields } from './required-fields.ts';

/**
 * What changed in the target between two snapshots as far as it concerns this graph: the fields it maps, fields that a new record
 * now needs, models and rights. Each a short phrase; empty when a run may go on as if nothing had happened.
 */
export function schemaChanges(
  spec: GraphSpec,
  before: SchemaSnapshot,
  now: SchemaSnapshot,
): readonly string[] {
  const changes = new Set<string>();
  if (before.majorVersion !== now.majorVersion)
    changes.add(`Odoo ${before.serverVersion} is ${now.serverVersion} now`);
  for (const node of spec.nodes) {
    if (node.type !== 'model') continue;
    for (const change of modelChanges(spec, node.data, { before, now })) changes.add(change);
  }
  return [...changes];
}

interface Snapshots {
  readonly before: SchemaSnapshot;
  readonly now: SchemaSnapshot;
}

function modelChanges(spec: GraphSpec, data: ModelData, { before, now }: Snapshots): readonly string[] {
  const model = data.odooModel;
  const old = before.models[model];
  const present = now.models[model];
  if (!old) return [];
  if (!present) return [`model ${model} is gone`];
  return [
    ...Object.keys(data.fields).flatMap((name) =>
      fieldChanges(model, name, old.fields[name], present.fields[name]),
    ),
    ...newlyNeeded(spec, data, old, present),
    ...(['create', 'write'] as const).flatMap((right) =>
      old.rights[right] && !present.rights[right] ? [`the right to ${right} ${model} is gone`] : [],
    ),
  ];
}

function fieldChanges(
  model: string,
  name: string,
  old: FieldSchema | undefined,
  now: FieldSchema | undefined,
): readonly string[] {
  if (!old) return [];
  if (!now) return [`field ${model}.${name} is gone`];
  if (old.type !== now.type) return [`field ${model}.${name} was ${old.type} and is ${now.type} now`];
  if (old.relation !== now.relation)
    return [`field ${model}.${name} refers to ${now.relation} now, not to ${old.relation}`];
  if (!old.readonly && now.readonly) return [`field ${model}.${name} is read-only now`];
  const keys = new Set(now.selection?.map(([key]) => key));
  const lost = (old.selection ?? []).filter(([key]) => !keys.has(key)).map(([key]) => key);
  return lost.length > 0 ? [`field ${model}.${name} has lost the options ${lost.join(', ')}`] : [];
}

function newlyNeeded(
  spec: GraphSpec,
  data: ModelData,
  old: ModelSchema,
  now: ModelSchema,
): readonly string[] {
  const known = new Set(neededFields(old, data, spec).map((field) => field.name));
  return neededFields(now, data, spec)
    .filter((field) => !known.has(field.name) && !(field.name in data.fields))
    .map((field) => `field ${now.model}.${field.name} is required now`);
}
