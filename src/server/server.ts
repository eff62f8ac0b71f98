import { STATUS_CODES } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastifySSE } from '@fastify/sse';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { ulid } from 'ulid';
import type { App } from '../app/app.ts';
import { REQUESTS_PER_MINUTE } from '../config.ts';
import { auditRequests } from './access/audit-requests.ts';
import { limitRequests } from './access/limit-requests.ts';
import type { ServedAccess } from './access/served-access.ts';
import { guardRequests } from './guard.ts';
import { acceptJson } from './json-body.ts';
import { measureServer } from './metrics.ts';
import { collectOpenApi, serveOpenApi } from './openapi.ts';
import { answerUnreadable, answerWithProblems, HttpProblem } from './problem.ts';
import { auditRoutes } from './routes/audit.ts';
import { connectionRoutes } from './routes/connections.ts';
import { customFieldRoutes } from './routes/custom-fields.ts';
import { datasetRoutes } from './routes/datasets.ts';
import { exampleRoutes } from './routes/examples.ts';
import { exportDataRoutes } from './routes/export-data.ts';
import { graphRunRoutes } from './routes/graph-runs.ts';
import { graphRoutes } from './routes/graphs.ts';
import { healthRoutes } from './routes/health.ts';
import { issuerRoutes } from './routes/issuer.ts';
import { keyMapRoutes } from './routes/key-map.ts';
import { modelRoutes } from './routes/models.ts';
import { readinessRoutes } from './routes/readiness.ts';
import { runEventRoutes } from './routes/run-events.ts';
import { runReportRoutes } from './routes/run-report.ts';
import { runRowRoutes } from './routes/run-row.ts';
import { runVanishedRoutes } from './routes/run-vanished.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { signInPageRoutes } from './routes/sign-in-page.ts';
import { startRoutes } from './routes/start.ts';
import { templateRoutes } from './routes/templates.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userRoutes } from './routes/users.ts';
import { valueRoutes } from './routes/values.ts';
import { webRoutes } from './routes/web.ts';
import { sendSecurityHeaders } from './security-headers.ts';

export type ServedApp = Pick<
  App,
  | 'connections'
  | 'datasets'
  | 'graphs'
  | 'runs'
  | 'values'
  | 'keyMap'
  | 'templates'
  | 'customFields'
  | 'examples'
  | 'access'
  | 'ready'
>;

export interface ServerOptions {
  readonly app: ServedApp;
  readonly access: ServedAccess;
  /** Proxies whose word on the client's address is taken; default: none. */
  readonly trustedProxies?: readonly string[];
  readonly log: FastifyBaseLogger;
  /** Uploads lie here until their dataset is made. */
  readonly uploadDir: string;
  /** Of all files of one upload together. */
  readonly maxUploadBytes: number;
  readonly uploadsPerMinute?: number;
  /** Of one user or address, in server mode. */
  readonly requestsPerMinute?: number | undefined;
  /** Where the built web app lies; default: where the build leaves it. */
  readonly webDir?: string;
  /** Between two comments on an event stream that has nothing to say. */
  readonly heartbeatMs?: number;
  readonly onLinkReused?: () => void;
  /** Sees every route there is; a test walks them. */
  readonly onRoute?: (route: { readonly method: string; readonly url: string }) => void;
}

const API = '/api/v1';
/** A graph of 5,000 nodes as JSON is about 4 MiB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** For a request to come in whole: half a gigabyte over a slow line, but no client holds a connection for ever. */
const LONGEST_REQUEST_MS = 60 * 60_000;

/** The HTTP server, not yet listening. Closing it ends event streams and awaits the requests in flight. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.log,
    genReqId: () => `req_${ulid()}`,
    bodyLimit: MAX_BODY_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    requestTimeout: LONGEST_REQUEST_MS,
    frameworkErrors: answerUnreadable,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 1000 },
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) options.onRoute?.({ method: one, url });
  });
  acceptJson(server);
  answerWithProblems(server);
  await registerPlugins(server, options);
  await registerRoutes(server, options);
  return server;
}

async function registerPlugins(server: FastifyInstance, options: ServerOptions): Promise<void> {
  await sendSecurityHeaders(server);
  await server.register(cookie);
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { statusCode, after }) =>
      new HttpProblem(
        statusCode,
        'rate_limited',
        `${STATUS_CODES[statusCode] ?? 'Too many requests'}: try again in ${after}.`,
      ),
  });
  // Local mode has one user, whose own machine it is.
  const limit =
    options.access.mode === 'server'
      ? limitRequests(server, options.requestsPerMinute ?? REQUESTS_PER_MINUTE)
      : null;
  guardRequests(server, options.access, limit);
  auditRequests(server, () => options.app.access.audit);
  await server.register(multipart);
  await server.register(fastifySSE, { heartbeatInterval: options.heartbeatMs ?? 15_000 });
  await collectOpenApi(server);
}

async function registerRoutes(server: FastifyInstance, options: ServerOptions): Promise<void> {
  const { app, access, uploadDir, maxUploadBytes } = options;
  const closing = new AbortController();
  server.addHook('preClose', async () => closing.abort());
  const prefix = { prefix: API };
  await server.register(healthRoutes(app, measureServer(server, app)));
  if (access.mode === 'local') {
    await server.register(startRoutes({ access, onLinkReused: options.onLinkReused ?? (() => undefined) }));
  } else {
    await server.register(signInPageRoutes());
    await server.register(issuerRoutes({ access, app }));
  }
  await server.register(sessionRoutes({ access, app }), prefix);
  await server.register(signInRoutes({ access, app }), prefix);
  await server.register(userRoutes(app), prefix);
  await server.register(tokenRoutes(app), prefix);
  await server.register(auditRoutes(app), prefix);
  await server.register(connectionRoutes(app), prefix);
  await server.register(modelRoutes(app), prefix);
  const uploadsPerMinute = options.uploadsPerMinute ?? 60;
  await server.register(datasetRoutes({ app, uploadDir, maxUploadBytes, uploadsPerMinute }), prefix);
  await server.register(graphRoutes(app), prefix);
  await server.register(readinessRoutes(app), prefix);
  await server.register(exportDataRoutes(app), prefix);
  await server.register(graphRunRoutes(app), prefix);
  await server.register(runRoutes(app), prefix);
  await server.register(runRowRoutes(app), prefix);
  await server.register(runVanishedRoutes(app), prefix);
  await server.register(valueRoutes(app), prefix);
  await server.register(keyMapRoutes(app), prefix);
  await server.register(templateRoutes(app), prefix);
  await server.register(customFieldRoutes(app), prefix);
  await server.register(exampleRoutes(app), prefix);
  await server.register(runReportRoutes(app), prefix);
  const waitMs = options.heartbeatMs ?? 15_000;
  await server.register(runEventRoutes({ app, access, waitMs, closing: closing.signal }), prefix);
  await serveOpenApi(server);
  await server.register(webRoutes(options.webDir));
}
