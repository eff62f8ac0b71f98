import { z } from 'zod';
import { Transform } from '../../mapping/transform.ts';
import { ModelData } from '../../plan/graph-spec.ts';
import { Id, LocatedIssue } from './common.ts';
import { component } from './component.ts';
import { OdooVersion } from './models.ts';

export const TransformList = component(
  'TransformList',
  z.object({
    items: z.array(
      z.object({
        name: z.string(),
        text: z.string().describe('What it does'),
        is_word: z.boolean().describe('May be written as a word, without arguments'),
        parameters: z.array(
          z.object({
            name: z.string(),
            type: z.enum(['text', 'number', 'boolean', 'choice', 'texts', 'columns']),
            required: z.boolean(),
            default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
            choices: z.array(z.string()),
            text: z.string(),
          }),
        ),
        example: z.object({
          transform: Transform,
          before: z.string(),
          after: z.string(),
          cells: z.record(z.string(), z.string()).describe('Other cells of the row'),
        }),
      }),
    ),
  }),
);

export const FieldPreviewQuery = component(
  'FieldPreviewQuery',
  z.strictObject({
    mapping: ModelData.shape.fields.valueType,
    target: z
      .strictObject({
        model: z.string().min(1).max(200),
        field: z.string().min(1).max(200),
        connection_id: Id.optional(),
        odoo_version: OdooVersion.shape.odoo_version,
      })
      .optional()
      .describe(
        'Whose type the value is converted to, and whose answers are put in; without a connection, of an Odoo as it is shipped',
      ),
    by: z
      .enum(['rows', 'distinct'])
      .default('rows')
      .describe('`distinct`: rows with the same cells are one, the most frequent first'),
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(200).default(20),
  }),
);

export const FieldPreview = component(
  'FieldPreview',
  z.object({
    valid: z.boolean(),
    issues: z.array(LocatedIssue).describe('Why it is not'),
    columns: z.array(z.string()).describe('What the mapping reads'),
    rows: z.array(
      z.object({
        row: z.number().describe('As the spreadsheet numbers it; of several, the first'),
        rows: z.number().describe('How many have these cells'),
        cells: z.array(z.string().nullable()).describe('Of `columns`, as they were read'),
        value: z
          .string()
          .nullable()
          .describe(
            'As it would be sent, or looked up where the field refers to records; null: empty, or refused',
          ),
        issues: z.array(LocatedIssue),
      }),
    ),
    total: z.number().describe('Rows, or distinct cells, of the sheet'),
  }),
);
