import { parse } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { DatasetView } from '../../app/dataset-cases.ts';
import type { SheetInfo } from '../../source/dataset.ts';
import { documentOnly } from '../document-only.ts';
import { presentDataset, presentSheet } from '../presenters/dataset.ts';
import { HttpProblem, unwrap } from '../problem.ts';
import { IdParams, PageQuery, problems } from '../schemas/common.ts';
import {
  Dataset,
  DatasetPage,
  DatasetUpload,
  RowRange,
  Sheet,
  SheetPage,
  SheetParams,
  SheetRows,
} from '../schemas/dataset.ts';
import { isMultipart, receiveUpload } from '../upload.ts';
import { parseReadOptions } from '../upload-options.ts';
import { versionRoutes } from './dataset-versions.ts';
import { formulaRoutes } from './formula.ts';
import { profileRoutes } from './profile.ts';
import { suggestRoutes } from './suggest.ts';
import { transformRoutes } from './transforms.ts';

const tags = ['datasets'];

export interface DatasetRoutesOptions {
  readonly app: Pick<App, 'datasets'>;
  /** Uploads lie here until the dataset is made. */
  readonly uploadDir: string;
  readonly maxUploadBytes: number;
  readonly uploadsPerMinute: number;
}

export function datasetRoutes(options: DatasetRoutesOptions): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(uploadRoute(options));
    await server.register(readRoutes(options.app));
    await server.register(sheetRoutes(options.app));
    await server.register(versionRoutes(options));
    await server.register(profileRoutes(options.app));
    await server.register(formulaRoutes(options.app));
    await server.register(transformRoutes(options.app));
    await server.register(suggestRoutes(options.app));
  };
}

function uploadRoute(options: DatasetRoutesOptions): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/datasets', {
      config: { rateLimit: { max: options.uploadsPerMinute, timeWindow: '1 minute' } },
      onRequest: async (request) => requireMultipart(request),
      validatorCompiler: documentOnly,
      schema: {
        operationId: 'createDataset',
        summary: 'Upload the files of one import',
        tags,
        consumes: ['multipart/form-data'],
        body: DatasetUpload,
        response: { 201: Dataset, ...problems },
      },
      handler: async (request, reply) => {
        const view = await createFromUpload(request, options);
        return reply.code(201).header('location', `/api/v1/datasets/${view.id}`).send(presentDataset(view));
      },
    });
  };
}

/** The uploaded files are gone when it returns: a dataset keeps its own form of them. */
async function createFromUpload(
  request: FastifyRequest,
  { app, uploadDir, maxUploadBytes }: DatasetRoutesOptions,
): Promise<DatasetView> {
  await using upload = await receiveUpload(request, uploadDir, maxUploadBytes);
  const { files, fields } = upload;
  const [first] = files;
  if (first === undefined) {
    throw new HttpProblem(400, 'files_missing', 'Send at least one file as a part of the form.');
  }
  const name = fields.name?.trim() || parse(first.name).name;
  return unwrap(await app.datasets.create({ name, files, ...parseReadOptions(fields.options) }));
}

function readRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/datasets', {
      schema: {
        operationId: 'listDatasets',
        summary: 'List datasets, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: DatasetPage, ...problems },
      },
      handler: async (request) => {
        const page = await datasets.list(request.query);
        return { items: page.items.map(presentDataset), next_cursor: page.nextCursor };
      },
    });

    server.get('/datasets/:id', {
      schema: {
        operationId: 'getDataset',
        summary: 'Show a dataset',
        tags,
        params: IdParams,
        response: { 200: Dataset, ...problems },
      },
      handler: async (request) => presentDataset(unwrap(await datasets.get(request.params.id))),
    });

    server.delete('/datasets/:id', {
      schema: {
        operationId: 'deleteDataset',
        summary: 'Delete a dataset',
        tags,
        params: IdParams,
        response: { 204: z.undefined().describe('Deleted'), ...problems },
      },
      handler: async (request, reply) => {
        unwrap(await datasets.remove(request.params.id));
        return reply.code(204).send();
      },
    });
  };
}

function sheetRoutes({ datasets }: Pick<App, 'datasets'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/datasets/:id/sheets', {
      schema: {
        operationId: 'listSheets',
        summary: 'List the sheets of a dataset',
        tags,
        params: IdParams,
        response: { 200: SheetPage, ...problems },
      },
      handler: async (request) => {
        const dataset = unwrap(await datasets.get(request.params.id));
        return { items: dataset.manifest.sheets.map(presentSheet), next_cursor: null };
      },
    });

    server.get('/datasets/:id/sheets/:sheet', {
      schema: {
        operationId: 'getSheet',
        summary: 'Show a sheet: columns, rows, how it was read',
        tags,
        params: SheetParams,
        response: { 200: Sheet, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        const dataset = unwrap(await datasets.get(id));
        return presentSheet(findSheet(dataset.manifest.sheets, sheet));
      },
    });

    server.get('/datasets/:id/sheets/:sheet/rows', {
      schema: {
        operationId: 'listSheetRows',
        summary: 'Rows of a sheet as they were read',
        tags,
        params: SheetParams,
        querystring: RowRange,
        response: { 200: SheetRows, ...problems },
      },
      handler: async (request) => {
        const { id, sheet } = request.params;
        const { offset, limit, q, sort, filter } = request.query;
        const query = {
          offset,
          limit,
          ...(q === undefined ? {} : { text: q }),
          ...(sort === undefined ? {} : { sort }),
          ...(filter === undefined ? {} : { filter }),
        };
        const { rows, total } = unwrap(await datasets.rows(id, sheet, query));
        return { items: [...rows], total, offset, limit };
      },
    });
  };
}

function findSheet(sheets: readonly SheetInfo[], name: string): SheetInfo {
  const sheet = sheets.find((candidate) => candidate.name === name);
  if (sheet !== undefined) return sheet;
  const known = sheets.map((s) => `"${s.name}"`).join(', ');
  throw new HttpProblem(404, 'not_found', `Sheet "${name}" not found. The dataset has ${known}.`);
}

/** Checked before the body is read: a JSON body must not be parsed here at all. */
function requireMultipart(request: FastifyRequest): void {
  if (isMultipart(request)) return;
  throw new HttpProblem(415, 'media_type_unsupported', 'Send the files as multipart/form-data.');
}
