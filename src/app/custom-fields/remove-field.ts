import { countFilled, fieldExternalId, findField, findFieldUses } from '../../odoo/custom-fields.ts';
import type { CustomField } from '../../plan/custom-fields/custom-field.ts';
import type { Graphs } from '../../store/graphs.ts';
import type { Connecting } from '../connect.ts';
import type { RemovedField } from '../custom-field-cases.ts';
import { done, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import { type Opened, refuseFault, refuseRight, refuseWrite, rereadFields, withOdoo } from './with-odoo.ts';

const MODEL = 'ir.model.fields';
const USES_SHOWN = 5;

type Field = Pick<CustomField, 'model' | 'name'>;

/** Takes a field away that we made. What it holds and who uses it is looked up first; with `force` that is no hindrance. */
export function removeField(
  by: Connecting & { readonly graphs: Graphs },
  connectionId: string,
  field: Field,
  force: boolean,
): Promise<Result<RemovedField>> {
  return withOdoo(by, connectionId, async (odoo) => {
    const rights = await odoo.target.snapshot([MODEL]);
    if (!rights.ok) return refuseFault('The rights in Odoo cannot be read.', rights);
    if (rights.value.models[MODEL]?.rights.unlink !== true) return refuseRight('Removing', odoo);
    const found = await findOwn(odoo, field);
    if (!found.ok) return found;
    const filled = await countFilled(odoo.client, { ...field, type: found.value.type });
    if (!filled.ok) return refuseFault('What the field holds cannot be read.', filled);
    const inOdoo = await findFieldUses(odoo.client, field);
    if (!inOdoo.ok) return refuseFault('Who uses the field cannot be read.', inOdoo);
    const uses = [...inOdoo.value, ...(await graphsWith(by.graphs, field))];
    if (!force && (filled.value > 0 || uses.length > 0)) return refuseUsed(field, filled.value, uses);
    const removed = await odoo.target.unlink(MODEL, [found.value.id], {});
    if (!removed.ok)
      return refuseWrite('The field stays. Odoo says:', removed, 'Look whether the field is still there.');
    await rereadFields(by, connectionId, odoo, [field.model]);
    return done({ ...field, filled: filled.value, uses });
  });
}

async function findOwn(
  { client, target }: Opened,
  field: Field,
): Promise<Result<{ readonly id: number; readonly type: string }>> {
  const { model, name } = field;
  const there = await findField(client, field);
  if (!there.ok) return refuseFault('The fields of Odoo cannot be read.', there);
  if (there.value === null) return refuse('not_found', `${model} has no field ${name}.`);
  const { id, type, isManual } = there.value;
  const mark = fieldExternalId(field);
  const ours = await target.findByExternalId(MODEL, [mark], [id]);
  if (!ours.ok) return refuseFault('The fields of Odoo cannot be read.', ours);
  if (ours.value.get(mark) !== id)
    return refuse(
      'conflict',
      `The field ${name} of ${model} was not made by us. Remove it in Odoo, if it is to go.`,
    );
  if (!isManual)
    return refuse(
      'conflict',
      `A module brings the field ${name} of ${model} by now. Uninstall the module instead.`,
    );
  return done({ id, type });
}

async function graphsWith(graphs: Graphs, { model, name }: Field): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await graphs.list({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    for (const { spec } of page.items) {
      const maps = spec.nodes.some(
        ({ type, data }) => type === 'model' && data.odooModel === model && name in data.fields,
      );
      if (maps) found.push(`graph "${spec.name}"`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

function refuseUsed({ model, name }: Field, filled: number, uses: readonly string[]): Result<never> {
  const more = uses.length > USES_SHOWN ? ` and ${uses.length - USES_SHOWN} more` : '';
  const parts = [
    ...(filled > 0 ? [`${filled} records have a value in it`] : []),
    ...(uses.length > 0 ? [`it is used by ${uses.slice(0, USES_SHOWN).join(', ')}${more}`] : []),
  ];
  return refuse(
    'conflict',
    `The field ${name} of ${model} stays: ${parts.join('; ')}. Ask with force to lose the values and leave the uses to yourself.`,
  );
}
