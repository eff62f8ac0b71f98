import { z } from 'zod';
import {
  EmptyPolicy,
  FieldMapping,
  KeyPart,
  NodeReference,
  RecordReference,
  RowFilter,
  ValueMap,
  WithinCondition,
} from '../mapping/field-mapping.ts';
import { Transform } from '../mapping/transform.ts';
import {
  AdoptRule,
  GraphEdge,
  GraphMetadata,
  GraphNode,
  GraphSpec,
  ModelData,
  OnVanished,
  SheetNode,
} from './graph-spec.ts';

const NAMED = {
  AdoptRule,
  EmptyPolicy,
  FieldMapping,
  GraphEdge,
  GraphMetadata,
  GraphNode,
  KeyPart,
  ModelData,
  NodeReference,
  OnVanished,
  RecordReference,
  RowFilter,
  SheetNode,
  Transform,
  ValueMap,
  WithinCondition,
};

/** The published JSON Schema (draft 2020-12) of a graph as it is written, for editors and other programs. */
export function graphJsonSchema(): object {
  const metadata = z.registry<{ readonly id?: string; readonly description?: string }>();
  const describe = (schema: z.core.$ZodType) => z.globalRegistry.get(schema) ?? {};
  for (const [id, schema] of Object.entries(NAMED)) metadata.add(schema, { ...describe(schema), id });
  const json = z.toJSONSchema(GraphSpec, {
    io: 'input',
    metadata,
    override: ({ zodSchema, jsonSchema }) => {
      const { description } = describe(zodSchema);
      if (description !== undefined && jsonSchema.$ref === undefined) jsonSchema.description = description;
    },
  });
  return { $schema: json.$schema, title: 'Importgraph graph', ...json };
}
