import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentCleaning, presentProfile, presentSheetProfile } from '../presenters/profile.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { SheetParams } from '../schemas/dataset.ts';
import { CleaningAnswer, CleaningQuery, DatasetProfile, SheetProfile } from '../schemas/profile.ts';

const tags = ['datasets'];

export function profileRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/datasets/:id/profile', {
      schema: {
        operationId: 'profileDataset',
        summary: 'What the columns look like, what names a row, what refers to what',
        tags,
        params: IdParams,
        response: { 200: DatasetProfile, ...problems },
      },
      handler: async (request) => presentProfile(unwrap(await datasets.profile(request.params.id))),
    });

    server.get('/datasets/:id/cleaning', {
      schema: {
        operationId: 'proposeCleaning',
        summary: 'Null tokens, transforms and value maps that clean the columns, tried on cells of theirs',
        tags,
        params: IdParams,
        querystring: CleaningQuery,
        response: { 200: CleaningAnswer, ...problems },
      },
      handler: async (request) => {
        const { connection_id: connectionId, ...query } = request.query;
        return presentCleaning(
          unwrap(await datasets.cleaning(request.params.id, { ...query, connectionId })),
        );
      },
    });

    server.get('/datasets/:id/sheets/:sheet/profile', {
      schema: {
        operationId: 'profileSheet',
        summary: 'The profile of one sheet',
        tags,
        params: SheetParams,
        response: { 200: SheetProfile, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        const [profile] = unwrap(await datasets.profile(id, sheet)).sheets;
        if (profile === undefined) throw new HttpProblem(404, 'not_found', `Sheet "${sheet}" not found`);
        return presentSheetProfile(profile);
      },
    });
  };
}
