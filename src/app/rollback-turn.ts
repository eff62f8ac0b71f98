import type { Target, TargetFault } from '../load/ports.ts';
import { clearWaiting, reportFault, reportHold } from '../load/report-fault.ts';
import { rollbackRun } from '../load/rollback/rollback-run.ts';
import type { UndoNode } from '../load/rollback/undo-store.ts';
import { undoUnits } from '../load/rollback/undo-units.ts';
import type { RunEnd } from '../load/run-store.ts';
import { insist, type Sender } from '../load/send-rows.ts';
import type { ModelSchema } from '../mapping/target-schema.ts';
import { FAST_CONTEXT } from '../odoo/context.ts';
import { isSerializationText } from '../odoo/fault.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { insistInTurn } from '../worker/insist-in-turn.ts';
import type { Turn } from '../worker/take-turn.ts';
import type { ConnectionView } from './connection-cases.ts';
import type { GraphDeps } from './graph-inputs.ts';
import { DEFAULT_BATCH_SIZE, type Limiting, limiterOf, tryToConnect, waitingOf } from './turn-connection.ts';

/** One worker's turn at the rollback of a run. The dataset is not needed: what was written is in our database. */
export async function rollbackTurn(by: GraphDeps & Limiting, turn: Turn): Promise<RunEnd> {
  const { lease } = turn;
  const inputs = await undoInputs(by, lease.state);
  if (!inputs.ok) return { status: 'failed', message: inputs.message };
  const { connection } = inputs;
  const connected = await insistInTurn(waitingOf(by, turn, connection), () => tryToConnect(by, connection));
  try {
    return await undo(by, turn, inputs, connected.target);
  } finally {
    await connected.close();
  }
}

export interface UndoInputs {
  readonly ok: true;
  readonly spec: GraphSpec;
  readonly connection: ConnectionView;
  readonly models: Readonly<Record<string, ModelSchema>>;
}

/** What a run pinned, as far as undoing needs it. A run that never began has seen no schema, and has nothing to undo. */
export async function undoInputs(
  by: GraphDeps,
  run: {
    readonly graphId: string;
    readonly graphVersion: number;
    readonly connectionId: string;
    readonly snapshotHash: string | null;
  },
): Promise<UndoInputs | { readonly ok: false; readonly message: string }> {
  const spec = await by.graphs.specOf(run.graphId, run.graphVersion);
  const connection = await by.connections.get(run.connectionId);
  if (!spec) return { ok: false, message: `Graph ${run.graphId} not found` };
  if (!connection) return { ok: false, message: `Connection ${run.connectionId} not found` };
  const snapshot =
    run.snapshotHash === null ? null : await by.snapshots.find(connection.id, run.snapshotHash);
  return { ok: true, spec, connection, models: snapshot?.models ?? {} };
}

async function undo(
  by: Limiting,
  { lease, control, signal }: Turn,
  { spec, connection, models }: UndoInputs,
  target: Target,
): Promise<RunEnd> {
  const shown = { lease, clock: by.clock, waiting: { until: null } };
  const tell = (node: string) => (fault: TargetFault, retryInMs: number | null) =>
    reportFault(shown, node, fault, retryInMs);
  const sender: Sender = {
    target,
    limiter: limiterOf(by, connection),
    clock: by.clock,
    control,
    random: Math.random,
    isConflict: isSerializationText,
    signal,
    onFault: tell('rollback'),
    onHeld: (ms) => reportHold(shown, ms),
  };
  const nodes = await lease.undo.nodes();
  return rollbackRun({
    undo: lease.undo,
    target,
    ask: (call) => insist(sender, call),
    models,
    units: undoUnits(spec, nodes),
    sender,
    control,
    contextOf: ({ node }: UndoNode) => ({ ...FAST_CONTEXT, ...contextOf(spec, node) }),
    batchSize: connection.profile.batchSize ?? DEFAULT_BATCH_SIZE,
    progressed: () => clearWaiting(shown),
    warn: (node, message) => lease.event({ type: 'node_warning', node, message }),
  });
}

function contextOf(spec: GraphSpec, id: string): Readonly<Record<string, unknown>> {
  const node = spec.nodes.find((one) => one.id === id);
  return node?.type === 'model' ? (node.data.context ?? {}) : {};
}
