import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { InstantiateTemplate } from '../../app/template-cases.ts';
import {
  presentInstance,
  presentProgress,
  presentTemplate,
  presentTemplateDetail,
} from '../presenters/template.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import {
  InstantiateBody,
  ProgressQuery,
  TemplateDetail,
  TemplateInstance,
  TemplateList,
  TemplateProgress,
} from '../schemas/template.ts';

const tags = ['templates'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const workbook = z.string().meta({ format: 'binary' });

function sendWorkbook(reply: FastifyReply, name: string, content: Uint8Array): FastifyReply {
  return reply
    .type(XLSX)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(content));
}

export function templateRoutes(app: Pick<App, 'templates'>): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(readRoutes(app));
    await server.register(useRoutes(app));
  };
}

function readRoutes({ templates }: Pick<App, 'templates'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/templates', {
      schema: {
        operationId: 'listTemplates',
        summary: 'List the prepared imports, the first ones to import first',
        tags,
        response: { 200: TemplateList, ...problems },
      },
      handler: async () => ({ items: (await templates.list()).map(presentTemplate) }),
    });

    server.get('/templates/:id', {
      schema: {
        operationId: 'getTemplate',
        summary: 'Show a template with its graph',
        tags,
        params: IdParams,
        response: { 200: TemplateDetail, ...problems },
      },
      handler: async (request) => presentTemplateDetail(unwrap(await templates.get(request.params.id))),
    });

    server.get('/templates/:id/workbook', {
      schema: {
        operationId: 'downloadTemplateWorkbook',
        summary: 'The sample workbook, to be filled with data of your own',
        tags,
        params: IdParams,
        response: {
          200: { description: 'XLSX', content: { [XLSX]: { schema: workbook } } },
          ...problems,
        },
      },
      handler: async (request, reply) => {
        const { name, content } = unwrap(await templates.workbook(request.params.id));
        return sendWorkbook(reply, name, content);
      },
    });
  };
}

function useRoutes({ templates }: Pick<App, 'templates'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/templates/:id/instantiate', {
      schema: {
        operationId: 'instantiateTemplate',
        summary: 'Make a graph from a template, with its sample or for a dataset of yours',
        description:
          'A dataset that lacks sheets or columns is refused (400) with every one of them in `issues`, and nothing is made. ' +
          '409: a graph was made from the template under that name already.',
        tags,
        params: IdParams,
        body: InstantiateBody.nullish(),
        response: { 201: TemplateInstance, ...problems },
      },
      handler: async (request, reply) => {
        const instance = unwrap(await templates.instantiate(request.params.id, toInput(request.body ?? {})));
        return reply
          .code(201)
          .header('location', `/api/v1/graphs/${instance.graph.id}`)
          .send(presentInstance(instance));
      },
    });

    server.get('/templates/:id/progress', {
      schema: {
        operationId: 'getTemplateProgress',
        summary: 'Which steps completed runs of the graphs made from it have done',
        tags,
        params: IdParams,
        querystring: ProgressQuery,
        response: { 200: TemplateProgress, ...problems },
      },
      handler: async (request) => {
        const { connection_id: connectionId } = request.query;
        const of = connectionId === undefined ? {} : { connectionId };
        return presentProgress(unwrap(await templates.progress(request.params.id, of)));
      },
    });
  };
}

function toInput(body: z.output<typeof InstantiateBody>): InstantiateTemplate {
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.dataset_id === undefined ? {} : { datasetId: body.dataset_id }),
    withSample: body.with_sample === true,
  };
}
