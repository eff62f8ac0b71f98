import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { Corrections } from '../../source/version/corrections.ts';
import { documentOnly } from '../document-only.ts';
import { presentDataset } from '../presenters/dataset.ts';
import { HttpProblem, type ProblemIssue, unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { CellCorrections, Dataset, DatasetPage, VersionUpload } from '../schemas/dataset.ts';
import { isMultipart, receiveUpload, type Upload } from '../upload.ts';
import { parseReadOptions } from '../upload-options.ts';

const tags = ['datasets'];

interface VersionRoutesOptions {
  readonly app: Pick<App, 'datasets'>;
  readonly uploadDir: string;
  readonly maxUploadBytes: number;
  readonly uploadsPerMinute: number;
}

export function versionRoutes(options: VersionRoutesOptions): FastifyPluginAsyncZod {
  const { datasets } = options.app;
  return async (server) => {
    server.get('/datasets/:id/versions', {
      schema: {
        operationId: 'listDatasetVersions',
        summary: 'Versions of a dataset, the first one first',
        tags,
        params: IdParams,
        response: { 200: DatasetPage, ...problems },
      },
      handler: async (request) => ({
        items: unwrap(await datasets.versions(request.params.id)).map(presentDataset),
        next_cursor: null,
      }),
    });

    server.post('/datasets/:id/versions', {
      config: { rateLimit: { max: options.uploadsPerMinute, timeWindow: '1 minute' } },
      validatorCompiler: documentOnly,
      schema: {
        operationId: 'correctDataset',
        summary: 'Correct cells of a dataset into a new version',
        description:
          'A form with corrected files, or JSON with cells and values. Rows are found by their number; what is not named stays. ' +
          '201: the new version; 200: the newest one says so already; 400: nothing was stored, every problem in `issues`.',
        tags,
        params: IdParams,
        consumes: ['multipart/form-data', 'application/json'],
        body: z.union([VersionUpload, CellCorrections]),
        response: { 200: Dataset, 201: Dataset, ...problems },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const { dataset, isNew } = isMultipart(request)
          ? await correctFromFiles(request, id, options)
          : unwrap(await datasets.correct(id, parseCells(request.body)));
        const location = `/api/v1/datasets/${dataset.id}`;
        return reply
          .code(isNew ? 201 : 200)
          .header('location', location)
          .send(presentDataset(dataset));
      },
    });
  };
}

/** The uploaded files are gone when it returns: a dataset keeps its own form of them. */
async function correctFromFiles(
  request: FastifyRequest,
  id: string,
  { app, uploadDir, maxUploadBytes }: VersionRoutesOptions,
) {
  await using upload = await receiveUpload(request, uploadDir, maxUploadBytes);
  if (upload.files.length === 0) {
    throw new HttpProblem(400, 'files_missing', 'Send the corrected file as a part of the form.');
  }
  return unwrap(await app.datasets.correct(id, fileCorrections(upload)));
}

function fileCorrections({ files, fields }: Upload): Corrections {
  const { sheet, partial } = fields;
  return {
    kind: 'files',
    files,
    ...(sheet === undefined || sheet === '' ? {} : { sheet }),
    partial: partial === 'true',
    ...parseReadOptions(fields.options),
  };
}

function parseCells(body: unknown): Corrections {
  const parsed = CellCorrections.safeParse(body);
  if (parsed.success) {
    const { sheet, cells, replace } = parsed.data;
    return {
      kind: 'cells',
      sheet,
      cells: cells.map((cell) => ({ ...cell, value: textOf(cell.value) })),
      replace: replace.map((one) => ({ column: one.column, from: textOf(one.from), to: textOf(one.to) })),
    };
  }
  const issues = parsed.error.issues.map((issue): ProblemIssue => {
    const field = ['body', ...issue.path.map(String)].join('.');
    return { severity: 'error', code: 'request_invalid', field, message: `${field}: ${issue.message}` };
  });
  throw new HttpProblem(400, 'request_invalid', issues.map(({ message }) => message).join('; '), issues);
}

function textOf(value: string | number | null): string | null {
  return typeof value === 'number' ? String(value) : value;
}
