import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { OpenedSession } from '../../app/access/access.ts';
import type { App } from '../../app/app.ts';
import type { Result } from '../../app/result.ts';
import { originOf } from '../access/origin.ts';
import { PendingSignIns } from '../access/pending-sign-ins.ts';
import type { ServerAccess } from '../access/server-access.ts';
import { giveSession } from '../guard.ts';
import { issuerPage } from '../page/issuer-page.ts';

const rateLimit = { max: 20, timeWindow: '1 minute' };
const START = '/api/v1/session/oidc';
const CALLBACK = `${START}/callback`;
const COOKIE = 'importgraph_oidc';

export interface IssuerRoutesOptions {
  readonly access: ServerAccess;
  readonly app: Pick<App, 'access'>;
}

/** Signing in elsewhere: there by `GET …/oidc`, and back by `…/oidc/callback`. */
export function issuerRoutes({ access, app }: IssuerRoutesOptions): FastifyPluginAsyncZod {
  const { issuer } = access;
  return async (server) => {
    if (issuer === null) return;
    const pending = new PendingSignIns();
    const redirectUri = new URL(CALLBACK, access.publicUrl).href;
    const cookie = (request: FastifyRequest) => ({
      path: START,
      httpOnly: true,
      // The issuer's page leads back here, which is from another site.
      sameSite: 'lax' as const,
      secure: access.places.isSecure(request.headers.host ?? ''),
    });

    server.get(START, {
      config: { rateLimit },
      schema: { hide: true },
      handler: async (request, reply) => {
        const begun = await issuer.begin(redirectUri).catch((error: unknown) => {
          request.log.error({ err: error }, 'the issuer does not answer');
          return null;
        });
        if (begun === null) return sendPage(reply, 503, `${issuer.name} does not answer. Try again later.`);
        pending.add({ ...begun, linkTo: linkOf(request) });
        return reply
          .setCookie(COOKIE, begun.state, { ...cookie(request), maxAge: 600 })
          .header('cache-control', 'no-store')
          .redirect(begun.url.href, 303);
      },
    });

    server.get(CALLBACK, {
      config: { rateLimit },
      schema: { hide: true },
      handler: async (request, reply) => {
        const state = request.cookies[COOKIE] ?? '';
        reply.clearCookie(COOKIE, cookie(request));
        const begun = pending.take(state);
        if (begun === null)
          return sendPage(reply, 400, 'This sign-in took too long, or began elsewhere. Begin again.');
        const answer = new URL(request.url, access.publicUrl);
        const identity = await issuer.finish(answer, begun).catch((error: unknown) => {
          request.log.warn({ err: error }, 'sign-in by the issuer failed');
          return null;
        });
        if (identity === null)
          return sendPage(reply, 401, `${issuer.name} did not confirm who you are. Begin again.`);
        const { linkTo } = begun;
        const how = { roleOfNew: access.roleOfNew, linkTo };
        const result: Result<OpenedSession> = await app.access.users.signInByIssuer(
          identity,
          how,
          originOf(request),
        );
        if (!result.ok)
          return sendPage(reply, result.error.code === 'forbidden' ? 403 : 409, result.error.message);
        giveSession(request, reply, { access, secret: result.value.secret });
        return sendPage(reply, 200, null);
      },
    });
  };
}

/** Whoever is signed in already means: know me by the issuer too. A link on another site does not carry the session here. */
function linkOf({ caller }: FastifyRequest): string | null {
  return caller?.kind === 'session' ? caller.userId : null;
}

/** Never a redirect: it would count as coming from the issuer's site, and the session cookie would be left out. */
function sendPage(reply: FastifyReply, status: number, message: string | null): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(issuerPage(message));
}
