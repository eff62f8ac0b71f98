import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import { zipStream } from '../../util/zip-stream.ts';
import { presentMadeFields, presentProposedFields } from '../presenters/custom-fields.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import {
  CreateFieldsBody,
  FieldModuleBody,
  FieldParams,
  MadeFields,
  ProposedFields,
  ProposeFieldsQuery,
  RemovedField,
  RemoveFieldQuery,
} from '../schemas/custom-fields.ts';

const tags = ['custom fields'];
const ZIP = 'application/zip';
const archive = z.string().meta({ format: 'binary' });

function sendArchive(reply: FastifyReply, name: string, zip: Readable): FastifyReply {
  return reply.type(ZIP).header('content-disposition', `attachment; filename="${name}"`).send(zip);
}

export function customFieldRoutes(app: Pick<App, 'customFields'>): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(draftRoutes(app));
    await server.register(odooRoutes(app));
  };
}

function draftRoutes({ customFields }: Pick<App, 'customFields'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/datasets/:id/custom-fields', {
      schema: {
        operationId: 'proposeCustomFields',
        summary: 'Propose fields of Odoo for columns that nothing maps; nothing is saved or made',
        tags,
        params: IdParams,
        querystring: ProposeFieldsQuery,
        response: { 200: ProposedFields, ...problems },
      },
      handler: async (request) => {
        const { connection_id: connectionId, graph_id: graphId } = request.query;
        const proposed = await customFields.propose(request.params.id, {
          ...(connectionId === undefined ? {} : { connectionId }),
          ...(graphId === undefined ? {} : { graphId }),
        });
        return presentProposedFields(unwrap(proposed));
      },
    });

    server.post('/custom-fields/module', {
      schema: {
        operationId: 'makeFieldModule',
        summary: 'The same fields as an Odoo module, zipped, to be installed instead',
        description: 'The same request gives the same bytes.',
        tags,
        body: FieldModuleBody,
        response: {
          200: { description: 'The module', content: { [ZIP]: { schema: archive } } },
          ...problems,
        },
      },
      handler: async (request, reply) => {
        const { fields, name, odoo_version: odooVersion, depends } = request.body;
        const made = unwrap(
          customFields.module({
            fields,
            ...(name === undefined ? {} : { name }),
            ...(odooVersion === undefined ? {} : { odooVersion }),
            ...(depends === undefined ? {} : { depends }),
          }),
        );
        const zip = Readable.from(zipStream(made.files, { stored: true }));
        return sendArchive(reply, `${made.name}.zip`, zip);
      },
    });
  };
}

function odooRoutes({ customFields }: Pick<App, 'customFields'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.post('/connections/:id/custom-fields', {
      schema: {
        operationId: 'createCustomFields',
        summary: 'Make fields in Odoo, all or none',
        description:
          '403: the user of the connection lacks the right. 409: a field of that name is there, made by somebody else or of another type.',
        tags,
        params: IdParams,
        body: CreateFieldsBody,
        response: { 201: MadeFields, ...problems },
      },
      handler: async (request, reply) => {
        const made = await customFields.create(request.params.id, request.body.fields);
        return reply.code(201).send(presentMadeFields(unwrap(made)));
      },
    });

    server.delete('/connections/:id/custom-fields/:model/:name', {
      schema: {
        operationId: 'removeCustomField',
        summary: 'Remove a field again that was made by us',
        description: '409: not made by us, or it holds values or is used and `force` is not given.',
        tags,
        params: FieldParams,
        querystring: RemoveFieldQuery,
        response: { 200: RemovedField, ...problems },
      },
      handler: async (request) => {
        const { id, ...field } = request.params;
        const force = request.query.force === 'true';
        const removed = unwrap(await customFields.remove(id, field, { force }));
        return { ...removed, uses: [...removed.uses] };
      },
    });
  };
}
