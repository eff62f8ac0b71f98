import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import type { RunCases } from '../../app/run-cases.ts';
import { presentIssueGroups, presentRows, presentRun } from '../presenters/run.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { IssueGroupPage, RowQuery, Run, RunListQuery, RunPage, RunRowPage } from '../schemas/run.ts';
import { rejectRoutes } from './rejects.ts';
import { retryRoutes } from './retry.ts';
import { rollbackRoutes } from './rollback.ts';
import { timelineRoutes } from './run-timeline.ts';

const tags = ['runs'];

export function runRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/runs', {
      schema: {
        operationId: 'listRuns',
        summary: 'List runs, newest first',
        tags,
        querystring: RunListQuery,
        response: { 200: RunPage, ...problems },
      },
      handler: async (request) => {
        const {
          graph_id: graphId,
          connection_id: connectionId,
          dataset_id: datasetId,
          ...query
        } = request.query;
        const page = await runs.list({
          ...query,
          ...(graphId === undefined ? {} : { graphId }),
          ...(connectionId === undefined ? {} : { connectionId }),
          ...(datasetId === undefined ? {} : { datasetId }),
        });
        return { items: page.items.map(presentRun), next_cursor: page.nextCursor };
      },
    });

    server.get('/runs/:id', {
      schema: {
        operationId: 'getRun',
        summary: 'Show a run',
        tags,
        params: IdParams,
        response: { 200: Run, ...problems },
      },
      handler: async (request) => presentRun(unwrap(await runs.get(request.params.id))),
    });

    server.get('/runs/:id/rows', {
      schema: {
        operationId: 'listRunRows',
        summary: 'What became of each source row',
        tags,
        params: IdParams,
        querystring: RowQuery,
        response: { 200: RunRowPage, ...problems },
      },
      handler: async (request) => {
        const { q, changes, undo_reason: undoReason, ...query } = request.query;
        const wanted = {
          ...query,
          ...(q === undefined ? {} : { text: q }),
          ...(undoReason === undefined ? {} : { undoReason }),
          changes: changes === 'true',
        };
        return presentRows(unwrap(await runs.rows(request.params.id, wanted)));
      },
    });

    server.get('/runs/:id/issues', {
      schema: {
        operationId: 'listRunIssues',
        summary: 'Issues of a run, grouped by cause',
        tags,
        params: IdParams,
        response: { 200: IssueGroupPage, ...problems },
      },
      handler: async (request) => presentIssueGroups(unwrap(await runs.issues(request.params.id))),
    });

    await server.register(timelineRoutes({ runs }));
    await server.register(rejectRoutes({ runs }));
    await server.register(retryRoutes({ runs }));
    await server.register(requestRoutes(runs));
    await server.register(rollbackRoutes(runs));
  };
}

const REQUESTS = {
  pause: 'Pause a run: the call in flight ends, no new one starts',
  resume: 'Go on with a paused run',
  cancel: 'End a run: the call in flight is awaited and recorded, the rest is `cancelled`',
} as const;

/** Answers 202: the worker follows at its next heartbeat, the status in the answer may still be the one before. */
function requestRoutes(runs: RunCases): FastifyPluginAsyncZod {
  return async (server) => {
    for (const verb of ['pause', 'resume', 'cancel'] as const) {
      server.post(`/runs/:id/${verb}`, {
        schema: {
          operationId: `${verb}Run`,
          summary: REQUESTS[verb],
          tags,
          params: IdParams,
          response: { 202: Run, ...problems },
        },
        handler: async (request, reply) =>
          reply.code(202).send(presentRun(unwrap(await runs[verb](request.params.id)))),
      });
    }
  };
}
