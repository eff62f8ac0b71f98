import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { GraphView } from '../../app/graph-cases.ts';
import { documentOnly } from '../document-only.ts';
import { presentGraph, presentPlan, presentValidation, toAgainst } from '../presenters/graph.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { Against, IdParams, problems } from '../schemas/common.ts';
import {
  GraphAnswer,
  GraphBody,
  GraphListQuery,
  GraphPage,
  PlanAnswer,
  Validation,
  VersionQuery,
} from '../schemas/graph.ts';
import { graphVersionRoutes } from './graph-versions.ts';

const tags = ['graphs'];
const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml', 'text/plain'];
/** A graph of 5,000 nodes is about 3 MiB of YAML. */
const MAX_YAML_BYTES = 8 * 1024 * 1024;

export function graphRoutes(app: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(storeRoutes(app));
    await server.register(changeRoutes(app));
    await server.register(checkRoutes(app));
    await server.register(yamlRoutes(app));
    await server.register(graphVersionRoutes(app));
  };
}

function storeRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/graphs', {
      validatorCompiler: documentOnly,
      schema: {
        operationId: 'createGraph',
        summary: 'Save a graph',
        tags,
        body: GraphBody,
        response: { 201: GraphAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const view = unwrap(await graphs.create(request.body));
        return tagVersion(reply, view)
          .code(201)
          .header('location', locationOf(view))
          .send(presentGraph(view));
      },
    });

    server.get('/graphs', {
      schema: {
        operationId: 'listGraphs',
        summary: 'List graphs',
        tags,
        querystring: GraphListQuery,
        response: { 200: GraphPage, ...problems },
      },
      handler: async (request) => {
        const { q, ...query } = request.query;
        const page = await graphs.list({ ...query, ...(q === undefined ? {} : { text: q }) });
        return { items: page.items.map(presentGraph), next_cursor: page.nextCursor };
      },
    });

    server.get('/graphs/:id', {
      schema: {
        operationId: 'getGraph',
        summary: 'Show a graph; its ETag is what PUT needs',
        tags,
        params: IdParams,
        querystring: VersionQuery,
        response: { 200: GraphAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const view = unwrap(await graphs.get(request.params.id, request.query.version));
        return tagVersion(reply, view).send(presentGraph(view));
      },
    });
  };
}

function changeRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.put('/graphs/:id', {
      validatorCompiler: documentOnly,
      schema: {
        operationId: 'updateGraph',
        summary: 'Save a new version of a graph',
        description:
          'Needs `If-Match` with the ETag of the version it replaces: 428 without, 412 when another was saved since.',
        tags,
        params: IdParams,
        headers: z.object({ 'if-match': z.string().optional().describe('Required; the ETag of GET') }),
        body: GraphBody,
        response: { 200: GraphAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const expected = versionOf(request.headers['if-match']);
        const view = unwrap(await graphs.update(request.params.id, request.body, expected));
        return tagVersion(reply, view).send(presentGraph(view));
      },
    });

    server.delete('/graphs/:id', {
      schema: {
        operationId: 'deleteGraph',
        summary: 'Delete a graph',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Deleted'), ...problems },
      },
      handler: async (request, reply) => {
        unwrap(await graphs.remove(request.params.id));
        return reply.code(204).send();
      },
    });
  };
}

function checkRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/graphs/:id/validate', {
      schema: {
        operationId: 'validateGraph',
        summary: 'Every error and warning of a graph',
        tags,
        params: IdParams,
        querystring: Against,
        body: Against.nullish(),
        response: { 200: Validation, ...problems },
      },
      handler: async (request) => {
        const against = toAgainst({ ...request.query, ...request.body });
        return presentValidation(unwrap(await graphs.validate(request.params.id, against)));
      },
    });

    server.post('/graphs/:id/plan', {
      schema: {
        operationId: 'planGraph',
        summary: 'What a run would do, and in which order; writes nothing',
        tags,
        params: IdParams,
        querystring: Against,
        body: Against.nullish(),
        response: { 200: PlanAnswer, ...problems },
      },
      handler: async (request) => {
        const against = toAgainst({ ...request.query, ...request.body });
        return presentPlan(unwrap(await graphs.plan(request.params.id, against)));
      },
    });
  };
}

function yamlRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.addContentTypeParser(
      YAML_TYPES,
      { parseAs: 'string', bodyLimit: MAX_YAML_BYTES },
      (_request, body, done) => done(null, body),
    );

    server.post('/graphs/import', {
      schema: {
        operationId: 'importGraph',
        summary: 'Save a graph written in YAML',
        tags,
        consumes: YAML_TYPES.slice(0, 1),
        body: z.string().min(1),
        response: { 201: GraphAnswer, ...problems },
      },
      handler: async (request, reply) => {
        const view = unwrap(await graphs.importYaml(request.body));
        return tagVersion(reply, view)
          .code(201)
          .header('location', locationOf(view))
          .send(presentGraph(view));
      },
    });

    server.get('/graphs/:id/export', {
      schema: {
        operationId: 'exportGraph',
        summary: 'The graph as YAML, in stable order, without secrets',
        tags,
        params: IdParams,
        response: {
          200: { description: 'YAML', content: { 'application/yaml': { schema: z.string() } } },
          ...problems,
        },
      },
      handler: async (request, reply) => {
        const text = unwrap(await graphs.exportYaml(request.params.id));
        return reply.type('application/yaml').send(text);
      },
    });
  };
}

function locationOf(view: GraphView): string {
  return `/api/v1/graphs/${view.id}`;
}

function tagVersion<R extends Pick<FastifyReply, 'header'>>(reply: R, view: GraphView): R {
  reply.header('etag', `"${view.version}"`);
  return reply;
}

function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) {
    throw new HttpProblem(
      428,
      'precondition_required',
      'Send `If-Match` with the ETag of the graph you changed.',
    );
  }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new HttpProblem(
    412,
    'stale',
    `If-Match ${ifMatch} is not an ETag of a graph: GET the graph and send its ETag.`,
  );
}
