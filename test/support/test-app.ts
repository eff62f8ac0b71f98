import type { App } from '../../src/app/app.ts';
import { templateCases } from '../../src/app/templates.ts';
import type { RunEvent } from '../../src/event.ts';
import type { RunStatus } from '../../src/load/run-store.ts';
import type { Corrections } from '../../src/source/version/corrections.ts';
import { createTestAccess } from './test-app/access.ts';
import { createTestConnections } from './test-app/connections.ts';
import { createTestFields } from './test-app/custom-fields.ts';
import { createTestDatasets } from './test-app/datasets.ts';
import { createTestGraphs } from './test-app/graphs.ts';
import { createTestKeyMap } from './test-app/key-map.ts';
import { createTestRuns } from './test-app/runs.ts';
import { createTestValues } from './test-app/values.ts';
import { AT, refuse, type TestWorld } from './test-app/world.ts';

/** For the tests of routes only: the use cases over maps, no Odoo, no database. What a run does is told by the test. */
export interface TestApp
  extends Pick<
    App,
    | 'connections'
    | 'datasets'
    | 'graphs'
    | 'runs'
    | 'values'
    | 'keyMap'
    | 'templates'
    | 'customFields'
    | 'examples'
    | 'access'
    | 'ready'
  > {
  readonly uploads: Map<string, string>;
  readonly corrections: Corrections[];
  /** Adds an event to a run and wakes the readers. */
  tell(runId: string, event: RunEvent): void;
  setStatus(runId: string, status: RunStatus): void;
  isReady: boolean;
  /** How many exports were disposed of. */
  disposed: number;
}

export function createTestApp(): TestApp {
  const world: TestWorld = {
    connections: new Map(),
    datasets: new Map(),
    graphs: new Map(),
    runs: new Map(),
    events: new Map(),
    waiters: new Set(),
  };
  const sent = { uploads: new Map<string, string>(), corrections: [] };
  const app: TestApp = {
    ...sent,
    isReady: true,
    disposed: 0,
    ready: async () => app.isReady,
    tell: (id, event) => {
      const list = world.events.get(id) ?? [];
      list.push({ seq: list.length + 1, at: AT, event });
      world.events.set(id, list);
      for (const wake of world.waiters) wake();
    },
    setStatus: (id, status) => {
      const run = world.runs.get(id);
      if (run !== undefined) world.runs.set(id, { ...run, status });
    },
    access: createTestAccess(),
    connections: createTestConnections(world),
    values: createTestValues(world),
    datasets: createTestDatasets(world, sent),
    graphs: createTestGraphs(world, () => {
      app.disposed += 1;
    }),
    keyMap: createTestKeyMap(world),
    runs: createTestRuns(world, () => app.isReady),
    customFields: createTestFields(),
    examples: {
      list: () => [],
      createDataset: async (id) => refuse('not_found', `Example ${id} not found.`),
    },
    templates: templateCases({
      graphs: {
        create: async (spec) => {
          const created = await app.graphs.create(spec);
          if (!created.ok) throw new Error(created.error.message);
          return created.value;
        },
        madeFrom: async (id) =>
          [...world.graphs.values()].filter(({ spec }) => spec.metadata?.template === id),
      },
      datasets: { get: async (id) => world.datasets.get(id) ?? null },
      createDataset: (input) => app.datasets.create(input),
      runs: { list: (query) => app.runs.list(query) },
    }),
  };
  return app;
}
