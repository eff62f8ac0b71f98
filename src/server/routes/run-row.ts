import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import type { RowId } from '../../app/run-views.ts';
import { presentRelatedRows, presentRowDetail } from '../presenters/run-row.ts';
import { unwrap } from '../problem.ts';
import { PageQuery, problems } from '../schemas/common.ts';
import { RelatedRowPage, RunRowDetail, RunRowParams } from '../schemas/run-row.ts';

const tags = ['runs'];

export function runRowRoutes({ runs }: Pick<App, 'runs'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/runs/:id/rows/:row', {
      schema: {
        operationId: 'getRunRow',
        summary: 'Everything about one row: cells, values, attempts, record, parents, children',
        description:
          'Values, parents and children are made anew from the dataset: a second or so for a million rows.',
        tags,
        params: RunRowParams,
        response: { 200: RunRowDetail, ...problems },
      },
      handler: async (request) => {
        const { id, row } = request.params;
        return presentRowDetail(unwrap(await runs.row(id, rowIdOf(row))));
      },
    });

    server.get('/runs/:id/rows/:row/children', {
      schema: {
        operationId: 'listRunRowChildren',
        summary: 'The rows that refer to this one',
        tags,
        params: RunRowParams,
        querystring: PageQuery,
        response: { 200: RelatedRowPage, ...problems },
      },
      handler: async (request) => {
        const { id, row } = request.params;
        return presentRelatedRows(unwrap(await runs.children(id, rowIdOf(row), request.query)));
      },
    });
  };
}

function rowIdOf(text: string): RowId {
  const at = text.lastIndexOf(':');
  return { node: text.slice(0, at), ord: Number(text.slice(at + 1)) };
}
