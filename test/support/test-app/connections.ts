import type { App } from '../../../src/app/app.ts';
import type { ConnectionView } from '../../../src/app/connection-cases.ts';
import { createTestModels } from './models.ts';
import { AT, done, find, pageOf, refuse, remove, type TestWorld } from './world.ts';

export function createTestConnections({ connections }: TestWorld): App['connections'] {
  return {
    create: async ({ secret, login, transport, profile, ...rest }) => {
      if ([...connections.values()].some((c) => c.name === rest.name)) {
        return refuse('conflict', `A connection named "${rest.name}" exists.`);
      }
      const id = `con_${connections.size + 1}`;
      const view: ConnectionView = {
        ...rest,
        id,
        login: login ?? null,
        transport: transport ?? 'auto',
        profile: profile ?? {},
        hasSecret: secret !== '',
        createdAt: AT,
        updatedAt: AT,
      };
      connections.set(id, view);
      return done(view);
    },
    list: async (query) => pageOf([...connections.values()], query),
    get: async (id) => find(connections, id, 'Connection'),
    update: async (id, { secret, ...patch }) => {
      const found = find(connections, id, 'Connection');
      if (!found.ok) return found;
      const moved = patch.url !== undefined && secret === undefined;
      const view = { ...found.value, ...patch, hasSecret: !moved } as ConnectionView;
      connections.set(id, view);
      return done(view);
    },
    remove: async (id) => remove(connections, id, 'Connection'),
    openSandbox: async () => refuse('unavailable', 'No sandbox here.'),
    test: async (id) => {
      const found = find(connections, id, 'Connection');
      if (!found.ok) return found;
      const none = { serverVersion: null, transport: null, user: null };
      return done({ verdict: 'unreachable', message: 'Nothing answers there.', ...none });
    },
    ...createTestModels(async (id) => find(connections, id, 'Connection')),
  };
}
