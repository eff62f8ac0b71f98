import { z } from 'zod';
import { TEMPLATE_CATEGORIES, TEMPLATE_LEVELS, TEMPLATE_TRAPS } from '../../app/templates/template-file.ts';
import { GraphSpec } from '../../plan/graph-spec.ts';
import { Id, LocatedIssue } from './common.ts';
import { component } from './component.ts';
import { Dataset } from './dataset.ts';
import { GraphAnswer } from './graph.ts';

const facts = {
  id: z.string().describe('A word such as `contacts`'),
  title: z.string(),
  description: z.string(),
  category: z.enum(TEMPLATE_CATEGORIES),
  level: z.enum(TEMPLATE_LEVELS),
  modules: z.array(z.string()).describe('Of Odoo, to be installed before'),
  models: z.array(z.string()).describe('Technical names of what is loaded'),
  sheets: z
    .array(z.object({ name: z.string(), text: z.string(), columns: z.array(z.string()), rows: z.number() }))
    .describe('Of the sample workbook'),
  steps: z
    .array(z.object({ title: z.string(), text: z.string(), nodes: z.array(z.string()) }))
    .describe('In order'),
  warnings: z
    .array(z.object({ trap: z.enum(TEMPLATE_TRAPS), text: z.string() }))
    .describe('What to know before'),
};

export const Template = component('Template', z.object(facts));
export const TemplateList = component('TemplateList', z.object({ items: z.array(Template) }));
export const TemplateDetail = component('TemplateDetail', z.object({ ...facts, spec: GraphSpec }));

export const InstantiateBody = component(
  'InstantiateTemplate',
  z.strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Of the graph; its external IDs are made from it. Default: that of the template'),
    dataset_id: Id.optional().describe('A dataset with the sheets and columns that the template reads'),
    with_sample: z.boolean().optional().describe('Upload the sample as a dataset; default false'),
  }),
);

export const TemplateInstance = component(
  'TemplateInstance',
  z.object({
    graph: GraphAnswer,
    dataset: Dataset.nullable(),
    warnings: z.array(LocatedIssue).describe('Of the dataset, e.g. sheets that nothing reads'),
  }),
);

export const ProgressQuery = z.object({
  connection_id: Id.optional().describe('Runs to this connection only'),
});

export const TemplateProgress = component(
  'TemplateProgress',
  z.object({
    template_id: z.string(),
    percentage: z.number().describe('Share of the nodes that a completed run has loaded whole, 0–100'),
    steps: z.array(z.object({ title: z.string(), state: z.enum(['open', 'partly', 'done']) })),
    graphs: z
      .array(
        z.object({
          graph_id: Id,
          graph_name: z.string(),
          percentage: z.number(),
          last_run_id: Id.nullable(),
        }),
      )
      .describe('Made from the template, newest first'),
  }),
);
