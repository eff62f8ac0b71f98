import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../app/access/access.ts';
import type { Access } from './access/access.ts';
import type { LimitRequests } from './access/limit-requests.ts';
import { judge, type Need, neededFor } from './access/policy.ts';
import { refusedPage } from './page/refused-page.ts';
import { HttpProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on public routes only, where nobody has to be known. */
    caller: Caller | null;
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Every request passes here before anything reads its body: right host, right origin, then who it is, how often they asked and
 * whether they may.
 */
export function guardRequests(server: FastifyInstance, access: Access, limit: LimitRequests | null): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request, reply) => {
    checkHost(request, access);
    checkOrigin(request, access);
    const route = request.routeOptions.url;
    // It answers while the database does not.
    if (route === '/health') return;
    const need = neededFor(request.method, route);
    request.caller = await callerOf(request, access);
    await limit?.(request, reply, need);
    if (request.caller !== null) return checkMay(request.caller, need);
    if (need !== 'public') return refuse(request, reply, access);
  });
}

/** Whether who opened this request would be let in now: sessions end, tokens are revoked, roles change. */
export async function mayStill(request: FastifyRequest, access: Access): Promise<boolean> {
  const caller = await callerOf(request, access);
  return caller !== null && judge(neededFor(request.method, request.routeOptions.url), caller) === 'allowed';
}

/** Who asks, on a route that is not public. */
export function knownCaller(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error(`${request.routeOptions.url} has let somebody unknown in.`);
  return request.caller;
}

/** A page of another site may resolve its own name to 127.0.0.1 (DNS rebinding); its requests then carry that name. */
function checkHost(request: FastifyRequest, { mode, places }: Access): void {
  if (places.isHost(request.headers.host ?? '')) return;
  throw new HttpProblem(
    403,
    'host_refused',
    mode === 'local'
      ? 'This server answers only to localhost, 127.0.0.1 or [::1] in the address.'
      : 'This server does not answer to this name. Whoever runs it can add it to PUBLIC_URL.',
  );
}

/** Cookies of one host are sent to all its ports, so another local page could post with ours: its origin gives it away. */
function checkOrigin(request: FastifyRequest, { places }: Access): void {
  if (isSafe(request.method)) return;
  const { origin, host = '' } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined ? site === undefined || site === 'same-origin' : places.isOrigin(origin, host))
    return;
  throw new HttpProblem(403, 'origin_refused', 'Another site may not change anything here.');
}

async function callerOf(request: FastifyRequest, access: Access): Promise<Caller | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return access.byToken(bearer);
  const session = request.cookies[sessionCookieName(request, access)];
  return session === undefined ? null : access.bySession(session);
}

function checkMay(caller: Caller, need: Need): void {
  const verdict = judge(need, caller);
  if (verdict === 'allowed') return;
  if (verdict === 'own_session_needed') {
    throw new HttpProblem(403, 'session_needed', 'An API token may not do this. Sign in, and do it there.');
  }
  const role = typeof need === 'string' ? need : need.own;
  throw new HttpProblem(403, 'role_missing', wordsOfMissing(caller, role));
}

function wordsOfMissing(caller: Caller, role: string): string {
  return caller.kind === 'token'
    ? `This needs the role ${role}; this token may act as ${caller.role}. Use one of a wider scope.`
    : `This needs the role ${role}; ${caller.name} is ${caller.role}. An administrator can change that.`;
}

/**
 * Cookies do not keep ports apart, so the port is in the name: two servers on one machine do not log each other out. Behind https the
 * prefix makes browsers refuse one that another host, or plain http, has set.
 */
export function sessionCookieName(request: FastifyRequest, { places }: Access): string {
  return places.isSecure(request.headers.host ?? '')
    ? '__Host-importgraph'
    : `importgraph_${request.socket.localPort ?? 0}`;
}

export function giveSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { access, secret }: { readonly access: Access; readonly secret: string },
): void {
  reply.setCookie(sessionCookieName(request, access), secret, cookieOptions(request, access));
}

export function takeSession(request: FastifyRequest, reply: FastifyReply, access: Access): void {
  const { maxAge: _, ...options } = cookieOptions(request, access);
  reply.clearCookie(sessionCookieName(request, access), options);
}

/** In local mode the cookie ends with the browser, in server mode some time after the session. */
function cookieOptions(request: FastifyRequest, { mode, places }: Access) {
  const secure = places.isSecure(request.headers.host ?? '');
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    ...(secure ? { secure } : {}),
    ...(mode === 'server' ? { maxAge: 31 * 24 * 3600 } : {}),
  } as const;
}

function refuse(request: FastifyRequest, reply: FastifyReply, access: Access): FastifyReply {
  if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')) {
    if (access.mode === 'server')
      return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
    return reply.code(401).type('text/html; charset=utf-8').send(refusedPage('missing'));
  }
  reply.header('www-authenticate', 'Bearer realm="importgraph"');
  throw access.mode === 'local'
    ? new HttpProblem(
        401,
        'token_missing',
        'Send `Authorization: Bearer <token>` with the token printed at the start, or open the start link.',
      )
    : new HttpProblem(401, 'token_missing', 'Sign in, or send `Authorization: Bearer <API token>`.');
}
