import { join } from 'node:path';
import { makeRecipe } from '../../src/load/prepare/make-recipe.ts';
import { NO_MEMORY } from '../../src/load/prepare/prepare-context.ts';
import { prepareSteps } from '../../src/load/prepare/prepare-steps.ts';
import { createSharedTables } from '../../src/load/prepare/step-tables.ts';
import { unitsOf } from '../../src/load/step-units.ts';
import { planRun } from '../../src/plan/plan-run.ts';
import { validateGraph } from '../../src/plan/validate-graph.ts';
import type { DatasetStorage } from '../../src/source/dataset-storage.ts';
import { storeDataset } from '../../src/source/dataset-store.ts';
import { openEngine } from '../../src/source/engine-client.ts';
import { sqlText } from '../../src/source/sql-text.ts';
import { graph, snapshot } from './wide-sheet.ts';

/** The engine alone: the file as a table of texts. Milliseconds. */
export async function readByEngine(path: string): Promise<number> {
  const engine = await openEngine({ allowedFiles: [path] });
  try {
    const began = performance.now();
    await engine.run(
      `CREATE TABLE t AS SELECT * FROM read_csv(${sqlText(path)}, all_varchar = true, header = true)`,
    );
    return performance.now() - began;
  } finally {
    await engine.close();
  }
}

export interface Prepared {
  /** The file read, looked at and stored as a dataset. */
  readonly storeMs: number;
  /** Checked, mapped, keyed, linked and layered. */
  readonly prepareMs: number;
  /** By outcome that the preparation gave; the rest is to be loaded. */
  readonly rows: number;
  readonly rejected: number;
  readonly generations: number;
}

/** Everything that happens to a file before the first row is sent, as the upload and the run do it. */
export async function prepareByUs(path: string, storage: DatasetStorage, id: string): Promise<Prepared> {
  const began = performance.now();
  const stored = await storeDataset({ id, name: id, files: [{ name: 'customers.csv', path }], storage });
  if (!stored.ok) throw new Error(`the sheet was refused: ${JSON.stringify(stored.issues.slice(0, 3))}`);
  const storedAt = performance.now();
  const { manifest } = stored;
  const folder = (await storage.getLocalPath(id)) ?? '';
  const validation = validateGraph(graph, { manifest, snapshot });
  if (!validation.valid)
    throw new Error(`the graph is invalid: ${JSON.stringify(validation.errors.slice(0, 3))}`);
  const plan = planRun(validation.graph);
  const files = new Map(manifest.sheets.map(({ name, storedAs }) => [name, join(folder, storedAs)]));
  const sheetPath = (sheet: string): string => files.get(sheet) ?? '';
  const recipes = plan.steps.map((step) =>
    makeRecipe({ step, namespace: plan.namespace, manifest, sheetPath, snapshot, spec: graph }),
  );
  const engine = await openEngine({ allowedFolders: [folder] });
  try {
    const context = {
      engine,
      target: null,
      memory: NO_MEMORY,
      creates: { foretold: new Map<string, Set<string>>(), trial: null },
      recipes: new Map(recipes.map((recipe) => [recipe.step.node, recipe])),
    };
    await createSharedTables(engine);
    for (const unit of unitsOf(recipes)) {
      const answer = await prepareSteps(context, unit);
      if (!answer.ok) throw new Error(answer.fault.message);
    }
    const ended = performance.now();
    const index = recipes.find(({ step }) => step.node === 'customers')?.index;
    const [counts] = await engine.rows<{ rows: number; rejected: number; generations: number }>(
      `SELECT count(*) AS rows, count(*) FILTER (outcome IS NOT NULL) AS rejected, max(gen) + 1 AS generations FROM n${index}`,
    );
    if (counts === undefined) throw new Error('nothing was prepared');
    return { storeMs: storedAt - began, prepareMs: ended - storedAt, ...counts };
  } finally {
    await engine.close();
  }
}
