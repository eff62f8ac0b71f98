import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { RetryBody, StartedRunAnswer, StartHeaders } from '../schemas/run.ts';

export function retryRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/runs/:id/retry', {
      schema: {
        operationId: 'retryRun',
        summary: 'Run the rows again that a run did not load',
        description:
          'A run of kind `retry`: rows that were loaded are `skipped` with the rule `loaded_before`. 409: the run is not over, has loaded ' +
          'every row, was retried before, or another run of the graph writes to the same connection.',
        tags: ['runs'],
        params: IdParams,
        headers: StartHeaders,
        body: RetryBody.nullish(),
        response: { 202: StartedRunAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const { params, body, headers } = request;
        const { dataset_id: datasetId, graph_version: graphVersion } = body ?? {};
        const idempotencyKey = headers['idempotency-key'];
        const started = unwrap(
          await runs.retry({
            runId: params.id,
            ...(datasetId === undefined ? {} : { datasetId }),
            ...(graphVersion === undefined ? {} : { graphVersion }),
            ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
          }),
        );
        return reply.code(202).header('location', `/api/v1/runs/${started.id}`).send({
          id: started.id,
          status: started.status,
          task_id: started.taskId,
          message: 'Retry started',
        });
      },
    });
  };
}
