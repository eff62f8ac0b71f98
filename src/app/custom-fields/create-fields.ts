import type { FieldSchema, ModelSchema, SchemaSnapshot } from '../../mapping/target-schema.ts';
import { createManualFields, fieldExternalId } from '../../odoo/custom-fields.ts';
import type { CustomField } from '../../plan/custom-fields/custom-field.ts';
import type { Connecting } from '../connect.ts';
import type { MadeField } from '../custom-field-cases.ts';
import { done, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import { type Opened, refuseFault, refuseRight, refuseWrite, rereadFields, withOdoo } from './with-odoo.ts';

const MODEL = 'ir.model.fields';
/** The mark is written by a call of its own. */
const NOT_OURS =
  'Fields without our mark are never removed by us: remove them in Odoo, then make them again.';

/** Makes fields in Odoo, all or none, and marks them as ours. Those that we made before are left as they are. */
export function createFields(
  by: Connecting,
  connectionId: string,
  fields: readonly CustomField[],
): Promise<Result<readonly MadeField[]>> {
  return withOdoo(by, connectionId, async (odoo) => {
    const found = await odoo.target.snapshot([MODEL, ...fields.map(({ model }) => model)]);
    if (!found.ok) return refuseFault('The fields of Odoo cannot be read.', found);
    if (found.value.models[MODEL]?.rights.create !== true) return refuseRight('Making', odoo);
    const ours = await odoo.target.findByExternalId(MODEL, fields.map(fieldExternalId), []);
    if (!ours.ok) return refuseFault('The fields of Odoo cannot be read.', ours);
    const troubles = fields.flatMap((field) => troubleOf(field, found.value, ours.value) ?? []);
    if (troubles.length > 0) return refuse('conflict', troubles.join(' '));
    const made = await make(odoo, fields, ours.value);
    if (made.ok) {
      const models = fields.map(({ model }) => model);
      await rereadFields(by, connectionId, odoo, models);
    }
    return made;
  });
}

function nameOf({ model, name }: CustomField): string {
  return `The field ${name} of ${model}`;
}

function troubleOf(
  field: CustomField,
  { models, database }: SchemaSnapshot,
  ours: ReadonlyMap<string, number>,
): string | null {
  const model = models[field.model];
  if (!model) return `There is no model ${field.model} in ${database}. Install its module first.`;
  const there = model.fields[field.name];
  if (!there) return needsCurrency(field, model) ? noCurrency(field) : null;
  if (!ours.has(fieldExternalId(field)))
    return `${nameOf(field)} is there already, made by somebody else. Map the column to it, or choose another name.`;
  return isSame(field, there)
    ? null
    : `${nameOf(field)} is there already, as ${there.type}. Choose another name, or remove it first.`;
}

/** An amount without a currency is a fault of Odoo's registry (fields.py, Monetary, 14 to 19). */
function needsCurrency({ type }: CustomField, { fields }: ModelSchema): boolean {
  return type === 'monetary' && !fields.currency_id && !fields.x_currency_id;
}

function noCurrency(field: CustomField): string {
  return `${nameOf(field)} cannot be monetary: the model has no currency_id. Make it a float.`;
}

function isSame({ type, selection = [] }: CustomField, there: FieldSchema): boolean {
  const keys = new Set((there.selection ?? []).map(([key]) => key));
  return there.type === type && selection.every(([key]) => keys.has(key));
}

async function make(
  odoo: Opened,
  fields: readonly CustomField[],
  ours: ReadonlyMap<string, number>,
): Promise<Result<readonly MadeField[]>> {
  const fresh = fields.filter((field) => !ours.has(fieldExternalId(field)));
  const made = await createManualFields(odoo.client, fresh);
  if (!made.ok)
    return refuseWrite('No field was made. Odoo says:', made, `Look for the fields in Odoo. ${NOT_OURS}`);
  const marks = fresh.flatMap((field, i) => {
    const recordId = made.value[i];
    return recordId === undefined ? [] : [{ externalId: fieldExternalId(field), recordId }];
  });
  const marked = await odoo.target.createExternalIds(MODEL, marks);
  if (!marked.ok || !marked.value) {
    const gone = await odoo.target.unlink(MODEL, made.value, {});
    if (!gone.ok) return refuseFault(`The fields were made and not marked as ours. ${NOT_OURS}`, gone);
    return marked.ok ? refuseRight('Making', odoo) : refuseFault('No field was made.', marked);
  }
  const idOf = new Map([
    ...ours,
    ...marks.map(({ externalId, recordId }) => [externalId, recordId] as const),
  ]);
  return done(
    fields.map((field) => ({
      field,
      recordId: idOf.get(fieldExternalId(field)) ?? 0,
      state: ours.has(fieldExternalId(field)) ? 'there' : 'created',
    })),
  );
}
