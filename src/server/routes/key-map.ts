import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { App } from '../../app/app.ts';
import { presentKeyMapEntry } from '../presenters/key-map.ts';
import { unwrap } from '../problem.ts';
import { problems } from '../schemas/common.ts';
import { KeyMapEntry, KeyMapPage, KeyMapQuery, RenameKey } from '../schemas/key-map.ts';

const tags = ['key map'];

export function keyMapRoutes({ keyMap }: Pick<App, 'keyMap'>): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/key-map', {
      schema: {
        operationId: 'listKeyMap',
        summary: 'Which record each source row of a graph is',
        tags,
        querystring: KeyMapQuery,
        response: { 200: KeyMapPage, ...problems },
      },
      handler: async ({ query: { graph_id: graphId, connection_id: connectionId, ...query } }) => {
        const place = { graphId, ...(connectionId === undefined ? {} : { connectionId }) };
        const page = unwrap(await keyMap.list({ ...query, ...place }));
        return { items: page.items.map(presentKeyMapEntry), next_cursor: page.nextCursor };
      },
    });

    server.patch('/key-map', {
      schema: {
        operationId: 'renameKey',
        summary: 'Say that a row has another key now: its record is kept, and the next run updates it',
        tags,
        body: RenameKey,
        response: { 200: KeyMapEntry, ...problems },
      },
      handler: async ({
        body: { graph_id: graphId, connection_id: connectionId, new_key: newKey, ...of },
      }) => {
        const place = { graphId, ...(connectionId === undefined ? {} : { connectionId }) };
        return presentKeyMapEntry(unwrap(await keyMap.rename({ ...of, ...place, newKey })));
      },
    });
  };
}
