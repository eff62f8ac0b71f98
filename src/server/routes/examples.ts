import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { presentDataset } from '../presenters/dataset.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { component } from '../schemas/component.ts';
import { Dataset } from '../schemas/dataset.ts';

const ExampleList = component(
  'ExampleList',
  z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        rows: z.number(),
        sheets: z.array(z.string()).readonly(),
      }),
    ),
  }),
);

const tags = ['datasets'];

export function exampleRoutes({ examples }: Pick<App, 'examples'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/examples', {
      schema: {
        operationId: 'listExamples',
        summary: 'List the data that come along, to try things with',
        tags,
        response: { 200: ExampleList, ...problems },
      },
      handler: async () => ({ items: [...examples.list()] }),
    });

    server.post('/examples/:id/dataset', {
      config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        operationId: 'createExampleDataset',
        summary: 'Make a dataset of the data that come along',
        tags,
        params: IdParams,
        response: { 201: Dataset, ...problems },
      },
      handler: async (request, reply) => {
        const made = unwrap(await examples.createDataset(request.params.id));
        return reply.code(201).header('location', `/api/v1/datasets/${made.id}`).send(presentDataset(made));
      },
    });
  };
}
