import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { originOf } from '../access/origin.ts';
import { entryOf } from '../access/served-access.ts';
import { giveSession, knownCaller } from '../guard.ts';
import { presentCaller } from '../presenters/access.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { CurrentSession, PasswordChange, SetUp, SignIn } from '../schemas/access.ts';
import { problems } from '../schemas/common.ts';
import type { SessionRoutesOptions } from './session.ts';

const tags = ['access'];
/** Of one address; the use case counts failures per user besides. */
const rateLimit = { max: 20, timeWindow: '1 minute' };

/** Signing in, with a password. */
export function signInRoutes({ access, app }: SessionRoutesOptions): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/session', {
      config: { rateLimit },
      schema: {
        operationId: 'signIn',
        summary: 'Sign in',
        description:
          'Sets the session cookie. In server mode; in local mode the start link lets a browser in.',
        tags,
        security: [],
        body: SignIn,
        response: { 200: CurrentSession, ...problems },
      },
      handler: async (request, reply) => {
        if (access.mode === 'local') throw localMode();
        const result = await app.access.sessions.signIn(request.body, originOf(request));
        if (!result.ok) throw refusalOf(result.reason);
        const { caller, secret } = result.opened;
        giveSession(request, reply, { access, secret });
        return presentCaller(caller, entryOf(access));
      },
    });

    server.post('/setup', {
      config: { rateLimit },
      schema: {
        operationId: 'setUp',
        summary: 'Make the first administrator, and sign in as it',
        tags,
        security: [],
        body: SetUp,
        response: { 200: CurrentSession, ...problems },
      },
      handler: async (request, reply) => {
        if (access.mode === 'local') throw localMode();
        const { token, ...input } = request.body;
        if (!access.isSetupToken(token)) throw new HttpProblem(401, 'token_wrong', WRONG_SETUP_TOKEN);
        const { caller, secret } = unwrap(await app.access.users.createFirstAdmin(input, originOf(request)));
        giveSession(request, reply, { access, secret });
        return presentCaller(caller, entryOf(access));
      },
    });

    server.put('/session/password', {
      config: { rateLimit },
      schema: {
        operationId: 'changePassword',
        summary: 'Change my password',
        description: 'Ends my sessions in other browsers.',
        tags,
        body: PasswordChange,
        response: { 204: z.undefined().describe('Changed'), ...problems },
      },
      handler: async (request, reply) => {
        const { current_password: current, new_password: next } = request.body;
        unwrap(await app.access.users.changeOwnPassword(knownCaller(request), { current, next }));
        return reply.code(204).send();
      },
    });
  };
}

const WRONG_SETUP_TOKEN =
  'This setup token is not one of this server, perhaps of an earlier start. Its log has the one that is good.';

function localMode(): HttpProblem {
  return new HttpProblem(
    409,
    'local_mode',
    'This server is in local mode, where nobody signs in: open the start link that the terminal shows.',
  );
}

function refusalOf(reason: 'wrong' | 'throttled'): HttpProblem {
  return reason === 'wrong'
    ? new HttpProblem(401, 'credentials_wrong', 'E-mail address or password is not right.')
    : new HttpProblem(429, 'rate_limited', 'Too many wrong passwords. Try again in a quarter of an hour.');
}
