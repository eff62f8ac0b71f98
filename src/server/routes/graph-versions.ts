import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentDiff, presentGraph, presentVersions } from '../presenters/graph.ts';
import { unwrap } from '../problem.ts';
import { IdParams, PageQuery, problems } from '../schemas/common.ts';
import {
  DiffQuery,
  GraphAnswer,
  GraphDiffAnswer,
  GraphVersionPage,
  GraphVersionParams,
} from '../schemas/graph.ts';

const tags = ['graphs'];

export function graphVersionRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/graphs/:id/versions', {
      schema: {
        operationId: 'listGraphVersions',
        summary: 'The versions of a graph, newest first',
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: { 200: GraphVersionPage, ...problems },
      },
      handler: async (request) =>
        presentVersions(unwrap(await graphs.versions(request.params.id, request.query))),
    });

    server.get('/graphs/:id/versions/:version', {
      schema: {
        operationId: 'getGraphVersion',
        summary: 'A graph as it was in a version',
        tags,
        params: GraphVersionParams,
        response: { 200: GraphAnswer, ...problems },
      },
      handler: async (request) =>
        presentGraph(unwrap(await graphs.get(request.params.id, request.params.version))),
    });

    server.get('/graphs/:id/versions/:version/diff', {
      schema: {
        operationId: 'diffGraphVersions',
        summary: 'What changed from this version to another, and both as YAML',
        tags,
        params: GraphVersionParams,
        querystring: DiffQuery,
        response: { 200: GraphDiffAnswer, ...problems },
      },
      handler: async (request) => {
        const { id, version: from } = request.params;
        const { to } = request.query;
        return presentDiff(unwrap(await graphs.diff(id, { from, ...(to === undefined ? {} : { to }) })));
      },
    });
  };
}
