import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentReadiness } from '../presenters/readiness.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { OfflineReadinessParams, ReadinessAnswer, ReadinessParams } from '../schemas/readiness.ts';

const SHIPPED = { '14': 14, '19': 19 } as const;

export function readinessRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/connections/:id/readiness', {
      schema: {
        operationId: 'getConnectionReadiness',
        summary: 'What stands in the way of a graph on a connection; nothing is written',
        tags: ['connections'],
        params: IdParams,
        querystring: ReadinessParams,
        response: { 200: ReadinessAnswer, ...problems },
      },
      handler: async (request) => {
        const { graph_id: graphId, dataset_id: datasetId } = request.query;
        const found = await graphs.readiness(graphId, {
          connectionId: request.params.id,
          ...(datasetId === undefined ? {} : { datasetId }),
        });
        return presentReadiness(unwrap(found));
      },
    });

    server.get('/graphs/:id/readiness', {
      schema: {
        operationId: 'getGraphReadiness',
        summary: 'What stands in the way of a graph on an Odoo as it is shipped, without a connection',
        tags: ['graphs'],
        params: IdParams,
        querystring: OfflineReadinessParams,
        response: { 200: ReadinessAnswer, ...problems },
      },
      handler: async (request) => {
        const { odoo_version: version, dataset_id: datasetId } = request.query;
        const found = await graphs.readiness(request.params.id, {
          shipped: SHIPPED[version],
          ...(datasetId === undefined ? {} : { datasetId }),
        });
        return presentReadiness(unwrap(found));
      },
    });
  };
}
