import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { RejectFile } from '../../app/run-views.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { RejectQuery } from '../schemas/run.ts';

const MEDIA_TYPES: Readonly<Record<RejectFile['kind'], string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
};

/** What a run did not load, to be corrected in a spreadsheet and given back (`POST /datasets/{id}/versions`). */
export function rejectRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    for (const format of ['xlsx', 'csv'] as const) {
      server.get(`/runs/:id/rejects.${format}`, {
        schema: {
          operationId: format === 'xlsx' ? 'getRunRejectsXlsx' : 'getRunRejectsCsv',
          summary: `Rejected rows as ${format.toUpperCase()}, in the layout of their sheets`,
          description:
            'Behind the columns of the sheet stand `importgraph_row`, `importgraph_key` and `importgraph_reason`. Cells that a spreadsheet would ' +
            'take for a formula have an apostrophe in front. 404: there is no rejected row.',
          tags: ['runs'],
          params: IdParams,
          querystring: RejectQuery,
          response: { 200: fileAnswer(format), ...problems },
        },
        handler: async (request, reply) => {
          const { sheet, include } = request.query;
          const query = {
            format,
            withBlocked: include === 'blocked',
            ...(sheet === undefined ? {} : { sheet }),
          };
          const file = unwrap(await runs.rejects(request.params.id, query));
          return sendFile(reply, file);
        },
      });
    }
  };
}

function fileAnswer(format: 'xlsx' | 'csv') {
  const binary = z.string().meta({ format: 'binary' });
  const types = format === 'xlsx' ? (['xlsx'] as const) : (['csv', 'zip'] as const);
  return {
    description: format === 'xlsx' ? 'A workbook' : 'One sheet; a zip where several have rejected rows',
    content: Object.fromEntries(types.map((type) => [MEDIA_TYPES[type], { schema: binary }])),
  };
}

/** Streamed; a client that goes away ends the making of it. */
function sendFile(reply: FastifyReply, file: RejectFile): FastifyReply {
  reply.raw.once('close', () => void file.close());
  return reply
    .header('content-disposition', disposition(file.name))
    .type(MEDIA_TYPES[file.kind])
    .send(Readable.from(file.content, { objectMode: false }));
}

/** RFC 6266: the name in ASCII, and as it is. */
function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
