import { insistOn } from '../load/insist.ts';
import type { Answer, Target } from '../load/ports.ts';
import { makeUndoPlan, type PlannedRow, type UndoPlan } from '../load/rollback/make-undo-plan.ts';
import { undoUnits } from '../load/rollback/undo-units.ts';
import { RunPaused } from '../load/run-paused.ts';
import type { Runs } from '../store/runs.ts';
import type { RollbackRequest } from '../store/undo/request-rollback.ts';
import type { GraphDeps } from './graph-inputs.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { undoInputs } from './rollback-turn.ts';
import type { KeptRow, RollbackPreview, RollbackRun, RunView, UndoneNode } from './run-views.ts';
import { tryToConnect } from './turn-connection.ts';

/** So many kept rows are listed; all of them are counted, and can be read as rows of the run once it is rolled back. */
const MOST_LISTED = 1_000;

type UndoDeps = GraphDeps & { readonly runs: Runs };

/** Queues the rollback. `confirm` has to be the number of records that the run made or changed, as the preview names it. */
export async function rollback(
  by: UndoDeps,
  id: string,
  { archive = false, confirm }: RollbackRun,
): Promise<Result<RunView>> {
  const run = await by.runs.get(id);
  if (!run) return notFound('Run', id);
  const records = recordsOf(run);
  if (confirm !== undefined && confirm !== records) {
    const message = `Run ${id} made or changed ${records} records, not ${confirm}. Look at the preview and confirm with its number.`;
    return refuse('invalid', message);
  }
  const refused = refusalOf(id, await by.runs.rollback(id, { archive }));
  if (refused) return refused;
  const queued = await by.runs.get(id);
  return queued ? done(queued) : notFound('Run', id);
}

function refusalOf(id: string, request: RollbackRequest): Result<never> | null {
  switch (request.kind) {
    case 'accepted':
      return null;
    case 'not_found':
      return notFound('Run', id);
    case 'check':
      return refuseCheck(id);
    case 'refused':
      return refuse(
        'conflict',
        `Run ${id} is ${request.status} and cannot be rolled back: ${request.status === 'paused' ? 'resume or cancel it first' : 'wait until it is over, or cancel it first'}.`,
      );
    case 'active_run':
      return refuse(
        'conflict',
        `Run ${request.runId} of this graph is not over on this connection. Wait for it, or cancel it, before an earlier one is rolled back.`,
      );
  }
}

function refuseCheck(id: string): Result<never> {
  return refuse('conflict', `Run ${id} is a check: it wrote nothing, so there is nothing to roll back.`);
}

function recordsOf({ progress }: RunView): number {
  return progress.nodes.reduce((sum, { counts }) => sum + counts.created + counts.updated, 0);
}

/** What a rollback would do now; nothing is written, neither to Odoo nor to our database. */
export async function previewRollback(by: UndoDeps, id: string): Promise<Result<RollbackPreview>> {
  const run = await by.runs.get(id);
  if (!run) return notFound('Run', id);
  if (run.kind === 'check') {
    return refuseCheck(id);
  }
  const place = await by.runs.undoReader(id);
  const inputs = place && (await undoInputs(by, place));
  if (!inputs) return notFound('Run', id);
  if (!inputs.ok) return refuse('not_found', inputs.message);
  try {
    const connected = await ask(() => tryToConnect(by, inputs.connection));
    try {
      const { spec, models } = inputs;
      const { undo } = place;
      const units = undoUnits(spec, await undo.nodes());
      const target: Target = connected.target;
      return done(preview(run, await makeUndoPlan({ undo, target, ask, models, units })));
    } finally {
      await connected.close();
    }
  } catch (error) {
    if (!(error instanceof RunPaused)) throw error;
    return refuse('unavailable', `The preview needs Odoo: ${error.message}`);
  }
}

/** Somebody waits for the preview: it is not tried again. */
function ask<T>(call: () => Promise<Answer<T>>): Promise<T> {
  return insistOn({ tries: 1, wait: async () => undefined }, call);
}

function preview(run: RunView, plan: UndoPlan): RollbackPreview {
  const kept = plan.rows.filter((row) => row.undo === 'kept');
  return {
    runId: run.id,
    records: recordsOf(run),
    nodes: run.progress.nodes.map(({ nodeId, model }) => nodeOf(nodeId, model, plan)),
    alsoDeleted: [...Map.groupBy(plan.companions, ({ model }) => model)].map(([model, ofModel]) => ({
      model,
      count: ofModel.length,
    })),
    kept: plan.rows
      .filter(({ reason }) => reason !== undefined)
      .slice(0, MOST_LISTED)
      .map(keptRow),
    keptTotal: kept.length,
    scope: plan.scope,
    unseen: plan.unseen,
  };
}

function nodeOf(nodeId: string, model: string, plan: UndoPlan): UndoneNode {
  const rows = plan.rows.filter(({ node }) => node.node === nodeId);
  const count = (undo: PlannedRow['undo']): number => rows.filter((row) => row.undo === undo).length;
  const reasons = Map.groupBy(
    rows.filter(({ undo }) => undo === 'kept'),
    ({ reason }) => reason ?? 'unknown',
  );
  return {
    nodeId,
    model,
    toDelete: count('to_delete'),
    toRestore: count('to_restore'),
    kept: [...reasons].map(([reason, ofReason]) => ({ reason, count: ofReason.length })),
  };
}

/** Also a row of which only some fields stay. */
function keptRow({ node, srcRow, key, recordId, undo, reason, detail }: PlannedRow): KeptRow {
  return {
    node: node.node,
    row: srcRow,
    key,
    recordId,
    reason: reason ?? 'unknown',
    detail: detail ?? '',
    isPartial: undo === 'to_restore',
  };
}
