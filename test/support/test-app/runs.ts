import { Readable } from 'node:stream';
import type { App } from '../../../src/app/app.ts';
import type { Result } from '../../../src/app/result.ts';
import type { RunView } from '../../../src/app/run-views.ts';
import type { RunStatus } from '../../../src/load/run-store.ts';
import {
  BATCH,
  detailOf,
  NO_COUNTS,
  ROLLBACK_PREVIEW,
  rejectedRow,
  reportOf,
  runOf,
  VANISHED,
} from './run-samples.ts';
import { AT, done, find, invalidGraph, pageOf, refuse, type TestWorld } from './world.ts';

export function createTestRuns(
  { graphs, runs, events, waiters }: TestWorld,
  isReady: () => boolean,
): App['runs'] {
  const cases: App['runs'] = {
    start: async ({ graphId, datasetId, idempotencyKey }) => {
      const graph = find(graphs, graphId, 'Graph');
      if (!graph.ok) return graph;
      if (graph.value.spec.nodes.length === 0) return invalidGraph('nodes');
      if ([...runs.values()].some((r) => r.graphId === graphId && r.status === 'running')) {
        return refuse('conflict', `Another run of graph ${graphId} is active.`);
      }
      const id = idempotencyKey === undefined ? `run_${runs.size + 1}` : `run_${idempotencyKey}`;
      runs.set(id, runOf(id, graph.value, datasetId ?? 'dat_newest'));
      return done({ id, status: 'pending', taskId: `task_of_${id}` });
    },
    check: async ({ depth, ...input }) => {
      const started = await cases.start(input);
      if (!started.ok) return started;
      const run = find(runs, started.value.id, 'Run');
      if (run.ok) runs.set(run.value.id, { ...run.value, kind: 'check', checkDepth: depth });
      return started;
    },
    retry: async ({ runId, datasetId, graphVersion }) => {
      const run = find(runs, runId, 'Run');
      if (!run.ok) return run;
      if (run.value.status === 'completed') return refuse('conflict', `Run ${runId} has loaded every row.`);
      const started = await cases.start({
        graphId: run.value.graphId,
        ...(datasetId ? { datasetId } : {}),
      });
      const retry = started.ok ? find(runs, started.value.id, 'Run') : started;
      if (retry.ok) {
        const version = graphVersion ?? retry.value.graphVersion;
        runs.set(retry.value.id, { ...retry.value, kind: 'retry', ofRun: runId, graphVersion: version });
      }
      return started;
    },
    list: async ({ status, kind, connectionId, from, to, ...query }) =>
      pageOf(
        [...runs.values()].filter(
          (r) =>
            (status === undefined || r.status === status) &&
            (kind === undefined || r.kind === kind) &&
            (connectionId === undefined || r.connectionId === connectionId) &&
            (from === undefined || r.createdAt >= from) &&
            (to === undefined || r.createdAt < to),
        ),
        query,
      ),
    get: async (id) => find(runs, id, 'Run'),
    rows: async (id, query) => {
      const run = find(runs, id, 'Run');
      if (!run.ok) return run;
      return done({ items: [rejectedRow(query.node ?? 'companies')], nextCursor: null });
    },
    vanished: async (id) => {
      const run = find(runs, id, 'Run');
      return run.ok ? done({ items: [VANISHED], nextCursor: null }) : run;
    },
    batches: async (id, { node = 'companies', newestFirst }) => {
      const run = find(runs, id, 'Run');
      const batch = { ...BATCH, node, batch: newestFirst ? 9 : 1 };
      return run.ok ? done({ items: [batch], nextCursor: null }) : run;
    },
    measure: async () => {
      if (!isReady()) throw new Error('The database is away.');
      const statuses = Map.groupBy(runs.values(), ({ status }) => status);
      return {
        runs: [...statuses].map(([status, of]) => ({ status, kind: 'run', runs: of.length })),
        rows: { ...NO_COUNTS, created: 3, rejected: 2 },
        waiting: 1,
        oldestPendingSeconds: 12.5,
      };
    },
    throughput: async (id) => {
      const run = find(runs, id, 'Run');
      if (!run.ok) return run;
      if (run.value.status === 'pending') return done(null);
      return done({ slotSeconds: 5, points: [{ at: AT, rows: 7 }] });
    },
    issues: async (id) => {
      const run = find(runs, id, 'Run');
      if (!run.ok) return run;
      const { issues, node } = rejectedRow('companies');
      const group = {
        node,
        code: 'required_missing',
        severity: 'error',
        field: 'name',
        column: null,
      } as const;
      return done([{ ...group, count: 1, samples: issues }]);
    },
    row: async (id, { node, ord }) => {
      const run = find(runs, id, 'Run');
      if (!run.ok) return run;
      const row = rejectedRow(node);
      return row.ord === ord ? done(detailOf(row)) : refuse('not_found', `Row ${node}:${ord} not found`);
    },
    children: async (id) => {
      const run = find(runs, id, 'Run');
      return run.ok ? done({ items: [], nextCursor: null }) : run;
    },
    report: async (id) => {
      const run = find(runs, id, 'Run');
      return run.ok ? done(reportOf(run.value)) : run;
    },
    rejects: async (id, query) => {
      const run = find(runs, id, 'Run');
      if (!run.ok) return run;
      const text = `rejects of ${id} as ${query.format}`;
      return done({
        name: `${query.sheet ?? 'companies'}.${query.format}`,
        kind: query.format,
        rows: { companies: 2 },
        content: Readable.from([Buffer.from(text)]),
        close: async () => undefined,
      });
    },
    events: async (id, after, limit) => {
      const run = find(runs, id, 'Run');
      return run.ok ? done((events.get(id) ?? []).filter((e) => e.seq > after).slice(0, limit)) : run;
    },
    waitForEvent: (_id, _after, timeoutMs, signal) =>
      new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          waiters.delete(finish);
          resolve();
        };
        const timer = setTimeout(finish, timeoutMs);
        waiters.add(finish);
        signal?.addEventListener('abort', finish, { once: true });
      }),
    cancel: async (id) => request(runs, id, 'cancelled'),
    pause: async (id) => request(runs, id, 'paused'),
    resume: async (id) => request(runs, id, 'pending'),
    rollback: async (id, { confirm }) => {
      if (confirm !== undefined && confirm !== ROLLBACK_PREVIEW.records) {
        return refuse('invalid', `Run ${id} made or changed 4 records, not ${confirm}.`);
      }
      return request(runs, id, 'rolling_back');
    },
    previewRollback: async (id) => {
      const run = find(runs, id, 'Run');
      return run.ok ? done({ runId: id, ...ROLLBACK_PREVIEW }) : run;
    },
  };
  return cases;
}

function request(runs: Map<string, RunView>, id: string, status: RunStatus): Result<RunView> {
  const found = find(runs, id, 'Run');
  if (!found.ok) return found;
  const run = { ...found.value, status };
  runs.set(id, run);
  return done(run);
}
