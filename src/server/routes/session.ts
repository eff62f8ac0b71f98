import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { checkMayAll } from '../access/may-all.ts';
import { entryOf, type ServedAccess } from '../access/served-access.ts';
import { knownCaller, takeSession } from '../guard.ts';
import { presentCaller, presentSession } from '../presenters/access.ts';
import { HttpProblem } from '../problem.ts';
import { CurrentSession, OfAll, SessionList } from '../schemas/access.ts';
import { IdParams, problems } from '../schemas/common.ts';

const tags = ['access'];

export interface SessionRoutesOptions {
  readonly access: ServedAccess;
  readonly app: Pick<App, 'access'>;
}

/** Who is signed in where. */
export function sessionRoutes({ access, app }: SessionRoutesOptions): FastifyPluginAsyncZod {
  const { mode } = access;
  return async (server) => {
    server.get('/session', {
      schema: {
        operationId: 'getSession',
        summary: 'Who I am',
        description: 'Also answers when nobody is signed in.',
        tags,
        security: [],
        response: { 200: CurrentSession, ...problems },
      },
      handler: async ({ caller }) => {
        const mayBeNew = mode === 'server' && caller === null;
        const setupNeeded = mayBeNew && !(await app.access.users.hasAdmin());
        return presentCaller(caller, { ...entryOf(access), setupNeeded });
      },
    });

    server.delete('/session', {
      schema: {
        operationId: 'signOut',
        summary: 'Sign out',
        tags,
        response: { 204: z.undefined().describe('Signed out'), ...problems },
      },
      handler: async (request, reply) => {
        const caller = knownCaller(request);
        if (caller.kind !== 'session' || caller.credentialId === null) {
          throw new HttpProblem(409, 'conflict', 'A token has no session to end; revoke it at /tokens.');
        }
        await access.endSession(caller, caller.credentialId, false);
        takeSession(request, reply, access);
        return reply.code(204).send();
      },
    });

    server.get('/sessions', {
      schema: {
        operationId: 'listSessions',
        summary: 'Where I am signed in',
        tags,
        querystring: OfAll,
        response: { 200: SessionList, ...problems },
      },
      handler: async (request) => {
        const caller = knownCaller(request);
        checkMayAll(caller, request.query.all);
        const sessions = await access.sessions(caller, request.query.all);
        return { items: sessions.map((session) => presentSession(session, caller)) };
      },
    });

    server.delete('/sessions/:id', {
      schema: {
        operationId: 'endSession',
        summary: 'Sign out somewhere else',
        description: 'One of your own; an administrator can end any.',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Ended'), ...problems },
      },
      handler: async (request, reply) => {
        const caller = knownCaller(request);
        const { id } = request.params;
        if (await access.endSession(caller, id, caller.role === 'admin')) return reply.code(204).send();
        throw new HttpProblem(404, 'not_found', `Session ${id} not found`);
      },
    });
  };
}
