import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentSuggestion } from '../presenters/suggest.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { SuggestionAnswer, SuggestParams } from '../schemas/suggest.ts';

export function suggestRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/datasets/:id/suggest', {
      schema: {
        operationId: 'suggestForDataset',
        summary: 'Propose models and fields, and draft the graph; nothing is saved',
        tags: ['datasets'],
        params: IdParams,
        querystring: SuggestParams,
        response: { 200: SuggestionAnswer, ...problems },
      },
      handler: async (request) => {
        const { connection_id: connectionId, modules: groups } = request.query;
        const suggested = await datasets.suggest(request.params.id, {
          ...(connectionId === undefined ? {} : { connectionId }),
          ...(groups === undefined ? {} : { groups }),
        });
        return presentSuggestion(unwrap(suggested));
      },
    });
  };
}
