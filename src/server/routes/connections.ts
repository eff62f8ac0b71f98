import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import {
  presentConnection,
  presentVerdict,
  toConnectionInput,
  toConnectionPatch,
} from '../presenters/connection.ts';
import { unwrap } from '../problem.ts';
import { IdParams, PageQuery, problems } from '../schemas/common.ts';
import {
  Connection,
  ConnectionChange,
  ConnectionPage,
  NewConnection,
  Verdict,
} from '../schemas/connection.ts';

const tags = ['connections'];

export function connectionRoutes({ connections }: Pick<App, 'connections'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/connections', {
      schema: {
        operationId: 'createConnection',
        summary: 'Save how to reach one Odoo database',
        tags,
        body: NewConnection,
        response: { 201: Connection, ...problems },
      },
      handler: async (request, reply) => {
        const view = unwrap(await connections.create(toConnectionInput(request.body)));
        return reply
          .code(201)
          .header('location', `/api/v1/connections/${view.id}`)
          .send(presentConnection(view));
      },
    });

    server.post('/connections/sandbox', {
      schema: {
        operationId: 'openSandbox',
        summary: 'Connect to the stand-in Odoo of this server',
        description:
          'To try the product with no Odoo at hand. The first call starts it, empty; it ends with the server. Every call answers the same connection.',
        tags,
        response: { 200: Connection, ...problems },
      },
      handler: async () => presentConnection(unwrap(await connections.openSandbox())),
    });

    server.get('/connections', {
      schema: {
        operationId: 'listConnections',
        summary: 'List connections',
        tags,
        querystring: PageQuery,
        response: { 200: ConnectionPage, ...problems },
      },
      handler: async (request) => {
        const page = await connections.list(request.query);
        return { items: page.items.map(presentConnection), next_cursor: page.nextCursor };
      },
    });

    server.get('/connections/:id', {
      schema: {
        operationId: 'getConnection',
        summary: 'Show a connection',
        tags,
        params: IdParams,
        response: { 200: Connection, ...problems },
      },
      handler: async (request) => presentConnection(unwrap(await connections.get(request.params.id))),
    });

    server.patch('/connections/:id', {
      schema: {
        operationId: 'updateConnection',
        summary: 'Change a connection',
        tags,
        params: IdParams,
        body: ConnectionChange,
        response: { 200: Connection, ...problems },
      },
      handler: async (request) =>
        presentConnection(
          unwrap(await connections.update(request.params.id, toConnectionPatch(request.body))),
        ),
    });

    server.delete('/connections/:id', {
      schema: {
        operationId: 'deleteConnection',
        summary: 'Delete a connection',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Deleted'), ...problems },
      },
      handler: async (request, reply) => {
        unwrap(await connections.remove(request.params.id));
        return reply.code(204).send();
      },
    });

    server.post('/connections/:id/test', {
      config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        operationId: 'testConnection',
        summary: 'Try a connection',
        description: 'Answers 200 with one of a fixed list of verdicts; `ok` is the good one.',
        tags,
        params: IdParams,
        response: { 200: Verdict, ...problems },
      },
      handler: async (request) => presentVerdict(unwrap(await connections.test(request.params.id))),
    });
  };
}
