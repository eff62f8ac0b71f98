import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { component } from './component.ts';

const version = z.enum(['14', '19']);
export const OdooVersion = z.object({
  odoo_version: version
    .optional()
    .describe('Of the shipped schema that is shown where Odoo cannot be reached; default: 503 then'),
});
export const ShippedVersion = z.object({
  odoo_version: version.default('19').describe('Of the shipped schema: an Odoo with the usual modules'),
});
const search = {
  q: z.string().max(200).optional().describe('Words of label or technical name'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};
export const ModelQuery = OdooVersion.extend(search);
export const ShippedModelQuery = ShippedVersion.extend(search);
const Technical = z.string().min(1).max(200).describe('Technical name, e.g. `res.partner`');
export const ModelParams = z.object({ id: Id, model: Technical });
export const ShippedModelParams = z.object({ model: Technical });

const target = {
  target: z.object({
    server_version: z.string(),
    database: z.string(),
    is_shipped: z.boolean().describe('No Odoo was asked'),
  }),
  taken_at: Timestamp.nullable().describe('When Odoo was asked; null: shipped'),
};

export const SnapshotAnswer = component(
  'SchemaSnapshot',
  z.object({ ...target, models: z.number().int().describe('That Odoo has') }),
);

export const ModelListAnswer = component(
  'ModelList',
  z.object({
    ...target,
    items: z
      .array(
        z.object({
          model: z.string(),
          label: z.string().nullable(),
          is_read: z.boolean().describe('Its fields are known; those of others are asked for when looked at'),
        }),
      )
      .describe('Best match first'),
    total: z.number().int().describe('Found, of which `items` has the first'),
  }),
);

/** Time zones and languages have hundreds. */
export const MOST_OPTIONS = 200;

const OdooField = component(
  'OdooField',
  z.object({
    name: z.string(),
    label: z.string(),
    type: z.string().describe('As Odoo names it: `char`, `many2one`, `selection`, …'),
    required: z.boolean().describe('Odoo refuses a new record without it'),
    has_default: z.boolean().describe('Odoo fills it where it is not given'),
    readonly: z.boolean().describe('On screens; many such fields can be imported all the same'),
    stored: z.boolean(),
    computed: z.boolean(),
    relation: z.string().nullable().describe('Model that a many2one or x2many refers to'),
    selection: z
      .array(z.object({ value: z.string(), label: z.string() }))
      .nullable()
      .describe(`At most ${MOST_OPTIONS}`),
    selection_total: z.number().int().nullable(),
    size: z.number().int().nullable().describe('Most characters'),
    translated: z.boolean(),
    help: z.string().nullable(),
  }),
);

export const ModelAnswer = component(
  'OdooModel',
  z.object({
    ...target,
    model: z.string(),
    label: z.string().nullable(),
    rights: z.object({ read: z.boolean(), create: z.boolean(), write: z.boolean(), unlink: z.boolean() }),
    fields: z.array(OdooField).describe('By name'),
  }),
);
