import type { Target } from '../load/ports.ts';
import type { PreparedCounts } from '../load/prepare/finish-step.ts';
import { makeRecipe } from '../load/prepare/make-recipe.ts';
import type { PrepareContext } from '../load/prepare/prepare-context.ts';
import { prepareSteps } from '../load/prepare/prepare-steps.ts';
import { openPreparedRows } from '../load/prepare/prepared-rows.ts';
import { readIssues, readPrepared } from '../load/prepare/read-prepared.ts';
import { createSharedTables } from '../load/prepare/step-tables.ts';
import type { PreparedRun } from '../load/prepared-run.ts';
import type { RunLease } from '../load/run-store.ts';
import { unitsOf } from '../load/step-units.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Plan } from '../plan/plan.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import type { Engine } from '../source/engine.ts';
import type { TurnWaiting } from './insist-in-turn.ts';
import { insistInTurn } from './insist-in-turn.ts';

export interface PrepareRun extends TurnWaiting {
  readonly lease: RunLease;
  readonly engine: Engine;
  readonly target: Target;
  readonly plan: Plan;
  readonly manifest: DatasetManifest;
  readonly sheetPath: (sheet: string) => string;
  readonly snapshot: SchemaSnapshot;
  readonly spec: GraphSpec;
  readonly formulas?: CompiledFormulas;
  readonly creates: PrepareContext['creates'];
}

/**
 * Prepares every node in plan order and stores its rows with what is already decided about them. The same inputs give the same
 * rows, so a worker that takes the run over prepares them anew and finds what is stored to be its own.
 */
export async function prepareRun(work: PrepareRun): Promise<PreparedRun> {
  await createSharedTables(work.engine);
  const recipes = work.plan.steps.map((step) =>
    makeRecipe({
      step,
      namespace: work.plan.namespace,
      manifest: work.manifest,
      sheetPath: work.sheetPath,
      snapshot: work.snapshot,
      spec: work.spec,
      ...(work.formulas === undefined ? {} : { formulas: work.formulas }),
      vocabulary: work.lease.state.vocabulary,
    }),
  );
  const context: PrepareContext = {
    engine: work.engine,
    target: work.target,
    memory: memoryOf(work.lease),
    recipes: new Map(recipes.map((recipe) => [recipe.step.node, recipe])),
    creates: work.creates,
  };
  for (const unit of unitsOf(recipes)) {
    const counts = await insistInTurn(work, () => prepareSteps(context, unit));
    for (const recipe of unit) {
      await work.lease.savePrepared(
        recipe.step.node,
        readPrepared(work.engine, recipe),
        readIssues(work.engine, recipe),
      );
    }
    await tellWarnings(work.lease, counts);
  }
  return openPreparedRows(work.engine, recipes);
}

/** What concerns no row of a node, such as a junction row that links nothing. */
async function tellWarnings(lease: RunLease, counts: readonly PreparedCounts[]): Promise<void> {
  for (const { node, warnings } of counts) {
    for (const { message } of warnings) await lease.event({ type: 'node_warning', node, message });
  }
}

function memoryOf(lease: RunLease): PrepareContext['memory'] {
  return {
    resolvedValues: (node, field) => lease.resolvedValues(node, field),
    saveResolvedValues: (node, field, values) => lease.saveResolvedValues(node, field, values),
    knownKeys: async (node, keys) => {
      const entries = await lease.keyMap(node, keys);
      return new Map([...entries].map(([key, entry]) => [key, entry.externalId]));
    },
    loadedBefore: (node) => lease.loadedBefore(node),
  };
}
