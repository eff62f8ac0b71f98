import type { PrepareContext, PrepareMemory } from '../load/prepare/prepare-context.ts';
import type { StepRecipe } from '../load/prepare/recipe.ts';
import { formulaTexts } from '../plan/check-formulas.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import { type DatasetStorage, StorageUnavailable } from '../source/dataset-storage.ts';
import { openEngine } from '../source/engine-client.ts';
import type { ReportSource } from '../store/run/report-source.ts';
import type { RunRecords } from '../store/run-records.ts';
import type { Runs } from '../store/runs.ts';
import type { Snapshots } from '../store/snapshots.ts';
import type { Turnstile } from '../util/turnstile.ts';
import { graphFormulas } from './graph-formulas.ts';
import { graphRecipes } from './graph-recipes.ts';
import type { RunView } from './run-views.ts';

export interface InspectionDeps {
  readonly runs: Runs;
  readonly records: RunRecords;
  readonly snapshots: Snapshots;
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  /** So many engines may look back at the same time. */
  readonly inspections: Turnstile;
}

/** A run's own inputs, opened again to look at single rows; Odoo is not asked, and nothing is written. */
export interface Inspection {
  readonly run: RunView;
  readonly source: ReportSource;
  readonly context: PrepareContext;
  /** In plan order. */
  readonly recipes: readonly StepRecipe[];
}

export type Inspected<T> =
  | { readonly ok: true; readonly value: T }
  /** Why nothing can be told; `unavailable` may pass. */
  | { readonly ok: false; readonly code: 'not_found' | 'unavailable'; readonly missing: string };

export async function withInspection<T>(
  by: InspectionDeps,
  { run, source }: { readonly run: RunView; readonly source: ReportSource },
  inspect: (inspection: Inspection) => Promise<T>,
): Promise<Inspected<T>> {
  const folder = await by.storage.getLocalPath(run.datasetId).catch((error: unknown) => {
    if (error instanceof StorageUnavailable) return error;
    throw error;
  });
  if (folder instanceof StorageUnavailable)
    return { ok: false, code: 'unavailable', missing: folder.message };
  if (folder === null) return gone('The dataset was deleted.');
  const recipes = await recipesOf(by, run, source, folder);
  if (recipes === null) return gone('The graph is not valid for this dataset any more.');
  return by.inspections.pass(async () => {
    const engine = await openEngine({
      memoryLimitMb: by.engineMemoryMib,
      allowedFolders: [folder],
      computesFormulas: formulaTexts(source.spec).length > 0,
    });
    try {
      const context: PrepareContext = {
        engine,
        target: null,
        creates: { foretold: new Map(), trial: null },
        memory: memoryOf(by, run, source),
        recipes: new Map(recipes.map((recipe) => [recipe.step.node, recipe])),
      };
      return { ok: true, value: await inspect({ run, source, context, recipes }) };
    } finally {
      await engine.close();
    }
  });
}

function gone(missing: string) {
  return { ok: false, code: 'not_found', missing } as const;
}

async function recipesOf(
  by: InspectionDeps,
  run: RunView,
  { spec, manifest, snapshotHash, vocabulary }: ReportSource,
  folder: string,
): Promise<readonly StepRecipe[] | null> {
  const snapshot = snapshotHash === null ? null : await by.snapshots.find(run.connectionId, snapshotHash);
  const formulas = await graphFormulas(spec);
  const validation = validateGraph(spec, {
    manifest,
    ...(snapshot === null ? {} : { snapshot }),
    ...formulas,
  });
  if (!validation.valid) return null;
  const plan = planRun(validation.graph);
  return graphRecipes(plan, folder, { manifest, snapshot, spec, vocabulary, ...formulas });
}

/** What the run asked Odoo stands in its own record, so that a row is seen as the run saw it. */
function memoryOf({ records }: InspectionDeps, run: RunView, source: ReportSource): PrepareMemory {
  const { connection, namespace } = source;
  return {
    resolvedValues: (node, field) => records.resolvedValues(run.id, node, field),
    saveResolvedValues: () => Promise.resolve(),
    knownKeys: async (node, keys) => {
      const entries = await records.keyMap({ connectionId: connection.id, namespace, node }, keys);
      return new Map([...entries].map(([key, entry]) => [key, entry.externalId]));
    },
    // a row that a retry skipped is shown as the sheet has it, like any other
    loadedBefore: () => null,
  };
}
