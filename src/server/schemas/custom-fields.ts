import { z } from 'zod';
import { CustomField, CustomFields } from '../../plan/custom-fields/custom-field.ts';
import { GraphSpec, ModelData } from '../../plan/graph-spec.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

component('CustomField', CustomField);

export const ProposeFieldsQuery = z.object({
  connection_id: Id.optional().describe('Default: an Odoo 19 with the usual modules, as shipped'),
  graph_id: Id.optional().describe(
    'Whose unmapped columns are meant; default: a graph drafted for the dataset',
  ),
});

export const ProposedFields = component(
  'ProposedFields',
  z.object({
    target: z.object({ server_version: z.string(), database: z.string() }),
    proposals: z.array(
      z.object({
        sheet: z.string(),
        column: z.string(),
        node: z.string().describe('Node of the graph whose records would get the field'),
        field: CustomField,
        mapping: ModelData.shape.fields.valueType.describe('How the column fills it'),
        reason: z.string().describe('Why this type, and what else the column may be'),
      }),
    ),
    left: z
      .array(z.object({ sheet: z.string(), column: z.string(), reason: z.string() }))
      .describe('Columns that nothing maps and that get no field'),
    graph: GraphSpec.describe('The graph with the proposed fields mapped'),
  }),
);

export const CreateFieldsBody = z.object({ fields: CustomFields });

export const MadeFields = component(
  'MadeFields',
  z.object({
    fields: z.array(
      z.object({
        field: CustomField,
        record_id: z.int().describe('Of ir.model.fields'),
        state: z.enum(['created', 'there']).describe('`there`: made by us before, of the same type'),
      }),
    ),
  }),
);

export const FieldParams = z.object({
  id: Id,
  model: CustomField.shape.model,
  name: CustomField.shape.name,
});

export const RemoveFieldQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: also where records have a value in it or something uses it'),
});

export const RemovedField = component(
  'RemovedField',
  z.object({
    model: z.string(),
    name: z.string(),
    filled: z.int().describe('Records whose value went with it'),
    uses: z.array(z.string()).describe('What used it, in words'),
  }),
);

export const FieldModuleBody = z.object({
  fields: CustomFields,
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/, 'small letters, digits and _')
    .optional()
    .describe('Technical name of the module; default: imported_fields'),
  odoo_version: z.int().min(14).max(30).optional().describe('Major version; default: 19'),
  depends: z
    .array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'a technical module name'))
    .max(50)
    .optional()
    .describe('Modules that bring models other than the usual ones'),
});
