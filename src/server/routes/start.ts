import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { originOf } from '../access/origin.ts';
import { giveSession } from '../guard.ts';
import type { LocalAccess } from '../local-access.ts';
import { refusedPage } from '../page/refused-page.ts';

export interface StartRoutesOptions {
  readonly access: LocalAccess;
  /** A start link was opened a second time: show a fresh one where only the owner sees it. */
  readonly onLinkReused: () => void;
}

/** `GET /start?token=…`: exchanges the one-time code of the start link for a session cookie. */
export function startRoutes({ access, onLinkReused }: StartRoutesOptions): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/start', {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { hide: true, querystring: z.object({ token: z.string().max(200).default('') }) },
      handler: async (request, reply) => {
        // A browser that is in already (a reload, a bookmark) does not use up the link.
        if (request.caller?.kind === 'session') return reply.redirect('/', 303);
        const answer = access.redeem(request.query.token);
        if (answer === 'good') {
          giveSession(request, reply, { access, secret: await access.openSession(originOf(request)) });
          return reply.redirect('/', 303);
        }
        if (answer === 'used') onLinkReused();
        return reply.code(401).type('text/html; charset=utf-8').send(refusedPage(answer));
      },
    });
  };
}
