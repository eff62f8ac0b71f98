import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { HttpProblem } from '../problem.ts';
import { problems } from '../schemas/common.ts';

const tags = ['operation'];
const Fine = z.object({ status: z.literal('ok') });

/** Outside the base path: `health` says that the process answers, `ready` that its database does too, `metrics` how much there is. */
export function healthRoutes(app: Pick<App, 'ready'>, metrics: () => Promise<string>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/health', {
      schema: { operationId: 'getHealth', summary: 'The process answers', tags, response: { 200: Fine } },
      handler: async () => ({ status: 'ok' as const }),
    });

    server.get('/metrics', {
      schema: {
        operationId: 'getMetrics',
        summary: 'Figures for Prometheus: requests, runs, rows, the process',
        tags,
        response: {
          200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } },
          ...problems,
        },
      },
      handler: async (_request, reply) =>
        reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics()),
    });

    server.get('/ready', {
      schema: {
        operationId: 'getReady',
        summary: 'The database answers and is up to date',
        tags,
        response: { 200: Fine, ...problems },
      },
      handler: async () => {
        if (await app.ready()) return { status: 'ok' as const };
        throw new HttpProblem(503, 'unavailable', 'The database does not answer yet; the log has the cause.');
      },
    });
  };
}
