import { z } from 'zod';
import type { Answer, InboundField, InboundFields } from '../load/ports.ts';
import { collectInParallel } from './answers.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';

/**
 * Through which fields records refer to records of some models, by what the user may do:
 *
 *   `all`       ir.model.fields and ir.model          14 always; 17+ needs the group "Access Rights"
 *   `readable`  get_available_models, then fields_get of each of them (web/models/ir_model.py, 16+): some hundred calls
 *   `known`     fields_get of the models we know
 *
 * Left out is what is no reference of its own: wizards; and views over other tables, subscriptions and read marks, none of which keeps
 * a write date.
 */
export async function findInboundFields(
  client: OdooClient,
  models: readonly string[],
  known: readonly string[],
): Promise<Answer<InboundFields>> {
  const all = await readFieldModel(client, models);
  if (all.ok) return { ok: true, value: { scope: 'all', fields: all.value } };
  if (all.fault.reason !== 'access_denied') return all;
  const readable = await readableModels(client);
  if (!readable.ok) return readable;
  const fields = await describeModels(client, models, [
    ...new Set([...models, ...(readable.value ?? known)]),
  ]);
  if (!fields.ok) return fields;
  return { ok: true, value: { scope: readable.value ? 'readable' : 'known', fields: fields.value } };
}

/**
 * `ir.model.data` and followers go with their record; the two views keep a write date (`_log_access = True`, hr_employee_public.py,
 * res_device.py) and show another table's record.
 */
const NO_REFERRERS: ReadonlySet<string> = new Set([
  'ir.model.data',
  'mail.followers',
  'hr.employee.public',
  'res.device',
]);
const AT_ONCE = 2;
const KINDS = ['many2one', 'many2many', 'many2one_reference', 'reference'] as const;
const Kind = z.enum(KINDS);

/** A field as both ways describe it. */
interface Described {
  readonly model: string;
  readonly name: string;
  readonly kind: InboundField['kind'];
  readonly relation: string | null;
  readonly required: boolean;
  readonly onDelete: InboundField['onDelete'];
  /** Of a many2many: what tells two of them apart; null where the user cannot see it. */
  readonly table: string | null;
}

const FieldRows = z.array(
  z.object({
    model: z.string(),
    name: z.string(),
    ttype: Kind,
    relation: z.union([z.string(), z.literal(false)]),
    required: z.boolean(),
    on_delete: z.enum(['cascade', 'restrict', 'set null']).catch('set null').nullable(),
    relation_table: z.union([z.string(), z.literal(false)]),
  }),
);
const NameRows = z.array(z.object({ model: z.string(), name: z.string() }));
const ModelRows = z.array(z.object({ model: z.string() }));

async function readFieldModel(
  client: OdooClient,
  models: readonly string[],
): Promise<Answer<readonly InboundField[]>> {
  const search = <T>(
    model: string,
    domain: readonly unknown[],
    fields: readonly string[],
    answer: z.ZodType<T>,
  ) => client.call(model, 'search_read', { args: { domain, fields }, context: ALL_RECORDS_CONTEXT, answer });
  const rows = await search(
    'ir.model.fields',
    [['store', '=', true], ['ttype', 'in', KINDS], '|', ['relation', 'in', models], ['relation', '=', false]],
    ['model', 'name', 'ttype', 'relation', 'required', 'on_delete', 'relation_table'],
    FieldRows,
  );
  if (!rows.ok) return rows;
  const referring = [...new Set([...models, ...rows.value.map(({ model }) => model)])];
  const names = await search(
    'ir.model.fields',
    [
      ['model', 'in', referring],
      ['name', 'in', ['write_date', 'model', 'res_model']],
      ['store', '=', true],
    ],
    ['model', 'name'],
    NameRows,
  );
  if (!names.ok) return names;
  const wizards = await search('ir.model', [['transient', '=', true]], ['model'], ModelRows);
  if (!wizards.ok) return wizards;
  const own = await search(
    'ir.model.fields',
    [
      ['model', 'in', models],
      ['ttype', '=', 'many2many'],
      ['store', '=', true],
    ],
    ['model', 'name', 'ttype', 'relation', 'required', 'on_delete', 'relation_table'],
    FieldRows,
  );
  if (!own.ok) return own;
  const transient = new Set(wizards.value.map(({ model }) => model));
  return {
    ok: true,
    value: inbound({
      models,
      fields: rows.value.filter(({ model }) => !transient.has(model)).map(ofRow),
      own: own.value.map(ofRow),
      names: new Set(names.value.map(({ model, name }) => `${model} ${name}`)),
    }),
  };
}

function ofRow(row: z.infer<typeof FieldRows>[number]): Described {
  return {
    model: row.model,
    name: row.name,
    kind: row.ttype,
    relation: row.relation || null,
    required: row.required,
    onDelete: row.ttype === 'many2one' ? row.on_delete : null,
    table: row.relation_table || null,
  };
}

/** Null: this Odoo has no such method (15 and before). */
async function readableModels(client: OdooClient): Promise<Answer<readonly string[] | null>> {
  const rows = await client.call('ir.model', 'get_available_models', { answer: ModelRows });
  if (rows.ok) return { ok: true, value: rows.value.map(({ model }) => model) };
  return rows.fault.kind === 'certain' ? { ok: true, value: null } : rows;
}

const FieldsGet = z.record(
  z.string(),
  z.object({
    type: z.string(),
    relation: z.string().optional(),
    store: z.boolean().catch(true),
    required: z.boolean().catch(false),
  }),
);

async function describeModels(
  client: OdooClient,
  models: readonly string[],
  asked: readonly string[],
): Promise<Answer<readonly InboundField[]>> {
  const answers = await collectInParallel(asked, AT_ONCE, async (model) => {
    const attributes = ['type', 'relation', 'store', 'required'];
    const fields = await client.call(model, 'fields_get', { args: { attributes }, answer: FieldsGet });
    if (fields.ok) return { ok: true, value: { model, fields: fields.value } };
    // a model that another one extends away, or that fails to describe itself, says nothing about references
    return fields.fault.kind === 'certain' ? { ok: true, value: { model, fields: {} } } : fields;
  });
  if (!answers.ok) return answers;
  const stored = answers.value.flatMap(({ model, fields }) =>
    Object.entries(fields).flatMap(([name, field]) => (field.store ? [{ model, name, ...field }] : [])),
  );
  const described = stored.flatMap(({ model, name, type, relation = null, required }): Described[] => {
    const kind = Kind.safeParse(type);
    if (!kind.success) return [];
    return [{ model, name, kind: kind.data, relation, required, onDelete: null, table: null }];
  });
  const wanted = new Set(models);
  return {
    ok: true,
    value: inbound({
      models,
      fields: described.filter(({ relation }) => relation === null || wanted.has(relation)),
      own: described.filter(({ model, kind }) => wanted.has(model) && kind === 'many2many'),
      names: new Set(stored.map(({ model, name }) => `${model} ${name}`)),
    }),
  };
}

interface Found {
  readonly models: readonly string[];
  readonly fields: readonly Described[];
  /** The many2many fields of `models` themselves. */
  readonly own: readonly Described[];
  /** `model field` of stored fields, among them `write_date`. */
  readonly names: ReadonlySet<string>;
}

function inbound({ fields, own, names }: Found): readonly InboundField[] {
  return fields.flatMap((field): InboundField[] => {
    if (NO_REFERRERS.has(field.model) || !names.has(`${field.model} write_date`)) return [];
    const mirror = mirrorOf(field, own);
    const { model, name, kind, relation, required, onDelete } = field;
    if (kind !== 'many2one_reference') {
      return [{ model, field: name, kind, to: relation, modelField: null, mirror, required, onDelete }];
    }
    // the one convention of Odoo's own models: `res_model`, and `model` for messages (14 does not describe `model_field`)
    const modelField = ['res_model', 'model'].find((candidate) => names.has(`${model} ${candidate}`));
    return modelField === undefined
      ? []
      : [{ model, field: name, kind, to: null, modelField, mirror, required, onDelete: null }];
  });
}

/**
 * A many2many seen from both sides is one table. Where the table is not known, any many2many between the two models is taken for the
 * other side.
 */
function mirrorOf(field: Described, own: readonly Described[]): string | null {
  if (field.kind !== 'many2many') return null;
  const mirror = own.find(
    (mine) =>
      mine.model === field.relation &&
      mine.relation === field.model &&
      !(mine.model === field.model && mine.name === field.name) &&
      (mine.table === null || field.table === null || mine.table === field.table),
  );
  return mirror?.name ?? null;
}
