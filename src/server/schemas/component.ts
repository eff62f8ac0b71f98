import { z } from 'zod';

/**
 * Names a schema in the OpenAPI document, so that it stands there once and clients generated from it get one type and not
 * copies. Done on the schema itself, not on a copy as `.meta` would, because others already refer to it.
 */
export function component<T extends z.ZodType>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  return schema;
}
