import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isAtLeast, roleOfScope } from '../../app/access/access-words.ts';
import type { App } from '../../app/app.ts';
import { checkMayAll } from '../access/may-all.ts';
import { knownCaller } from '../guard.ts';
import { presentToken } from '../presenters/access.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { MadeToken, NewTokenBody, OfAll, TokenList } from '../schemas/access.ts';
import { IdParams, problems } from '../schemas/common.ts';

const tags = ['access'];

/** API tokens, for programs. */
export function tokenRoutes(app: Pick<App, 'access'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/tokens', {
      schema: {
        operationId: 'createToken',
        summary: 'Make an API token for myself',
        tags,
        body: NewTokenBody,
        response: { 201: MadeToken, ...problems },
      },
      handler: async (request, reply) => {
        const { userId, role } = knownCaller(request);
        const { name, scope, expires_in_days: days } = request.body;
        const needed = roleOfScope(scope);
        if (!isAtLeast(role, needed)) {
          throw new HttpProblem(
            403,
            'role_missing',
            `A token of scope ${scope} needs the role ${needed}; you are ${role}.`,
          );
        }
        const { token, secret } = unwrap(await app.access.tokens.create(userId, { name, scope, days }));
        return reply.code(201).send({ ...presentToken(token), secret });
      },
    });

    server.get('/tokens', {
      schema: {
        operationId: 'listTokens',
        summary: 'List my API tokens, expired ones too',
        tags,
        querystring: OfAll,
        response: { 200: TokenList, ...problems },
      },
      handler: async (request) => {
        const caller = knownCaller(request);
        const { all } = request.query;
        checkMayAll(caller, all);
        const tokens = await app.access.tokens.list(all ? 'all' : { userId: caller.userId });
        return { items: tokens.map(presentToken) };
      },
    });

    server.delete('/tokens/:id', {
      schema: {
        operationId: 'revokeToken',
        summary: 'Revoke an API token',
        description: 'One of your own; an administrator can revoke any.',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Revoked'), ...problems },
      },
      handler: async (request, reply) => {
        const { userId, role } = knownCaller(request);
        unwrap(await app.access.tokens.revoke(request.params.id, role === 'admin' ? 'all' : { userId }));
        return reply.code(204).send();
      },
    });
  };
}
