import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentVanished } from '../presenters/vanished.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { VanishedPage, VanishedQuery } from '../schemas/vanished.ts';

export function runVanishedRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/runs/:id/vanished', {
      schema: {
        operationId: 'listVanishedRows',
        summary: 'Rows of earlier runs that the dataset has no more, and what became of their records',
        tags: ['runs'],
        params: IdParams,
        querystring: VanishedQuery,
        response: { 200: VanishedPage, ...problems },
      },
      handler: async (request) =>
        presentVanished(unwrap(await runs.vanished(request.params.id, request.query))),
    });
  };
}
