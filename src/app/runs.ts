import { hash } from 'node:crypto';
import type { RequestResult } from '../store/run/run-requests.ts';
import { checkedGraph } from './checked-graph.ts';
import { chosenConnection, chosenDataset } from './chosen-inputs.ts';
import { done, notFound, refuse } from './refuse.ts';
import { rejectsOf } from './rejects/rejects.ts';
import type { Result } from './result.ts';
import { retryRun } from './retry.ts';
import { previewRollback, rollback } from './rollback.ts';
import type { RunCases } from './run-cases.ts';
import type { RunDeps } from './run-deps.ts';
import { reportRun } from './run-report.ts';
import { listChildren, showRow } from './run-row.ts';
import type { RunView, StartCheck, StartedRun, StartRun } from './run-views.ts';
import { startedRun } from './started-run.ts';
import { withStorage } from './with-storage.ts';

export function runCases(by: RunDeps): RunCases {
  const { runs, feed } = by;
  const view = async (id: string): Promise<Result<RunView>> => {
    const found = await runs.get(id);
    return found ? done(found) : notFound('Run', id);
  };
  const ifFound = async <T>(id: string, read: () => Promise<T>): Promise<Result<T>> => {
    const found = await runs.get(id);
    return found ? done(await read()) : notFound('Run', id);
  };
  const requested = async (id: string, what: string, result: RequestResult): Promise<Result<RunView>> => {
    if (result.kind === 'not_found') return notFound('Run', id);
    if (result.kind === 'refused')
      return refuse('conflict', `Run ${id} is ${result.status} and cannot be ${what}.`);
    return view(id);
  };
  return {
    start: (input) => startRun(by, input),
    check: (input) => startRun(by, input),
    retry: (input) => retryRun(by, input),
    list: (query) => runs.list(query),
    get: view,
    rows: (id, query) => ifFound(id, () => runs.rows(id, query)),
    vanished: (id, query) => ifFound(id, () => runs.vanished(id, query)),
    batches: (id, query) => ifFound(id, () => runs.batches(id, query)),
    measure: () => runs.measure(),
    throughput: (id) => ifFound(id, () => runs.throughput(id)),
    issues: (id) => ifFound(id, () => runs.issues(id)),
    report: (id) => reportRun(by, id),
    row: (id, row) => showRow(by, id, row),
    children: (id, row, page) => listChildren(by, id, row, page),
    rejects: async (id, query) => {
      const run = await runs.get(id);
      return run ? withStorage('', () => rejectsOf(by, run, query)) : notFound('Run', id);
    },
    events: (id, after, limit) => ifFound(id, () => runs.events(id, after, limit)),
    waitForEvent: (id, after, timeoutMs, signal) => feed.waitForEvent(id, after, timeoutMs, signal),
    cancel: async (id) => requested(id, 'cancelled', await runs.cancel(id)),
    pause: async (id) => requested(id, 'paused', await runs.pause(id)),
    resume: async (id) => requested(id, 'resumed', await runs.resume(id)),
    rollback: (id, how) => rollback(by, id, how),
    previewRollback: (id) => previewRollback(by, id),
  };
}

/**
 * Checks what can be known without asking Odoo, then creates run and queue entry in one transaction. The worker checks against the
 * target's schema before it writes anything.
 */
async function startRun(by: RunDeps, input: StartRun | StartCheck): Promise<Result<StartedRun>> {
  const graph = await by.graphs.get(input.graphId);
  if (!graph) return notFound('Graph', input.graphId);
  const dataset = await chosenDataset(by, input.datasetId);
  if (!dataset.ok) return dataset;
  const connection = await chosenConnection(by, input.connectionId);
  if (!connection.ok) return connection;
  const { manifest } = dataset.value;
  const checked = await checkedGraph(by, graph.spec, { manifest, connectionId: connection.value.id });
  if (!checked.ok) return checked;
  const created = await by.runs.create({
    graphId: graph.id,
    graphVersion: graph.version,
    datasetId: dataset.value.id,
    connectionId: connection.value.id,
    namespace: checked.value.namespace,
    ...('depth' in input
      ? { kind: 'check', checkDepth: input.depth, failureMode: null }
      : { failureMode: input.failureMode ?? null }),
    ...(input.idempotencyKey === undefined
      ? {}
      : { idempotency: { key: input.idempotencyKey, hash: requestHash(input) } }),
  });
  return startedRun(created, graph.id);
}

/** What the caller asked for, not what it resolved to: a repeat must hit although a newer dataset has come meanwhile. */
function requestHash(input: StartRun | StartCheck): string {
  const { graphId, datasetId = null, connectionId = null } = input;
  const how = 'depth' in input ? ['check', input.depth] : [input.failureMode ?? null];
  const asked = [graphId, datasetId, connectionId, ...how];
  return hash('sha256', JSON.stringify(asked), 'hex');
}
