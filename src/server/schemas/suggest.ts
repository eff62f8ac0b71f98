import { z } from 'zod';
import { MODULE_GROUPS } from '../../mapping/suggest/module-groups.ts';
import { GraphSpec } from '../../plan/graph-spec.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

export const SuggestParams = z.object({
  connection_id: Id.optional().describe('Default: an Odoo 19 with the usual modules, as shipped'),
  modules: z
    .string()
    .max(500)
    .optional()
    .transform((text) => text?.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(MODULE_GROUPS)).min(1).optional())
    .describe(`Only models of these parts of Odoo, separated by commas: ${MODULE_GROUPS.join(', ')}`)
    .meta({ type: 'string' }),
});

const Confidence = z.number().describe('Between 0 and 1');

const SuggestedField = component(
  'SuggestedField',
  z.object({
    role: z.string().describe('`main`, or another record of the row: `line`, `customer`, `contact`, …'),
    model: z.string(),
    field: z.string(),
    part: z.enum(['first', 'last']).nullable().describe("Of a person's name in two columns"),
    confidence: Confidence,
    reason: z.string(),
  }),
);

const SheetSuggestion = component(
  'SheetSuggestion',
  z.object({
    sheet: z.string(),
    models: z
      .array(z.object({ model: z.string(), confidence: Confidence, reason: z.string() }))
      .describe('Best first'),
    columns: z
      .array(
        z.object({
          column: z.string(),
          field: SuggestedField.nullable(),
          alternatives: z.array(SuggestedField),
        }),
      )
      .describe('For the first of the models'),
    junction: z
      .object({
        from: z.object({ sheet: z.string(), column: z.string() }),
        to: z.object({ sheet: z.string(), column: z.string() }),
        field: z.string(),
      })
      .nullable()
      .describe('The sheet only joins two others'),
  }),
);

export const SuggestionAnswer = component(
  'Suggestion',
  z.object({
    target: z.object({ server_version: z.string(), database: z.string() }),
    sheets: z.array(SheetSuggestion),
    graph: GraphSpec.describe('The draft: valid for the dataset and the target'),
    unmapped: z.array(
      z.object({
        sheet: z.string(),
        column: z.string(),
        field: SuggestedField.nullable().describe('What it probably is, where that could not be drafted'),
        reason: z.string(),
      }),
    ),
    missing: z
      .array(
        z.object({
          node: z.string(),
          model: z.string(),
          field: z.string(),
          label: z.string(),
          filled_by_odoo: z.boolean(),
        }),
      )
      .describe('Fields that Odoo requires and no column gives'),
    notes: z.array(z.string()).describe('What else was left out, and why'),
    warnings: z.array(z.string()).describe('What could not be asked, and would have made it better'),
  }),
);
