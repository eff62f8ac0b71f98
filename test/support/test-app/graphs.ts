import type { App } from '../../../src/app/app.ts';
import { GraphSpec } from '../../../src/plan/graph-spec.ts';
import { CHANGE, READINESS, shippedTarget } from './graph-samples.ts';
import { AT, done, find, invalidGraph, pageOf, refuse, remove, type TestWorld } from './world.ts';

export function createTestGraphs({ connections, graphs }: TestWorld, onDispose: () => void): App['graphs'] {
  const cases: App['graphs'] = {
    create: async (spec) => {
      const parsed = GraphSpec.safeParse(spec);
      if (!parsed.success) return invalidGraph('name');
      const id = parsed.data.id ?? `gra_${graphs.size + 1}`;
      const view = {
        id,
        name: parsed.data.name,
        version: 1,
        spec: { ...parsed.data, id, version: 1 },
        createdAt: AT,
        updatedAt: AT,
      };
      graphs.set(id, view);
      return done(view);
    },
    list: async ({ text = '', ...query }) =>
      pageOf(
        [...graphs.values()].filter(({ name }) => name.includes(text)),
        query,
      ),
    get: async (id) => find(graphs, id, 'Graph'),
    versions: async (id) => {
      const found = find(graphs, id, 'Graph');
      if (!found.ok) return found;
      const { name, version, spec } = found.value;
      const items = [{ version, name, nodes: spec.nodes.length, createdAt: AT }];
      return done({ items, nextCursor: null });
    },
    diff: async (id, { from, to = 1 }) => {
      const found = find(graphs, id, 'Graph');
      const side = (version: number) => ({ version, yaml: `version: ${version}\n` });
      return found.ok ? done({ from: side(from), to: side(to), changes: [CHANGE] }) : found;
    },
    update: async (id, spec, expected) => {
      const found = find(graphs, id, 'Graph');
      if (!found.ok) return found;
      if (found.value.version !== expected)
        return refuse('stale', `Graph ${id} is at version ${found.value.version}.`);
      const view = {
        ...found.value,
        spec: { ...GraphSpec.parse(spec), id, version: expected + 1 },
        version: expected + 1,
      };
      graphs.set(id, view);
      return done(view);
    },
    remove: async (id) => remove(graphs, id, 'Graph'),
    validate: async (id) => {
      const found = find(graphs, id, 'Graph');
      return found.ok ? done({ valid: true, errors: [], warnings: [] }) : found;
    },
    plan: async (id) => {
      const found = find(graphs, id, 'Graph');
      if (!found.ok) return found;
      const { spec } = found.value;
      const steps = spec.nodes
        .flatMap((node) => (node.type === 'model' ? [node] : []))
        .map((node, index) => ({
          node: node.id,
          index,
          model: node.data.odooModel,
          sheet: node.data.sheet ?? '',
          data: node.data,
          level: index,
          dependsOn: [],
          component: null,
          references: [],
        }));
      const plan = { graphName: spec.name, namespace: 'ns', steps, warnings: [] };
      return done({ valid: true, errors: [], warnings: [], plan, rows: { companies: 3 } });
    },
    readiness: async (id, query) => {
      const found = find(graphs, id, 'Graph');
      if (!found.ok) return found;
      if (!('connectionId' in query)) return done({ ...READINESS, target: shippedTarget(query.shipped) });
      const connection = find(connections, query.connectionId, 'Connection');
      return connection.ok ? done(READINESS) : connection;
    },
    importYaml: async (text) => cases.create({ name: text.replace('name: ', ''), nodes: [] }),
    exportData: async (id) => {
      const found = find(graphs, id, 'Graph');
      if (!found.ok) return found;
      async function* entries() {
        yield { name: 'README.txt', content: ['read me'] };
      }
      return done({
        files: [],
        leftOut: 0,
        entries,
        [Symbol.asyncDispose]: async () => {
          onDispose();
        },
      });
    },
    exportYaml: async (id) => {
      const found = find(graphs, id, 'Graph');
      return found.ok ? done(`name: ${found.value.name}\n`) : found;
    },
  };
  return cases;
}
