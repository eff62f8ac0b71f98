import type { SaveConnectionResult } from '../store/connections.ts';
import type { Connecting } from './connect.ts';
import { probeConnection } from './connect.ts';
import type { ConnectionCases, ConnectionVerdict, ConnectionView } from './connection-cases.ts';
import { listModels, refreshModels, showModel } from './models.ts';
import type { OwnSandbox } from './own-sandbox.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export function connectionCases(by: Connecting, sandbox: OwnSandbox): ConnectionCases {
  const { connections } = by;
  const cases: ConnectionCases = {
    create: async (input) => saved(await connections.create(input), input.name),
    list: (page) => connections.list(page),
    get: async (id) => {
      const found = await connections.get(id);
      return found ? done(found) : notFound('Connection', id);
    },
    update: async (id, patch) => saved(await connections.update(id, patch), patch.name ?? id, id),
    remove: async (id) => {
      const removed = await connections.remove(id);
      if (removed === 'not_found') return notFound('Connection', id);
      if (removed === 'in_use')
        return refuse('conflict', `Connection ${id} has a run under way. Cancel it or wait for its end.`);
      return done(null);
    },
    test: async (id) => {
      const found = await connections.get(id);
      return found ? done(await testConnection(by, found)) : notFound('Connection', id);
    },
    openSandbox: () => sandbox.connect(cases),
    models: (of, query) => listModels(by, of, query),
    model: (of, model) => showModel(by, of, model),
    refreshModels: (id) => refreshModels(by, id),
  };
  return cases;
}

function saved(result: SaveConnectionResult, name: string, id = ''): Result<ConnectionView> {
  switch (result.kind) {
    case 'saved':
      return done(result.connection);
    case 'name_taken':
      return refuse('conflict', `There is a connection called "${name}" already. Choose another name.`);
    case 'not_found':
      return notFound('Connection', id);
  }
}

async function testConnection(by: Connecting, connection: ConnectionView): Promise<ConnectionVerdict> {
  const found = await probeConnection(by, connection);
  if (!found.ok) {
    const { verdict, message, serverVersion } = found;
    return { verdict, message, serverVersion, transport: null, user: null };
  }
  await found.client.close();
  return {
    verdict: 'ok',
    message: found.message,
    serverVersion: found.client.version.text,
    transport: found.client.transport,
    user: found.user,
  };
}
