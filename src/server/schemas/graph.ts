import { z } from 'zod';
import { Transform } from '../../mapping/transform.ts';
import { GraphEdge, GraphSpec, ModelData, ModelNode, SheetNode } from '../../plan/graph-spec.ts';
import { Id, LocatedIssue, PageQuery, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

component('Transform', Transform);
component('KeyPart', ModelData.shape.key.element);
component('FieldMapping', ModelData.shape.fields.valueType);
component('RowFilter', ModelData.shape.filter.unwrap());
component('SheetNode', SheetNode);
component('ModelNode', ModelNode);
component('GraphEdge', GraphEdge);

/** The spec as a request body: for the document; the use case parses it and reports every issue with node, edge and field. */
export const GraphBody = component('GraphSpec', GraphSpec);

export const GraphAnswer = component(
  'Graph',
  z.object({
    id: Id,
    name: z.string(),
    version: z.int(),
    spec: GraphSpec,
    created_at: Timestamp,
    updated_at: Timestamp,
  }),
);
export const GraphPage = pageOf('GraphPage', GraphAnswer);

export const VersionQuery = z.object({ version: z.coerce.number().int().min(1).optional() });

export const GraphListQuery = PageQuery.extend({
  q: z.string().max(200).optional().describe('Part of the name'),
});
/** What the column of the database takes. */
const MOST_VERSIONS = 2_147_483_647;
export const GraphVersionParams = z.object({
  id: Id,
  version: z.coerce.number().int().min(1).max(MOST_VERSIONS),
});
export const DiffQuery = z.object({
  to: z.coerce.number().int().min(1).max(MOST_VERSIONS).optional().describe('Default: the newest version'),
});
export const GraphVersionPage = pageOf(
  'GraphVersionPage',
  z.object({ version: z.int(), name: z.string(), nodes: z.int(), created_at: Timestamp }),
);
const GraphSide = z.object({ version: z.int(), yaml: z.string() });
export const GraphDiffAnswer = component(
  'GraphDiff',
  z.object({
    from: GraphSide,
    to: GraphSide,
    changes: z.array(
      z.object({
        what: z.enum(['graph', 'node', 'field', 'edge']).describe('`field`: a mapping of a node'),
        change: z.enum(['added', 'removed', 'changed']),
        node: z.string().nullable(),
        field: z.string().nullable().describe('Technical name of the Odoo field'),
        edge: z.string().nullable(),
        property: z
          .string()
          .nullable()
          .describe('What of it, as it is written in the graph: `sheet`, `key`; null: the whole'),
        before: z.unknown().describe('Null: it was not there'),
        after: z.unknown().describe('Null: it is not there any more'),
      }),
    ),
  }),
);

const report = {
  valid: z.boolean(),
  errors: z.array(LocatedIssue),
  warnings: z.array(LocatedIssue),
};
export const Validation = component('Validation', z.object(report));

export const PlanAnswer = component(
  'Plan',
  z.object({
    ...report,
    namespace: z.string().nullable().describe('First part of every external ID'),
    execution_order: z.array(z.string()).describe('Node ids; empty when the graph is invalid'),
    levels: z.array(z.array(z.string())).describe('Nodes of one level may run at the same time'),
    steps: z.array(
      z.object({
        node_id: z.string(),
        index: z.int(),
        model: z.string(),
        sheet: z.string(),
        level: z.int(),
        depends_on: z.array(z.string()),
        component: z.int().nullable(),
        references: z.array(
          z.object({
            field: z.string(),
            node: z.string(),
            required: z.boolean(),
            in_component: z.boolean(),
          }),
        ),
        rows: z.number().nullable().describe('Rows of the feeding sheet; null without a dataset'),
      }),
    ),
  }),
);
