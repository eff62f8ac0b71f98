import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentFieldPreview, presentTransforms, toFieldPreviewQuery } from '../presenters/transforms.ts';
import { unwrap } from '../problem.ts';
import { problems } from '../schemas/common.ts';
import { SheetParams } from '../schemas/dataset.ts';
import { FieldPreview, FieldPreviewQuery, TransformList } from '../schemas/transforms.ts';

export function transformRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/transforms', {
      schema: {
        operationId: 'listTransforms',
        summary: 'Every transform: what it does, its parameters, an example',
        tags: ['graphs'],
        response: { 200: TransformList, ...problems },
      },
      handler: async () => presentTransforms(),
    });

    server.post('/datasets/:id/sheets/:sheet/preview', {
      schema: {
        operationId: 'previewField',
        summary:
          'What a field mapping makes of rows of the sheet, or what is wrong with it; nothing is saved',
        tags: ['datasets'],
        params: SheetParams,
        body: FieldPreviewQuery,
        response: { 200: FieldPreview, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        const query = toFieldPreviewQuery(sheet, request.body);
        return presentFieldPreview(unwrap(await datasets.fieldPreview(id, query)));
      },
    });
  };
}
