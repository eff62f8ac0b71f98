import type { FastifyRouteSchemaDef, FastifyValidationResult } from 'fastify/types/schema.js';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';

/**
 * For bodies that a use case parses itself (a graph, whose issues then name node, edge and field) or that are streamed: the
 * schema stands in the OpenAPI document and is not applied. Parameters, query and headers are validated as everywhere.
 */
export function documentOnly(route: FastifyRouteSchemaDef<unknown>): FastifyValidationResult {
  if (route.httpPart === 'body') return (value: unknown) => ({ value });
  // fastify types the compiler by the whole route's schema but calls it with one part of it, which is a zod schema here.
  return validatorCompiler(route as FastifyRouteSchemaDef<z.ZodType>);
}
