import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { presentUser } from '../presenters/access.ts';
import { unwrap } from '../problem.ts';
import { NewUserBody, User, UserChange, UserPage } from '../schemas/access.ts';
import { IdParams, PageQuery, problems } from '../schemas/common.ts';

const tags = ['access'];

/** Users of server mode; in local mode they can be made beforehand. */
export function userRoutes(app: Pick<App, 'access'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/users', {
      schema: {
        operationId: 'createUser',
        summary: 'Add a user',
        tags,
        body: NewUserBody,
        response: { 201: User, ...problems },
      },
      handler: async (request, reply) => {
        const user = unwrap(await app.access.users.create(request.body));
        return reply.code(201).header('location', `/api/v1/users/${user.id}`).send(presentUser(user));
      },
    });

    server.get('/users', {
      schema: {
        operationId: 'listUsers',
        summary: 'List users',
        tags,
        querystring: PageQuery,
        response: { 200: UserPage, ...problems },
      },
      handler: async (request) => {
        const page = await app.access.users.list(request.query);
        return { items: page.items.map(presentUser), next_cursor: page.nextCursor };
      },
    });

    server.get('/users/:id', {
      schema: {
        operationId: 'getUser',
        summary: 'Show a user',
        tags,
        params: IdParams,
        response: { 200: User, ...problems },
      },
      handler: async (request) => presentUser(unwrap(await app.access.users.get(request.params.id))),
    });

    server.patch('/users/:id', {
      schema: {
        operationId: 'updateUser',
        summary: 'Change a user',
        description: 'The last administrator stays one (409).',
        tags,
        params: IdParams,
        body: UserChange,
        response: { 200: User, ...problems },
      },
      handler: async (request) =>
        presentUser(unwrap(await app.access.users.update(request.params.id, request.body))),
    });

    server.delete('/users/:id', {
      schema: {
        operationId: 'deleteUser',
        summary: 'Remove a user, with sessions and tokens',
        description: 'The last administrator stays (409).',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Removed'), ...problems },
      },
      handler: async (request, reply) => {
        unwrap(await app.access.users.remove(request.params.id));
        return reply.code(204).send();
      },
    });
  };
}
