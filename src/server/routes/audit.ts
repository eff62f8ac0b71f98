import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentAudit } from '../presenters/access.ts';
import { AuditFilter, AuditPage } from '../schemas/access.ts';
import { problems } from '../schemas/common.ts';

export function auditRoutes(app: Pick<App, 'access'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/audit', {
      schema: {
        operationId: 'listAudit',
        summary: 'Who did what, newest first',
        tags: ['access'],
        querystring: AuditFilter,
        response: { 200: AuditPage, ...problems },
      },
      handler: async (request) => {
        const page = await app.access.audit.list(request.query);
        return { items: page.items.map(presentAudit), next_cursor: page.nextCursor };
      },
    });
  };
}
