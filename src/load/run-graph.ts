import { setTimeout as delay } from 'node:timers/promises';
import type { ModelSchema } from '../mapping/target-schema.ts';
import type { PlanStep } from '../plan/plan.ts';
import { findAdoptions } from './adopt/find-adoptions.ts';
import type { CallLimiter } from './call-limiter.ts';
import { loadRows } from './load-step.ts';
import { windowRows } from './make-batches.ts';
import { settleOpenBatches } from './open-batches.ts';
import { PinnedDefaults, pinnableFields } from './pinned-defaults.ts';
import type { Clock, Target } from './ports.ts';
import type { PreparedRun } from './prepared-run.ts';
import type { PreparedStep } from './prepared-step.ts';
import { clearWaiting, reportFault, reportHold, type WaitingTold } from './report-fault.ts';
import type { RunControl } from './run-control.ts';
import { endOfStop, RunStopped } from './run-control.ts';
import { ReadRefused, RunPaused } from './run-paused.ts';
import type { NodeStatus, OutcomeCounts, RowResult, RunEnd, RunLease } from './run-store.ts';
import type { Sender } from './send-rows.ts';
import { insist } from './send-rows.ts';
import { unitsOf } from './step-units.ts';
import type { RowHandling, StepWork } from './step-work.ts';
import { handleVanished } from './vanished/handle-vanished.ts';

/** One worker's turn at a run whose rows are prepared and stored. */
export interface GraphWork {
  readonly lease: RunLease;
  readonly prepared: PreparedRun;
  /** Schemas of the models of the graph. */
  readonly models: Readonly<Record<string, ModelSchema>>;
  readonly handling: RowHandling;
  readonly target: Target;
  readonly limiter: CallLimiter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly isConflict: (text: string) => boolean;
  readonly control: RunControl;
  /** Ends every wait and call at once: the hard limit of the lease. */
  readonly signal: AbortSignal;
  /** Rows per call: at first, and never more. */
  readonly batchSize: { readonly start: number; readonly most: number };
  readonly concurrency: number;
  readonly baseContext: Readonly<Record<string, unknown>>;
  /** `stop` for every node, whatever its own policy. */
  readonly failureMode: 'continue' | 'stop' | null;
  readonly waiting: WaitingTold;
}

/**
 * Loads every step after the steps it depends on; independent steps at the same time. Returns how this turn ended; what Odoo
 * or the user's data did is in outcomes, a throw is a bug, a lost lease or the hard limit.
 */
export async function runGraph(work: GraphWork): Promise<RunEnd> {
  try {
    await restoreSettled(work);
    await noteNewest(work);
    const works = work.prepared.steps.map(async (step) => ({
      ...stepWork(work, step),
      deferred: await deferredRows(work, step),
    }));
    await settleOpenBatches(await Promise.all(works), work.prepared);
    await runUnits(work);
    await handleVanished(await Promise.all(works), work.prepared, work.models);
  } catch (error) {
    if (error instanceof RunPaused) return { status: 'paused', reason: error.reason, message: error.message };
    if (!(error instanceof RunStopped)) throw error;
  }
  return endOf(work);
}

/**
 * What earlier turns settled is not sent again, and blocks what refers to it where it has no record. An unknown row with a
 * record is one that waits for its second write only (`deferred-fields.ts`).
 */
async function restoreSettled(work: GraphWork): Promise<void> {
  for (const step of work.prepared.steps) {
    for await (const rows of work.lease.settledRows(step.step.node)) {
      const certain = rows.filter((row) => row.outcome !== 'unknown' || row.recordId !== null);
      await work.prepared.markSettled(
        step,
        certain.map((row) => row.ord),
      );
      await work.prepared.markBad(
        step,
        certain.filter((row) => row.recordId === null).map((row) => row.ord),
      );
      await work.handling.settled(step, certain);
    }
  }
}

/** What is newer was not in Odoo before the run, so no row takes it over. */
async function noteNewest(work: GraphWork): Promise<void> {
  const { adoptions } = work.lease;
  const adopting = work.prepared.steps.filter(({ step }) => step.data.adopt !== undefined);
  if (adopting.length === 0 || (await adoptions.newestAtStart()) !== null) return;
  const newest: Record<string, number> = {};
  for (const { step } of adopting) newest[step.model] ??= await newestId(work, step);
  await adoptions.noteNewest(newest);
}

async function newestId(work: GraphWork, { node, model }: PlanStep): Promise<number> {
  return insist(senderOf(work, node), () => work.target.newestId(model)).catch((error: unknown) => {
    if (error instanceof ReadRefused) return 0; // each row says so by itself
    throw error;
  });
}

/** Steps that refer to each other are one unit: they advance together, generation by generation. */
type Unit = readonly PreparedStep[];

async function runUnits(work: GraphWork): Promise<void> {
  const units = unitsOf(work.prepared.steps);
  const ended = new Map<string, Promise<void>>();
  for (const unit of units) {
    const own = new Set(unit.map((step) => step.step.node));
    const needed = [...unit.flatMap((step) => step.step.dependsOn), ...adoptersBefore(units, unit)];
    const before = needed.filter((node) => !own.has(node));
    const end = Promise.all(before.flatMap((node) => ended.get(node) ?? [])).then(() =>
      runUnitOrStop(work, unit),
    );
    for (const node of own) ended.set(node, end);
  }
  const results = await Promise.allSettled(ended.values());
  const failures = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((f) => !(f instanceof RunStopped)) ?? failures[0];
}

/** Nodes that take over records of the same model do so one after the other: a record that both mean is always the first one's. */
function adoptersBefore(units: readonly Unit[], unit: Unit): readonly string[] {
  const adopters = (steps: Unit) => steps.filter(({ step }) => step.data.adopt !== undefined);
  const models = new Set(adopters(unit).map(({ step }) => step.model));
  return units
    .slice(0, units.indexOf(unit))
    .flatMap(adopters)
    .flatMap(({ step }) => (models.has(step.model) ? [step.node] : []));
}

/** What keeps one unit from going on (Odoo away, a lost lease) keeps the others from starting further batches. */
async function runUnitOrStop(work: GraphWork, unit: Unit): Promise<void> {
  try {
    await runUnit(work, unit);
  } catch (error) {
    work.control.stop('trouble');
    throw error;
  }
}

async function runUnit(work: GraphWork, unit: Unit): Promise<void> {
  if (work.control.stopping !== null) return;
  const states = new Map((await work.lease.nodes()).map((node) => [node.node, node.status]));
  for (const step of unit) {
    if (states.get(step.step.node) === 'pending') await work.lease.setNodeStatus(step.step.node, 'running');
  }
  const works = await Promise.all(unit.map((step) => openStep(work, step)));
  const last = await work.prepared.lastGeneration(unit);
  for (let generation = 0; generation <= last; generation++) {
    for (const step of works) await runGeneration(work, step, generation);
  }
  for (const step of works) await work.handling.deferred(step, work.prepared);
  if (work.control.stopping === null || work.control.stopping === 'failure') await endUnit(work, unit);
}

/** What a step needs to know of the target before its first row. */
async function openStep(work: GraphWork, prepared: PreparedStep): Promise<StepWork> {
  const step = stepWork(work, prepared);
  const newestBefore = await newestId(work, prepared.step);
  return { ...step, newestBefore, deferred: await deferredRows(work, prepared) };
}

async function deferredRows(work: GraphWork, step: PreparedStep): Promise<ReadonlySet<number>> {
  return new Set((await work.prepared.deferred(step)).map((row) => row.ord));
}

async function runGeneration(work: GraphWork, step: StepWork, generation: number): Promise<void> {
  if (work.control.stopping !== null) return;
  const blocked = await work.prepared.blocked(step.prepared, generation);
  if (blocked.length > 0) {
    await step.settle(
      blocked.map((row) => ({
        ord: row.ord,
        outcome: 'blocked',
        recordId: null,
        blockedBy: `${row.node}:${row.key}`,
      })),
    );
  }
  await findAdoptions(
    step,
    work.prepared.rows(step.prepared, generation, () => windowRows(step)),
  );
  await loadRows(
    step,
    work.prepared.rows(step.prepared, generation, () => windowRows(step)),
  );
}

async function endUnit(work: GraphWork, unit: Unit): Promise<void> {
  const nodes = new Map((await work.lease.nodes()).map((node) => [node.node, node]));
  for (const { step } of unit) {
    const state = nodes.get(step.node);
    if (state?.status !== 'running') continue;
    await work.lease.setNodeStatus(step.node, nodeStatus(state.counts));
    const policy = work.failureMode ?? step.data.failure_policy ?? 'continue';
    if (policy === 'stop' && failedRows(state.counts) > 0) await stopAfter(work, step.node);
  }
}

/** A check looks at all rows all the same, and tells where a run would end. */
async function stopAfter({ control, handling, lease }: GraphWork, node: string): Promise<void> {
  if (handling.writes) return control.stop('failure');
  const message = `Some rows of node ${node} would not be loaded, and its failure policy is stop: a run would end here and cancel all rows that are not loaded by then.`;
  await lease.event({ type: 'node_warning', node, message });
}

export function nodeStatus(counts: OutcomeCounts): NodeStatus {
  const bad = failedRows(counts);
  const good = counts.created + counts.updated + counts.unchanged + counts.skipped;
  if (bad === 0) return 'completed';
  return good === 0 ? 'failed' : 'completed_with_errors';
}

function failedRows(counts: OutcomeCounts): number {
  return counts.rejected + counts.blocked + counts.unknown + counts.cancelled;
}

async function endOf(work: GraphWork): Promise<RunEnd> {
  const reason = work.control.stopping;
  if (reason === 'cancel' || reason === 'failure') await cancelRest(work);
  const end = endOfStop(reason);
  if (end !== null) return end;
  const nodes = await work.lease.nodes();
  const bad = nodes.filter((node) => failedRows(node.counts) > 0);
  if (reason === 'failure') {
    const stopped = bad.find((node) => node.counts.rejected > 0) ?? bad[0];
    return {
      status: 'failed',
      message: `Stopped after node ${stopped?.node}: ${stopped?.counts.rejected} of its rows were rejected and its failure policy is stop.`,
    };
  }
  return { status: bad.length > 0 ? 'completed_with_errors' : 'completed' };
}

async function cancelRest(work: GraphWork): Promise<void> {
  for (const node of await work.lease.nodes()) {
    const cancelled = await work.lease.settleRest(node.node, 'cancelled');
    if (cancelled > 0 || node.status === 'pending' || node.status === 'running') {
      await work.lease.setNodeStatus(node.node, 'cancelled');
    }
  }
}

function stepWork(work: GraphWork, prepared: PreparedStep): StepWork {
  const { step } = prepared;
  const notes: StepWork['notes'] = new Map();
  const modelSchema = work.models[step.model];
  const mapped = prepared.fields.map((field) => field.name);
  const pinMode = work.handling.writes ? (step.data.pinned_defaults ?? 'suggest') : 'off';
  return {
    lease: work.lease,
    sender: senderOf(work, step.node),
    control: work.control,
    handling: work.handling,
    prepared,
    modelSchema,
    defaults: new PinnedDefaults(pinMode, pinnableFields(modelSchema, mapped)),
    context: { ...work.baseContext, ...step.data.context },
    batchSize: step.data.batch_size ?? work.batchSize.start,
    mostRows: step.data.batch_size ?? work.batchSize.most,
    concurrency: step.component === null ? work.concurrency : 1,
    newestBefore: 0,
    deferred: new Set(),
    notes,
    settle: async (results, batch) => {
      await work.lease.settle(
        step.node,
        results.map((result) => withNotes(notes, result)),
        batch,
      );
      await clearWaiting(work);
      await work.prepared.markBad(
        prepared,
        results.filter((r) => r.recordId === null).map((r) => r.ord),
      );
      await work.handling.settled(prepared, results);
    },
  };
}

function withNotes(notes: StepWork['notes'], result: RowResult): RowResult {
  const issues = notes.get(result.ord);
  if (!issues) return result;
  notes.delete(result.ord);
  return { ...result, issues: [...(result.issues ?? []), ...issues] };
}

function senderOf(work: GraphWork, node: string): Sender {
  return {
    target: work.target,
    limiter: work.limiter,
    clock: work.clock,
    random: work.random,
    isConflict: work.isConflict,
    control: work.control,
    signal: work.signal,
    onFault: (fault, retryInMs) => reportFault(work, node, fault, retryInMs),
    onHeld: (ms) => reportHold(work, ms),
  };
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : undefined);
  },
};
