import { hash } from 'node:crypto';
import { isOver } from '../load/run-store.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Plan } from '../plan/plan.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import { checkedGraph } from './checked-graph.ts';
import type { DatasetView } from './dataset-cases.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import type { RunDeps } from './run-deps.ts';
import type { RetryRun, RunView, StartedRun } from './run-views.ts';
import { startedRun } from './started-run.ts';

/**
 * Starts a run of what another one did not load, with the newest correction of its dataset and the newest version of its graph, or those
 * named. What was loaded is skipped while the run is prepared (`load/prepare/skip-loaded.ts`).
 */
export async function retryRun(by: RunDeps, input: RetryRun): Promise<Result<StartedRun>> {
  const run = await by.runs.get(input.runId);
  if (!run) return notFound('Run', input.runId);
  const why = whyNotRetried(run);
  if (why !== null) return refuse('conflict', why);
  const undone = await findUndone(by, run);
  if (undone !== null) {
    const name = undone === run.id ? `Run ${undone}` : `Run ${undone}, which run ${run.id} goes on from,`;
    return refuse('conflict', `${name} was rolled back. Run the graph again.`);
  }
  const graph = await by.graphs.get(run.graphId, input.graphVersion);
  if (!graph) return notFound('Graph', graphName(run, input.graphVersion));
  const dataset = await datasetOf(by, run, input.datasetId);
  if (!dataset.ok) return dataset;
  const { manifest } = dataset.value;
  const checked = await checkedGraph(by, graph.spec, { manifest, connectionId: run.connectionId });
  if (!checked.ok) return checked;
  const before = await by.graphs.specOf(run.graphId, run.graphVersion);
  const other = before && whatIsOther(before, planRun(checked.value), manifest);
  if (other)
    return refuse(
      'conflict',
      `Run ${run.id} cannot be retried with version ${graph.version} of its graph: ${other}`,
    );
  const created = await by.runs.create({
    kind: 'retry',
    ofRun: run.id,
    graphId: graph.id,
    graphVersion: graph.version,
    datasetId: dataset.value.id,
    connectionId: run.connectionId,
    namespace: checked.value.namespace,
    failureMode: null,
    ...(input.idempotencyKey === undefined
      ? {}
      : { idempotency: { key: input.idempotencyKey, hash: requestHash(input) } }),
  });
  return startedRun(created, graph.id);
}

function graphName({ graphId }: RunView, version: number | undefined): string {
  return version === undefined ? graphId : `${graphId} version ${version}`;
}

/** What the caller asked for, not what it resolved to: a repeat must hit although a newer version has come meanwhile. */
function requestHash({ runId, datasetId, graphVersion }: RetryRun): string {
  return hash('sha256', JSON.stringify(['retry', runId, datasetId ?? null, graphVersion ?? null]), 'hex');
}

function whyNotRetried({ id, kind, status }: RunView): string | null {
  if (kind === 'check') return `Run ${id} is a check, which loads nothing. Run the graph.`;
  if (status === 'completed') return `Run ${id} has loaded every row: there is nothing to retry.`;
  return isOver(status)
    ? null
    : `Run ${id} is ${status.replace('_', ' ')}. Wait for its end, or cancel it; then retry.`;
}

/**
 * A retry counts on the records of its run and of those before: what is gone with one of these would be skipped as loaded. Of a rollback
 * that was cancelled a part is done.
 */
async function findUndone(by: RunDeps, run: RunView): Promise<string | null> {
  const isUndone = run.status === 'rolled_back' || run.progress.nodes.some(({ undo }) => undo.toUndo > 0);
  if (isUndone) return run.id;
  const before = run.ofRun === null ? null : await by.runs.get(run.ofRun);
  return before === null ? null : await findUndone(by, before);
}

/** The newest version of the run's dataset; one that is named must be a version of it, for rows are found by their numbers. */
async function datasetOf(
  by: RunDeps,
  run: RunView,
  wanted: string | undefined,
): Promise<Result<DatasetView>> {
  const lineId = await by.datasets.lineOf(run.datasetId);
  const versions = lineId === null ? [] : await by.datasets.versions(lineId);
  if (wanted === undefined) {
    const newest = versions.at(-1);
    return newest ? done(newest) : notFound('Dataset', run.datasetId);
  }
  const named = await by.datasets.get(wanted);
  if (!named) return notFound('Dataset', wanted);
  return named.lineId === lineId
    ? done(named)
    : refuse(
        'conflict',
        `Dataset ${wanted} is no version of dataset ${run.datasetId}, which run ${run.id} read. Correct that one, or run the graph with the other.`,
      );
}

/** What would make other records of the rows that are loaded: they would come a second time. */
function whatIsOther(before: GraphSpec, now: Plan, manifest: DatasetManifest): string | null {
  const validation = validateGraph(before, { manifest });
  if (!validation.valid) return null; // then nothing was loaded either
  const then = planRun(validation.graph);
  if (then.namespace !== now.namespace) {
    return `its namespace is "${now.namespace}" and was "${then.namespace}". Run the graph instead.`;
  }
  const nodes = new Map(now.steps.map((step) => [step.node, step]));
  for (const { node, model, sheet } of then.steps) {
    const step = nodes.get(node);
    if (!step) return `it has no node "${node}". Put it back, or name the version of the run.`;
    if (step.model !== model)
      return `node "${node}" loads ${step.model} and loaded ${model}. Run the graph instead.`;
    if (step.sheet !== sheet)
      return `node "${node}" reads "${step.sheet}" and read "${sheet}". Run the graph instead.`;
  }
  return null;
}
