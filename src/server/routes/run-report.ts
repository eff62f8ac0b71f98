import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { ReportPart } from '../../report/report-tables.ts';
import { REPORT_FORMATS, type ReportFormat, writeReport } from '../../report/write-report.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { ReportAnswer, ReportPartQuery, ReportQuery } from '../schemas/report.ts';

const tags = ['runs'];
const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const file = z.string().meta({ format: 'binary' });
const ANSWER_OF: Readonly<Record<ReportFormat, object>> = {
  json: { 'application/json': { schema: ReportAnswer } },
  csv: { 'text/csv': { schema: z.string() } },
  xlsx: { [MEDIA_TYPES.xlsx]: { schema: file } },
};

/** The report of a run by query, by `Accept`, and under a name for each format, which a browser can be sent to. */
export function runReportRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  const send = async (
    reply: FastifyReply,
    id: string,
    how: { readonly format: ReportFormat; readonly part?: ReportPart | undefined },
  ): Promise<FastifyReply> => {
    const report = unwrap(await runs.report(id));
    const name = how.format === 'csv' ? `${id}-${how.part ?? 'rows'}.csv` : `${id}-report.${how.format}`;
    return reply
      .type(MEDIA_TYPES[how.format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(writeReport(report, how)));
  };
  return async (server) => {
    server.get('/runs/:id/report', {
      schema: {
        operationId: 'getRunReport',
        summary: 'The report of a run: JSON, CSV or XLSX',
        tags,
        params: IdParams,
        querystring: ReportQuery,
        response: {
          200: { description: 'The report', content: Object.assign({}, ...Object.values(ANSWER_OF)) },
          ...problems,
        },
      },
      handler: async (request, reply) => {
        const { format, part } = request.query;
        return send(reply, request.params.id, { format: format ?? acceptedFormat(request), part });
      },
    });

    for (const format of REPORT_FORMATS) {
      server.get(`/runs/:id/report.${format}`, {
        schema: {
          operationId: `getRunReport${format[0]?.toUpperCase()}${format.slice(1)}`,
          summary: `The report of a run as ${format.toUpperCase()}`,
          tags,
          params: IdParams,
          querystring: ReportPartQuery,
          response: { 200: { description: 'The report', content: ANSWER_OF[format] }, ...problems },
        },
        handler: async (request, reply) =>
          send(reply, request.params.id, { format, part: request.query.part }),
      });
    }
  };
}

/** The first format that `Accept` names; JSON where it names none. */
function acceptedFormat({ headers }: FastifyRequest): ReportFormat {
  const accepted = (headers.accept ?? '').split(',').map((part) => part.split(';', 1)[0]?.trim());
  const formatOf = (type: string | undefined) =>
    REPORT_FORMATS.find((format) => MEDIA_TYPES[format].split(';', 1)[0] === type);
  return accepted.map(formatOf).find((format) => format !== undefined) ?? 'json';
}
