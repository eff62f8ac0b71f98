import { foretellRows } from '../load/check/foretell-rows.ts';
import { tryRows } from '../load/check/try-rows.ts';
import type { Target } from '../load/ports.ts';
import type { CreateMissing } from '../load/prepare/prepare-context.ts';
import type { PreparedRun } from '../load/prepared-run.ts';
import { runGraph } from '../load/run-graph.ts';
import { RunPaused } from '../load/run-paused.ts';
import type { CheckDepth, RunEnd, RunLease } from '../load/run-store.ts';
import type { RowHandling } from '../load/step-work.ts';
import { WRITE_ROWS } from '../load/write-rows.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import { FAST_CONTEXT } from '../odoo/context.ts';
import { isSerializationText } from '../odoo/fault.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Plan } from '../plan/plan.ts';
import { planRun } from '../plan/plan-run.ts';
import { schemaChanges } from '../plan/schema-changes.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import { type DatasetStorage, StorageUnavailable } from '../source/dataset-storage.ts';
import { openEngine } from '../source/engine-client.ts';
import type { Vocabularies } from '../store/vocabularies.ts';
import { insistInTurn } from '../worker/insist-in-turn.ts';
import type { PrepareRun } from '../worker/prepare-run.ts';
import { prepareRun } from '../worker/prepare-run.ts';
import type { Turn } from '../worker/take-turn.ts';
import { readSnapshot } from './connect.ts';
import type { ConnectionView } from './connection-cases.ts';
import { graphFormulas } from './graph-formulas.ts';
import type { GraphDeps } from './graph-inputs.ts';
import { modelsOf } from './graph-inputs.ts';
import { sheetPathIn } from './graph-recipes.ts';
import { rollbackTurn } from './rollback-turn.ts';
import {
  batchSizeOf,
  concurrencyOf,
  type Limiting,
  limiterOf,
  tryToConnect,
  waitingOf,
} from './turn-connection.ts';

/** `clock`: waits of a turn, for back-off and `Retry-After`. */
export interface TurnDeps extends GraphDeps, Limiting {
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  readonly vocabularies: Vocabularies;
}

/** What a worker does with a leased run: read its pinned inputs, check, prepare, load; or roll it back. */
export async function actOnRun(by: TurnDeps, turn: Turn): Promise<RunEnd> {
  const { lease } = turn;
  if (lease.state.status === 'rolling_back') return rollbackTurn(by, turn);
  const inputs = await pinnedInputs(by, lease);
  if (!inputs.ok) return { status: 'failed', message: inputs.message };
  const { connection } = inputs;
  const connected = await insistInTurn(waitingOf(by, turn, connection), () => tryToConnect(by, connection));
  try {
    return await loadRun(by, turn, inputs, connected.target);
  } finally {
    await connected.close();
  }
}

interface PinnedInputs {
  readonly ok: true;
  readonly spec: GraphSpec;
  readonly manifest: DatasetManifest;
  readonly connection: ConnectionView;
  readonly folder: string;
}

async function pinnedInputs(
  by: TurnDeps,
  { state }: RunLease,
): Promise<PinnedInputs | { readonly ok: false; readonly message: string }> {
  const spec = await by.graphs.specOf(state.graphId, state.graphVersion);
  const dataset = await by.datasets.get(state.datasetId);
  const connection = await by.connections.get(state.connectionId);
  const folder = await by.storage.getLocalPath(state.datasetId).catch((error: unknown) => {
    if (!(error instanceof StorageUnavailable)) throw error;
    throw new RunPaused('storage_unavailable', error.message);
  });
  if (!spec) return { ok: false, message: `Graph ${state.graphId} not found` };
  if (!dataset || folder === null) return { ok: false, message: `Dataset ${state.datasetId} not found` };
  if (!connection) return { ok: false, message: `Connection ${state.connectionId} not found` };
  return { ok: true, spec, manifest: dataset.manifest, connection, folder };
}

async function loadRun(by: TurnDeps, turn: Turn, inputs: PinnedInputs, target: Target): Promise<RunEnd> {
  const formulas = await graphFormulas(inputs.spec);
  // it starts while Odoo tells its schema
  const opening = openEngine({
    memoryLimitMb: by.engineMemoryMib,
    allowedFolders: [inputs.folder],
    computesFormulas: formulas.formulas !== undefined,
  });
  opening.catch(() => undefined);
  try {
    const snapshot = await snapshotOf(by, turn, inputs, target);
    const validation = validateGraph(inputs.spec, { manifest: inputs.manifest, snapshot, ...formulas });
    if (!validation.valid) {
      const said = validation.errors.map((issue) => issue.message).join(' ');
      return { status: 'failed', message: `Graph validation failed: ${said}` };
    }
    const plan = planRun(validation.graph);
    await turn.lease.start(
      plan.steps.map(({ node, index, model }) => ({ node, index, model })),
      snapshot.hash,
    );
    const engine = await opening;
    return await prepareAndLoad(by, turn, { plan, inputs, target, snapshot, engine, ...formulas });
  } finally {
    await opening.then(
      (engine) => engine.close(),
      () => undefined,
    );
  }
}

/**
 * The snapshot the run pinned, or the target's present one for a run that starts. A run that is taken up again looks whether the
 * target is still what it was prepared for; a change that concerns it pauses it once, and resuming it accepts the change.
 */
async function snapshotOf(
  by: TurnDeps,
  turn: Turn,
  inputs: PinnedInputs,
  target: Target,
): Promise<SchemaSnapshot> {
  const { lease } = turn;
  const { snapshotHash, seenSnapshotHash, connectionId } = lease.state;
  const present = await insistInTurn(waitingOf(by, turn, inputs.connection), () =>
    readSnapshot(by, connectionId, target, modelsOf(inputs.spec)),
  );
  const pinned = snapshotHash === null ? null : await by.snapshots.find(connectionId, snapshotHash);
  if (!pinned) return present;
  if (present.hash === pinned.hash || present.hash === seenSnapshotHash) return pinned;
  const changes = schemaChanges(inputs.spec, pinned, present);
  if (changes.length === 0) return pinned;
  await lease.noteSchema(present.hash);
  throw new RunPaused(
    'schema_changed',
    `Odoo is not what it was when the run began: ${changes.join('; ')}. Resume to go on all the same, or cancel, adapt the graph and run again.`,
  );
}

interface Prepared {
  readonly plan: Plan;
  readonly inputs: PinnedInputs;
  readonly target: Target;
  readonly snapshot: SchemaSnapshot;
  readonly engine: Awaited<ReturnType<typeof openEngine>>;
  readonly formulas?: CompiledFormulas;
}

async function prepareAndLoad(
  by: TurnDeps,
  turn: Turn,
  { plan, inputs, target, snapshot, engine, formulas }: Prepared,
): Promise<RunEnd> {
  const { lease, control, signal } = turn;
  const { manifest, connection, folder } = inputs;
  const prepared = await prepareRun({
    lease,
    engine,
    target,
    clock: by.clock,
    limiter: limiterOf(by, connection),
    control,
    signal,
    plan,
    manifest,
    sheetPath: sheetPathIn(folder, manifest),
    snapshot,
    spec: inputs.spec,
    ...(formulas === undefined ? {} : { formulas }),
    creates: creating(by, connection, lease.state.checkDepth),
  });
  return runGraph({
    lease,
    prepared,
    models: snapshot.models,
    handling: handlingOf(lease.state.checkDepth, prepared),
    target,
    limiter: limiterOf(by, connection),
    clock: by.clock,
    random: Math.random,
    isConflict: isSerializationText,
    control,
    signal,
    batchSize: batchSizeOf(connection),
    concurrency: concurrencyOf(connection).start,
    baseContext: FAST_CONTEXT,
    failureMode: lease.state.failureMode,
    waiting: { until: null },
  });
}

/** What becomes of references with `on_missing: create`. */
function creating(
  { vocabularies }: TurnDeps,
  connection: ConnectionView,
  checkDepth: CheckDepth | null,
): PrepareRun['creates'] {
  const creates: CreateMissing = {
    context: FAST_CONTEXT,
    isConflict: isSerializationText,
    alone: (model, make) => vocabularies.makeAlone(connection, model, make),
  };
  if (checkDepth === null) return creates;
  return { foretold: new Map(), trial: checkDepth === 'server' ? creates : null };
}

function handlingOf(checkDepth: CheckDepth | null, prepared: PreparedRun): RowHandling {
  switch (checkDepth) {
    case null:
      return WRITE_ROWS;
    case 'offline':
      return foretellRows(prepared);
    case 'server':
      return tryRows(prepared);
  }
}
