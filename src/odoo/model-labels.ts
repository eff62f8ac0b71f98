import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { OdooClient } from './client.ts';

const ModelRows = z.array(z.object({ model: z.string(), name: z.string() }));
const AvailableRows = z.array(z.object({ model: z.string(), display_name: z.string() }));

/**
 * What the models are called, wizards left out. `ir.model` is readable for everybody on 14, from 17 on for the group "Access
 * Rights"; others may ask for those they can read (`get_available_models`, web/models/ir_model.py, 16+). Who may do neither
 * gets none.
 */
export async function readModelLabels(client: OdooClient): Promise<Answer<Readonly<Record<string, string>>>> {
  const rows = await client.call('ir.model', 'search_read', {
    args: { domain: [['transient', '=', false]], fields: ['model', 'name'] },
    answer: ModelRows,
  });
  if (rows.ok) return labelsOf(rows.value.map(({ model, name }) => [model, name]));
  if (rows.fault.kind !== 'certain') return rows;
  const available = await client.call('ir.model', 'get_available_models', { answer: AvailableRows });
  if (available.ok) return labelsOf(available.value.map(({ model, display_name: name }) => [model, name]));
  return available.fault.kind === 'certain' ? labelsOf([]) : available;
}

function labelsOf(pairs: readonly (readonly [string, string])[]): Answer<Readonly<Record<string, string>>> {
  return { ok: true, value: Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}
