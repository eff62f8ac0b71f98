import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentModel, presentModelSnapshot, presentModels } from '../presenters/models.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import {
  ModelAnswer,
  ModelListAnswer,
  ModelParams,
  ModelQuery,
  OdooVersion,
  ShippedModelParams,
  ShippedModelQuery,
  ShippedVersion,
  SnapshotAnswer,
} from '../schemas/models.ts';

const SHIPPED = { '14': 14, '19': 19 } as const;

interface Searched {
  readonly q?: string | undefined;
  readonly limit: number;
}

/** What an Odoo can take: models, and their fields. */
export function modelRoutes({ connections }: Pick<App, 'connections'>): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(shippedRoutes(connections));

    server.get('/connections/:id/models', {
      schema: {
        operationId: 'listModels',
        summary: 'Models of an Odoo by label or technical name',
        description: 'The first time Odoo is asked, which takes seconds; then what it said is kept.',
        tags: ['connections'],
        params: IdParams,
        querystring: ModelQuery,
        response: { 200: ModelListAnswer, ...problems },
      },
      handler: async (request) => {
        const of = { connectionId: request.params.id, ...shippedOf(request.query) };
        return presentModels(unwrap(await connections.models(of, toQuery(request.query))));
      },
    });

    server.get('/connections/:id/models/:model', {
      schema: {
        operationId: 'getModel',
        summary: 'The fields of a model',
        tags: ['connections'],
        params: ModelParams,
        querystring: OdooVersion,
        response: { 200: ModelAnswer, ...problems },
      },
      handler: async (request) => {
        const of = { connectionId: request.params.id, ...shippedOf(request.query) };
        return presentModel(unwrap(await connections.model(of, request.params.model)));
      },
    });

    server.post('/connections/:id/snapshot', {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        operationId: 'refreshSnapshot',
        summary: 'Ask Odoo anew for models, fields and rights',
        tags: ['connections'],
        params: IdParams,
        response: { 200: SnapshotAnswer, ...problems },
      },
      handler: async (request) =>
        presentModelSnapshot(unwrap(await connections.refreshModels(request.params.id))),
    });
  };
}

function shippedRoutes(connections: App['connections']): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/models', {
      schema: {
        operationId: 'listShippedModels',
        summary: 'Models of an Odoo as it is shipped, without a connection',
        tags: ['connections'],
        querystring: ShippedModelQuery,
        response: { 200: ModelListAnswer, ...problems },
      },
      handler: async (request) =>
        presentModels(unwrap(await connections.models(shippedOf(request.query), toQuery(request.query)))),
    });

    server.get('/models/:model', {
      schema: {
        operationId: 'getShippedModel',
        summary: 'The fields of a model of an Odoo as it is shipped',
        tags: ['connections'],
        params: ShippedModelParams,
        querystring: ShippedVersion,
        response: { 200: ModelAnswer, ...problems },
      },
      handler: async (request) =>
        presentModel(unwrap(await connections.model(shippedOf(request.query), request.params.model))),
    });
  };
}

function shippedOf({ odoo_version: version }: { readonly odoo_version?: '14' | '19' | undefined }) {
  return version === undefined ? {} : { shipped: SHIPPED[version] };
}

function toQuery({ q, limit }: Searched) {
  return { limit, ...(q === undefined ? {} : { text: q }) };
}
