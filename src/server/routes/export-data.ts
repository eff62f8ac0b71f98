import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { zipStream } from '../../util/zip-stream.ts';
import { unwrap } from '../problem.ts';
import { Against, IdParams, problems } from '../schemas/common.ts';

const ZIP = 'application/zip';
const archive = z.string().meta({ format: 'binary' });

function sendArchive(reply: FastifyReply, name: string, zip: Readable): FastifyReply {
  return reply.type(ZIP).header('content-disposition', `attachment; filename="${name}"`).send(zip);
}

export function exportDataRoutes({ graphs }: Pick<App, 'graphs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/graphs/:id/export-data', {
      schema: {
        operationId: 'exportGraphData',
        summary: "The prepared rows as CSV files for Odoo's own import, in load order, zipped",
        description: 'The same graph, dataset and target give the same bytes. Nothing is written to Odoo.',
        tags: ['graphs'],
        params: IdParams,
        querystring: Against,
        response: { 200: { description: 'The files', content: { [ZIP]: { schema: archive } } }, ...problems },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const { dataset_id: datasetId, connection_id: connectionId } = request.query;
        const exported = unwrap(
          await graphs.exportData(id, {
            ...(datasetId === undefined ? {} : { datasetId }),
            ...(connectionId === undefined ? {} : { connectionId }),
          }),
        );
        // Not compressed: the bytes must not depend on the version of a compressor.
        const zip = Readable.from(zipStream(exported.entries(), { stored: true }));
        zip.once('close', () => void exported[Symbol.asyncDispose]());
        return sendArchive(reply, `${id}-export.zip`, zip);
      },
    });
  };
}
