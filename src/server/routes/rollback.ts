import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { RunCases } from '../../app/run-cases.ts';
import { presentPreview } from '../presenters/rollback.ts';
import { presentRun } from '../presenters/run.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { RollbackBody, RollbackPreview, RollbackQuery } from '../schemas/rollback.ts';
import { Run } from '../schemas/run.ts';

export function rollbackRoutes(runs: RunCases): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/runs/:id/rollback', {
      schema: {
        operationId: 'rollbackRun',
        summary: 'Undo a run, or say what undoing it would do',
        description:
          'With `preview=true` it answers 200 with what would be deleted, restored and kept, and why, and writes nothing. Otherwise 202 ' +
          'with the run, which is `rolling_back` until a worker has finished and then `rolled_back`; what had to stay is among its rows ' +
          '(`undo=kept`). 409: the run is not over, is a check, or another run of its graph is not over.',
        tags: ['runs'],
        params: IdParams,
        querystring: RollbackQuery,
        body: RollbackBody.nullish(),
        response: { 200: RollbackPreview, 202: Run, ...problems },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        if (request.query.preview === 'true') {
          return reply.code(200).send(presentPreview(unwrap(await runs.previewRollback(id))));
        }
        const { archive, confirm } = request.body ?? {};
        const how = {
          ...(archive === undefined ? {} : { archive }),
          ...(confirm === undefined ? {} : { confirm }),
        };
        return reply.code(202).send(presentRun(unwrap(await runs.rollback(id, how))));
      },
    });
  };
}
