import { isIPv4 } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LocalAccess } from './local-access.ts';
import { refusedPage } from './page/refused-page.ts';
import { HttpProblem } from './problem.ts';

/** The exact list of routes that need no token. */
export const PUBLIC_ROUTES: ReadonlySet<string> = new Set(['GET /health', 'GET /start']);

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every request passes here before anything reads its body: right host, right origin, then token or session. */
export function guardRequests(server: FastifyInstance, access: LocalAccess): void {
  server.addHook('onRequest', async (request, reply) => {
    checkHost(request);
    checkOrigin(request);
    if (PUBLIC_ROUTES.has(`${request.method} ${request.routeOptions.url ?? ''}`)) return;
    if (!hasAccess(request, access)) return refuse(request, reply);
  });
}

/** A page of another site may resolve its own name to 127.0.0.1 (DNS rebinding); its requests then carry that name. */
function checkHost(request: FastifyRequest): void {
  if (isThisMachine(hostNameOf(request.headers.host ?? ''))) return;
  throw new HttpProblem(
    403,
    'host_refused',
    'This server answers only to localhost, 127.0.0.1 or [::1] in the address.',
  );
}

/** Cookies of one host are sent to all its ports, so another local page could post with ours: its origin gives it away. */
function checkOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined ? site === undefined || site === 'same-origin' : origin === `http://${host}`)
    return;
  throw new HttpProblem(403, 'origin_refused', 'Another site may not change anything here.');
}

function hasAccess(request: FastifyRequest, access: LocalAccess): boolean {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return access.isToken(bearer);
  const session = request.cookies[sessionCookieName(request)];
  return session !== undefined && access.isSession(session);
}

/** Cookies do not keep ports apart, so the port is in the name: two servers on one machine do not log each other out. */
export function sessionCookieName(request: FastifyRequest): string {
  return `importgraph_${request.socket.localPort ?? 0}`;
}

function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')) {
    return reply.code(401).type('text/html; charset=utf-8').send(refusedPage('missing'));
  }
  reply.header('www-authenticate', 'Bearer realm="importgraph"');
  throw new HttpProblem(
    401,
    'token_missing',
    'Send `Authorization: Bearer <token>` with the token printed at the start, or open the start link.',
  );
}

/** Whole addresses only: `127.evil.example` is somebody else's name. */
function isThisMachine(name: string): boolean {
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** `localhost:8080` → `localhost`, `[::1]:8080` → `::1`. */
function hostNameOf(host: string): string {
  return host.startsWith('[') ? (host.slice(1).split(']', 1)[0] ?? '') : (host.split(':', 1)[0] ?? '');
}
