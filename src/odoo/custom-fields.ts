import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { CustomField } from '../plan/custom-fields/custom-field.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';

/** No module is called so: nothing but us takes these external IDs away. */
const MARK = '__importgraph__';

/** Says that a field is ours. */
export function fieldExternalId({ model, name }: Pick<CustomField, 'model' | 'name'>): string {
  return `${MARK}.field_${model.replaceAll('.', '_')}__${name}`;
}

/**
 * Manual fields, all or none, in one server transaction. By `create` and never by `load`: a `load` that fails is taken back in the
 * database while the server goes on believing in the fields it had made by then (models.py `load`, 14 and 19).
 */
export async function createManualFields(
  client: OdooClient,
  fields: readonly CustomField[],
): Promise<Answer<readonly number[]>> {
  const models = await client.call('ir.model', 'search_read', {
    args: { domain: [['model', 'in', fields.map(({ model }) => model)]], fields: ['model'] },
    answer: z.array(z.object({ id: z.int(), model: z.string() })),
  });
  if (!models.ok) return models;
  const idOf = new Map(models.value.map(({ id, model }) => [model, id]));
  const rows = fields.map(({ model, name, label, type, selection }) => ({
    model_id: idOf.get(model) ?? false,
    name,
    field_description: label,
    ttype: type,
    state: 'manual',
    ...(selection ? { selection_ids: selection.map(optionCommand) } : {}),
  }));
  return client.call('ir.model.fields', 'create', {
    args: { vals_list: rows },
    positional: ['vals_list'],
    answer: z.array(z.int().positive()),
  });
}

function optionCommand([value, name]: readonly [string, string], sequence: number) {
  return [0, 0, { value, name, sequence }];
}

export interface ManualField {
  readonly id: number;
  readonly type: string;
  /** False: a module brings it, also where it began as a manual one. */
  readonly isManual: boolean;
}

export async function findField(
  client: OdooClient,
  { model, name }: Pick<CustomField, 'model' | 'name'>,
): Promise<Answer<ManualField | null>> {
  const found = await client.call('ir.model.fields', 'search_read', {
    args: {
      domain: [
        ['model', '=', model],
        ['name', '=', name],
      ],
      fields: ['ttype', 'state'],
    },
    answer: z.array(z.object({ id: z.int(), ttype: z.string(), state: z.string() })),
  });
  if (!found.ok) return found;
  const [first] = found.value;
  if (!first) return { ok: true, value: null };
  return { ok: true, value: { id: first.id, type: first.ttype, isManual: first.state === 'manual' } };
}

/** Records, archived ones included, that have a value there; a number that is 0 and a no are none. */
export function countFilled(
  client: OdooClient,
  { model, name, type }: { readonly model: string; readonly name: string; readonly type: string },
): Promise<Answer<number>> {
  const isNumber = type === 'integer' || type === 'float' || type === 'monetary';
  return client.call(model, 'search_count', {
    args: { domain: [[name, '!=', isNumber ? 0 : false]] },
    positional: ['domain'],
    context: ALL_RECORDS_CONTEXT,
    answer: z.int(),
  });
}

interface Place {
  readonly in: string;
  readonly what: string;
  /** The field that names the model. */
  readonly model: string;
  readonly texts: readonly string[];
}

/** Where people put a field's name. What depends on a field in other ways, Odoo itself refuses to break. */
const PLACES: readonly Place[] = [
  { in: 'ir.ui.view', what: 'view', model: 'model', texts: ['arch_db'] },
  { in: 'ir.filters', what: 'filter', model: 'model_id', texts: ['domain', 'context', 'sort'] },
  { in: 'ir.actions.server', what: 'server action', model: 'model_id.model', texts: ['code'] },
  { in: 'ir.rule', what: 'record rule', model: 'model_id.model', texts: ['domain_force'] },
  { in: 'ir.exports.line', what: 'export list', model: 'export_id.resource', texts: ['name'] },
];

/** What names the field, in words: `view "Contacts, form"`. */
export async function findFieldUses(
  client: OdooClient,
  { model, name }: Pick<CustomField, 'model' | 'name'>,
): Promise<Answer<readonly string[]>> {
  const uses: string[] = [];
  const word = new RegExp(`(?<![a-z0-9_])${name}(?![a-z0-9_])`);
  for (const place of PLACES) {
    const ors = place.texts.slice(1).map(() => '|');
    const found = await client.call(place.in, 'search_read', {
      args: {
        domain: [[place.model, '=', model], ...ors, ...place.texts.map((text) => [text, 'like', name])],
        fields: ['display_name', ...place.texts],
      },
      context: ALL_RECORDS_CONTEXT,
      answer: z.array(z.record(z.string(), z.unknown())),
    });
    if (!found.ok) return found;
    const named = found.value.filter((record) =>
      place.texts.some((text) => typeof record[text] === 'string' && word.test(record[text])),
    );
    uses.push(...named.map((record) => `${place.what} "${String(record.display_name)}"`));
  }
  return { ok: true, value: uses };
}
