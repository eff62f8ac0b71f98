import { z } from 'zod';
import { ColumnName, FieldMapping, KeyPart, RowFilter } from '../mapping/field-mapping.ts';
import { ModelPolicies } from '../mapping/vocabulary.ts';

/**
 * A graph as the user writes and stores it: a reusable recipe. Names are snake_case as in the API, except `odooModel`, which the
 * original contract fixed. `parse → GraphSpec → validateGraph → ValidGraph → planRun → Plan`.
 */
const NodeId = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    'a node id is a letter followed by letters, digits, _ or - (64 at most)',
  );

const Position = z.strictObject({ x: z.number(), y: z.number() });

export const SheetNode = z.strictObject({
  id: NodeId,
  type: z.literal('sheet'),
  data: z.strictObject({ sheet: z.string().min(1).max(500), label: z.string().max(200).optional() }),
  position: Position.optional(),
});
export type SheetNode = z.infer<typeof SheetNode>;

/** A record in which all of these fields equal the row's is the row's. */
export const AdoptRule = z.strictObject({
  match: z.array(z.string().min(1).max(100)).min(1).max(5).describe('technical names of mapped fields'),
});

const VanishAction = z.enum(['report', 'archive', 'delete']);
/** What becomes of the record of a row that is gone from the data. */
export const OnVanished = z.union([
  VanishAction,
  z.strictObject({
    action: VanishAction,
    more_than_half: z
      .boolean()
      .describe('false: nothing is done when more than half of the rows that were there are gone'),
  }),
]);
export type OnVanished = z.infer<typeof OnVanished>;

export function vanishedAction(of: OnVanished | undefined): z.infer<typeof VanishAction> {
  return (typeof of === 'object' ? of.action : of) ?? 'report';
}

export const ModelData = z.strictObject({
  odooModel: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*$/, 'a technical model name such as res.partner'),
  label: z.string().max(200).optional(),
  /** The sheet that feeds the node; may be left out where a `map` edge from a sheet node says it. */
  sheet: z.string().min(1).max(500).optional(),
  filter: RowFilter.optional(),
  /** One record per distinct key: parents pulled out of a flat sheet. The first row of each key is taken. */
  distinct: z.boolean().optional(),
  /** The columns that name a source row for ever. */
  key: z.array(KeyPart).min(1).max(10),
  /** A column that holds the external ID to use instead of the generated one. */
  external_id_column: ColumnName.optional(),
  fields: z.record(z.string().regex(/^[a-z_][a-z0-9_]*$/i, 'a technical field name'), FieldMapping),
  adopt: z
    .array(AdoptRule)
    .min(1)
    .max(10)
    .optional()
    .describe(
      'how a row without a record finds one that is in Odoo already; the first rule that finds any decides',
    ),
  on_vanished: OnVanished.optional().describe('default: report'),
  write_policy: z.enum(['upsert', 'create_only', 'update_only']).optional().describe('default: upsert'),
  conflict_policy: z
    .enum(['source', 'odoo', 'reject'])
    .optional()
    .describe(
      'default: source. Who wins a field that both the source and somebody in Odoo changed since the last run',
    ),
  failure_policy: z
    .enum(['continue', 'stop'])
    .optional()
    .describe(
      'default: continue. `stop`: a rejected row of this node ends the run after the step; nodes behind it are cancelled',
    ),
  pinned_defaults: z
    .enum(['off', 'suggest', 'auto'])
    .optional()
    .describe(
      'default: suggest. Fields that Odoo computes the same for every new record of the node: `suggest` names them, `auto` sends them along, which is faster',
    ),
  batch_size: z
    .int()
    .min(1)
    .max(5000)
    .optional()
    .describe("Rows per call, never more. Left out: the connection's"),
  /** Keys added to the fast context of every call of this node. */
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type ModelData = z.infer<typeof ModelData>;

export const ModelNode = z.strictObject({
  id: NodeId,
  type: z.literal('model'),
  data: ModelData,
  position: Position.optional(),
});
export type ModelNode = z.infer<typeof ModelNode>;

export const GraphNode = z.discriminatedUnion('type', [SheetNode, ModelNode]);
export type GraphNode = z.infer<typeof GraphNode>;

/** `map`: the sheet at `from` feeds the model at `to`. `depends`: the model at `to` needs records of the model at `from`. */
export const GraphEdge = z.strictObject({
  id: z.string().min(1).max(200),
  from: NodeId,
  to: NodeId,
  kind: z.enum(['map', 'depends']),
  data: z.strictObject({ field: z.string().max(100).optional() }).optional(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

/** Free room for the user's own remarks; the keys named here mean something to us. */
export const GraphMetadata = z.looseObject({
  allow_models: z
    .array(z.string().max(200))
    .max(100)
    .optional()
    .describe('models that are refused unless named here, e.g. `res.users`'),
  filled_by_odoo: z
    .array(z.string().max(200))
    .max(500)
    .optional()
    .describe('required fields, as `model.field`, that this Odoo fills by itself when it creates a record'),
  vocabulary: ModelPolicies.optional().describe(
    'what becomes of values that name no record, by model; wins over the connection',
  ),
  template: z.string().max(100).optional().describe('id of the template that the graph was made from'),
});

export const GraphSpec = z.strictObject({
  id: z.string().min(1).max(100).optional(),
  name: z.string().min(1).max(200),
  version: z.int().min(1).optional(),
  /** First part of every external ID; default: a slug of `name`. Never the name of an installed module. */
  namespace: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,49}$/)
    .optional(),
  nodes: z.array(GraphNode).max(5000),
  edges: z.array(GraphEdge).max(50_000).optional(),
  metadata: GraphMetadata.optional(),
});
export type GraphSpec = z.infer<typeof GraphSpec>;
