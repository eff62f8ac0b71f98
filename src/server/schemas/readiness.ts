import { z } from 'zod';
import { ISSUE_CODES } from '../../issue.ts';
import { FINDING_SEVERITIES, READINESS_CODES } from '../../plan/readiness/readiness.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

export const ReadinessParams = z.object({
  graph_id: Id,
  dataset_id: Id.optional().describe('Its sheets and columns are checked, and what its rows name in Odoo'),
});

export const OfflineReadinessParams = z.object({
  dataset_id: Id.optional(),
  odoo_version: z
    .enum(['14', '19'])
    .default('19')
    .describe('Of the shipped schema: an Odoo with the usual modules, seen by an administrator'),
});

const Operation = z.enum(['read', 'create', 'write', 'unlink']);

export const ReadinessAnswer = component(
  'Readiness',
  z.object({
    ready: z.boolean().describe('No finding is a blocker'),
    target: z.object({
      server_version: z.string(),
      database: z.string(),
      is_shipped: z.boolean().describe('No Odoo was asked'),
    }),
    findings: z
      .array(
        z.object({
          severity: z
            .enum(FINDING_SEVERITIES)
            .describe('`blocker`: rows cannot be loaded; `warning`: some may not; `note`: good to know'),
          code: z
            .enum([...READINESS_CODES, ...ISSUE_CODES])
            .describe('A word such as `currency_inactive`, or the code of an issue of the graph'),
          message: z.string().describe('What, where, and what to do next'),
          node: z.string().nullable(),
          model: z.string().nullable(),
          field: z.string().nullable(),
        }),
      )
      .describe('Blockers first'),
    models: z
      .array(
        z.object({
          model: z.string(),
          nodes: z.array(z.string()).describe('That load it; empty: it is only referred to'),
          exists: z.boolean().nullable().describe('Null: it was not asked'),
          module: z.string().nullable().describe('That brings it, where that is known'),
          needs: z.array(Operation),
          missing: z.array(Operation).describe('What the user of the connection may not'),
        }),
      )
      .describe('Every model the graph loads or refers to'),
  }),
);
