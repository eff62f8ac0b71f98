import type { App } from '../../../src/app/app.ts';
import type { KeyMapView } from '../../../src/app/key-map-cases.ts';
import { AT, done, find, refuse, type TestWorld } from './world.ts';

const ENTRY: KeyMapView = {
  node: 'companies',
  key: 'ACME',
  model: 'res.partner',
  recordId: 12,
  externalId: 'crm.companies_ACME',
  byId: null,
  createdRun: 'run_1',
  writtenRun: 'run_1',
  vanishedRun: null,
  updatedAt: AT,
};

export function createTestKeyMap({ graphs }: TestWorld): App['keyMap'] {
  return {
    list: async ({ graphId, key }) => {
      const graph = find(graphs, graphId, 'Graph');
      if (!graph.ok) return graph;
      return done({ items: key === undefined || key === ENTRY.key ? [ENTRY] : [], nextCursor: null });
    },
    rename: async ({ graphId, key, newKey }) => {
      const graph = find(graphs, graphId, 'Graph');
      if (!graph.ok) return graph;
      if (key !== ENTRY.key) return refuse('not_found', `There is no row with the key "${key}".`);
      return done({ ...ENTRY, key: newKey, byId: 'renamed' });
    },
  };
}
