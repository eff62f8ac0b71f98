import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { StartedRun, StartRun } from '../../app/run-views.ts';
import { presentRun } from '../presenters/run.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { CheckBody, Run, StartBody, StartedRunAnswer, StartHeaders, StartQuery } from '../schemas/run.ts';

const tags = ['runs'];
/** The words of the original contract. */
const RUN_STARTED = 'Graph execution started';
const CHECK_STARTED = 'Graph check started';

/** The two endpoints of the original contract; their names, fields and messages must not change. */
export function graphRunRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/graphs/:id/run', {
      schema: {
        operationId: 'runGraph',
        summary: 'Start a run of a graph',
        description:
          'Answers once the run and its place in the queue are committed together. 404: unknown graph or dataset; ' +
          '400: the graph is invalid, every error in `issues`; 409: another run of this graph writes to the same connection.',
        tags,
        params: IdParams,
        querystring: StartQuery,
        headers: StartHeaders,
        body: StartBody.nullish(),
        response: { 202: StartedRunAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const { params, query, body, headers } = request;
        const wanted = { ...query, ...body };
        const input = toStart(params.id, wanted, headers['idempotency-key']);
        if (wanted.dry_run === true) {
          return accept(reply, unwrap(await runs.check({ ...input, depth: 'offline' })), CHECK_STARTED);
        }
        const failureMode = wanted.failure_mode === undefined ? {} : { failureMode: wanted.failure_mode };
        return accept(reply, unwrap(await runs.start({ ...input, ...failureMode })), RUN_STARTED);
      },
    });

    server.post('/graphs/:id/check', {
      schema: {
        operationId: 'checkGraph',
        summary: 'Find out what a run would do, row by row; writes nothing to Odoo',
        description:
          'A check is a run of kind `check`, with the same rows, issues, progress and events: its outcomes are what a run would do. ' +
          'It may run beside a run of the same graph.',
        tags,
        params: IdParams,
        querystring: StartQuery,
        headers: StartHeaders,
        body: CheckBody.nullish(),
        response: { 202: StartedRunAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const { params, query, body, headers } = request;
        const input = toStart(params.id, { ...query, ...body }, headers['idempotency-key']);
        const check = { ...input, depth: body?.depth ?? 'offline' };
        return accept(reply, unwrap(await runs.check(check)), CHECK_STARTED);
      },
    });

    server.get('/graph-runs/:id/progress', {
      schema: {
        operationId: 'getGraphRunProgress',
        summary: 'How far a run is',
        tags,
        params: IdParams,
        response: { 200: Run, ...problems },
      },
      handler: async (request) => {
        const { id } = request.params;
        const found = await runs.get(id);
        if (!found.ok && found.error.code === 'not_found') {
          throw new HttpProblem(404, 'not_found', `GraphRun ${id} not found`);
        }
        return presentRun(unwrap(found));
      },
    });
  };
}

function accept(reply: FastifyReply, started: StartedRun, message: string) {
  return reply
    .code(202)
    .header('location', `/api/v1/runs/${started.id}`)
    .send({ id: started.id, status: started.status, task_id: started.taskId, message });
}

function toStart(
  graphId: string,
  wanted: z.output<typeof StartQuery>,
  idempotencyKey: string | undefined,
): Omit<StartRun, 'failureMode'> {
  return {
    graphId,
    ...(wanted.dataset_id === undefined ? {} : { datasetId: wanted.dataset_id }),
    ...(wanted.connection_id === undefined ? {} : { connectionId: wanted.connection_id }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
