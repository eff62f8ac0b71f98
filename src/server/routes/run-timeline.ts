import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentBatches, presentThroughput } from '../presenters/run.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { BatchPage, BatchQuery, Throughput } from '../schemas/run.ts';

const tags = ['runs'];

/** What a run did when. */
export function timelineRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/runs/:id/batches', {
      schema: {
        operationId: 'listRunBatches',
        summary: 'The calls to Odoo that a run made, in order',
        tags,
        params: IdParams,
        querystring: BatchQuery,
        response: { 200: BatchPage, ...problems },
      },
      handler: async (request) => {
        const { order, ...query } = request.query;
        const wanted = { ...query, newestFirst: order === 'desc' };
        return presentBatches(unwrap(await runs.batches(request.params.id, wanted)));
      },
    });

    server.get('/runs/:id/throughput', {
      schema: {
        operationId: 'getRunThroughput',
        summary: 'Rows settled per time slot, for a chart',
        tags,
        params: IdParams,
        response: { 200: Throughput, ...problems },
      },
      handler: async (request) => presentThroughput(unwrap(await runs.throughput(request.params.id))),
    });
  };
}
