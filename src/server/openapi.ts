import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { tidyOpenApi } from './tidy-openapi.ts';

export const OPENAPI_PATH = '/api/v1/openapi.json';

/** Collects every route registered after it; `server.swagger()` then gives the document. */
export async function collectOpenApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Importgraph',
        version: '1',
        description: 'Imports messy multi-sheet workbooks into Odoo by running a graph of models in order.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => tidyOpenApi(jsonSchemaTransformObject(document)),
  });
}

/** The document and a page to try it on; its files come from this server, so it works offline. */
export async function serveOpenApi(server: FastifyInstance): Promise<void> {
  server.get(OPENAPI_PATH, { schema: { hide: true } }, async () => server.swagger());
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    // No bar above it: its box for another document's address and its maker's mark are of no use here.
    uiConfig: {
      layout: 'BaseLayout',
      validatorUrl: null,
      displayRequestDuration: true,
      tryItOutEnabled: true,
    },
    theme: { title: 'Importgraph API' },
  });
}
