import type { z } from 'zod';
import type { ModelList, ModelView } from '../../app/connection-cases.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import {
  MOST_OPTIONS,
  type ModelAnswer,
  type ModelListAnswer,
  type SnapshotAnswer,
} from '../schemas/models.ts';

export function presentModels({ items, total, ...of }: ModelList): z.output<typeof ModelListAnswer> {
  return {
    ...presentTarget(of),
    items: items.map(({ model, label, isRead }) => ({ model, label, is_read: isRead })),
    total,
  };
}

export function presentModelSnapshot({ total, ...of }: ModelList): z.output<typeof SnapshotAnswer> {
  return { ...presentTarget(of), models: total };
}

export function presentModel({
  model,
  label,
  rights,
  fields,
  ...of
}: ModelView): z.output<typeof ModelAnswer> {
  return { ...presentTarget(of), model, label, rights: { ...rights }, fields: fields.map(presentField) };
}

function presentTarget({ target, takenAt }: Pick<ModelList, 'target' | 'takenAt'>) {
  const { serverVersion, database, isShipped } = target;
  return { target: { server_version: serverVersion, database, is_shipped: isShipped }, taken_at: takenAt };
}

function presentField(field: FieldSchema): z.output<typeof ModelAnswer>['fields'][number] {
  const { selection } = field;
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    required: field.required,
    has_default: field.hasDefault ?? false,
    readonly: field.readonly,
    stored: field.store,
    computed: (field.depends?.length ?? 0) > 0,
    relation: field.relation ?? null,
    selection: selection?.slice(0, MOST_OPTIONS).map(([value, text]) => ({ value, label: text })) ?? null,
    selection_total: selection?.length ?? null,
    size: field.size ?? null,
    translated: field.translate ?? false,
    help: field.help ?? null,
  };
}
