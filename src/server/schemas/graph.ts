import { z } from 'zod';
import { Transform } from '../../mapping/transform.ts';
import { GraphEdge, GraphSpec, ModelData, ModelNode, SheetNode } from '../../plan/graph-spec.ts';
import { Id, LocatedIssue, pageOf, Timestamp } from './common.ts';
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
