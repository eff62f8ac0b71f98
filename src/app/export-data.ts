import { createHash, hash } from 'node:crypto';
import { type ExportFile, leaveOutRows, leftOutRows, planFiles } from '../load/export-rows.ts';
import type { Target } from '../load/ports.ts';
import { NO_MEMORY, type PrepareContext } from '../load/prepare/prepare-context.ts';
import { prepareSteps } from '../load/prepare/prepare-steps.ts';
import { openPreparedRows } from '../load/prepare/prepared-rows.ts';
import { createSharedTables } from '../load/prepare/step-tables.ts';
import type { PreparedRun } from '../load/prepared-run.ts';
import { unitsOf } from '../load/step-units.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import { exportGraphYaml } from '../plan/graph-yaml.ts';
import type { Plan } from '../plan/plan.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import { writeCsv } from '../report/csv-stream.ts';
import { describeExport, type ExportFacts, listExport } from '../report/export-readme.ts';
import type { DatasetStorage } from '../source/dataset-storage.ts';
import type { Engine } from '../source/engine.ts';
import { openEngine } from '../source/engine-client.ts';
import type { RunRecords } from '../store/run-records.ts';
import type { Vocabularies } from '../store/vocabularies.ts';
import { defuseCell } from '../util/defuse-cell.ts';
import type { ZipEntry } from '../util/zip-stream.ts';
import { chosenConnection, chosenDataset } from './chosen-inputs.ts';
import { connect, readSnapshot } from './connect.ts';
import type { ConnectionView } from './connection-cases.ts';
import type { DatasetView } from './dataset-cases.ts';
import type { DataExport, GraphAgainst, GraphView } from './graph-cases.ts';
import { graphFormulas } from './graph-formulas.ts';
import type { GraphDeps } from './graph-inputs.ts';
import { invalid, modelsOf } from './graph-inputs.ts';
import { graphRecipes } from './graph-recipes.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { withStorage } from './with-storage.ts';

export interface ExportDeps extends GraphDeps {
  readonly records: RunRecords;
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  readonly vocabularies: Vocabularies;
}

/** The prepared rows as files that Odoo's own import takes; Odoo is asked what a run would ask it, and nothing is written there. */
export async function exportData(
  by: ExportDeps,
  graphId: string,
  against: GraphAgainst,
): Promise<Result<DataExport>> {
  const graph = await by.graphs.get(graphId);
  if (!graph) return notFound('Graph', graphId);
  const dataset = await chosenDataset(by, against.datasetId);
  if (!dataset.ok) return dataset;
  const connection = await chosenConnection(by, against.connectionId);
  if (!connection.ok) return connection;
  return withStorage('', async () => {
    const folder = await by.storage.getLocalPath(dataset.value.id);
    if (folder === null) return notFound('Dataset', dataset.value.id);
    const connected = await connect(by, connection.value);
    const unavailable = `Connection ${connection.value.name}: `;
    if (!connected.ok) return refuse('unavailable', unavailable + connected.probe.message);
    try {
      const { target } = connected;
      const models = modelsOf(graph.spec);
      const snapshot = await readSnapshot(by, connection.value.id, target, models);
      if (!snapshot.ok) return refuse('unavailable', unavailable + snapshot.fault.message);
      const inputs = { graph, folder, dataset: dataset.value, connection: connection.value };
      return await prepareExport(by, { ...inputs, target, snapshot: snapshot.value });
    } finally {
      await connected.close();
    }
  });
}

interface Inputs {
  readonly graph: GraphView;
  readonly dataset: DatasetView;
  readonly connection: ConnectionView;
  readonly folder: string;
  readonly target: Target;
  readonly snapshot: SchemaSnapshot;
}

async function prepareExport(by: ExportDeps, inputs: Inputs): Promise<Result<DataExport>> {
  const { graph, dataset, snapshot, folder } = inputs;
  const { manifest } = dataset;
  const formulas = await graphFormulas(graph.spec);
  const validation = validateGraph(graph.spec, { manifest, snapshot, ...formulas });
  if (!validation.valid) return invalid([...validation.errors, ...validation.warnings]);
  const plan = planRun(validation.graph);
  const engine = await openEngine({
    memoryLimitMb: by.engineMemoryMib,
    allowedFolders: [folder],
    computesFormulas: formulas.formulas !== undefined,
  });
  try {
    const prepared = await prepareAll(by, inputs, { plan, engine, ...formulas });
    if (!prepared.ok) {
      await engine.close();
      return prepared;
    }
    return done(await openExport(engine, prepared.value, inputs));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function prepareAll(
  by: ExportDeps,
  inputs: Inputs,
  {
    plan,
    engine,
    ...formulas
  }: { readonly plan: Plan; readonly engine: Engine; readonly formulas?: CompiledFormulas },
): Promise<Result<PreparedRun>> {
  const { graph, dataset, connection, snapshot, target, folder } = inputs;
  const { manifest } = dataset;
  const { namespace } = plan;
  const vocabulary = await by.vocabularies.of(connection.id);
  const recipes = graphRecipes(plan, folder, {
    manifest,
    snapshot,
    spec: graph.spec,
    vocabulary,
    ...formulas,
  });
  const context: PrepareContext = {
    engine,
    target,
    recipes: new Map(recipes.map((recipe) => [recipe.step.node, recipe])),
    creates: { foretold: new Map(), trial: null },
    memory: {
      ...NO_MEMORY,
      knownKeys: async (node, keys) => {
        const entries = await by.records.keyMap({ connectionId: connection.id, namespace, node }, keys);
        return new Map([...entries].map(([key, entry]) => [key, entry.externalId]));
      },
    },
  };
  await createSharedTables(engine);
  for (const unit of unitsOf(recipes)) {
    const counts = await prepareSteps(context, unit);
    if (!counts.ok) return refuse('unavailable', `Connection ${connection.name}: ${counts.fault.message}`);
  }
  return done(await openPreparedRows(engine, recipes));
}

async function openExport(engine: Engine, prepared: PreparedRun, inputs: Inputs): Promise<DataExport> {
  await leaveOutRows(engine, prepared);
  const files = await planFiles(engine, prepared);
  const leftOut = await countLeftOut(engine, prepared);
  const facts = factsOf(inputs, files, leftOut);
  return {
    files: files.map(({ name, rowCount, step }) => ({
      name: `${name}.csv`,
      rows: rowCount,
      node: step.step.node,
    })),
    leftOut,
    entries: () => entriesOf(engine, prepared, { files, facts }),
    [Symbol.asyncDispose]: () => engine.close(),
  };
}

async function countLeftOut(engine: Engine, prepared: PreparedRun): Promise<number> {
  let count = 0;
  for (const step of prepared.steps) {
    for await (const rows of leftOutRows(engine, step)) count += rows.length;
  }
  return count;
}

function factsOf(
  { graph, dataset, connection, snapshot }: Inputs,
  files: readonly ExportFile[],
  leftOut: number,
): ExportFacts {
  return {
    graph: {
      name: graph.name,
      version: graph.version,
      hash: hash('sha256', exportGraphYaml(graph.spec), 'hex'),
    },
    dataset: { name: dataset.name, hash: dataset.hash },
    odoo: { url: connection.url, database: connection.database, version: snapshot.serverVersion },
    files: files.map(({ name, step, columns, rowCount }) => ({
      name: `${name}.csv`,
      node: step.step.node,
      model: step.step.model,
      columns,
      rows: rowCount,
    })),
    leftOut,
  };
}

/** Everything in a fixed order and without the time of day: the same input gives the same bytes. */
async function* entriesOf(
  engine: Engine,
  prepared: PreparedRun,
  { files, facts }: { readonly files: readonly ExportFile[]; readonly facts: ExportFacts },
): AsyncGenerator<ZipEntry> {
  yield { name: 'README.txt', content: [describeExport(facts)] };
  const hashes = new Map<string, string>();
  for (const file of files) {
    const name = `${file.name}.csv`;
    const content = hashed(writeCsv(file.columns, file.rows(), { bare: true }), (sum) =>
      hashes.set(name, sum),
    );
    yield { name, content };
  }
  if (facts.leftOut > 0) {
    const columns = ['sheet', 'row', 'node', 'key', 'what', 'reason'];
    yield { name: 'left-out.csv', content: writeCsv(columns, leftOutCells(engine, prepared)) };
  }
  yield { name: 'manifest.json', content: [listExport(facts, hashes)] };
}

async function* hashed(
  content: AsyncIterable<Uint8Array>,
  tell: (sum: string) => void,
): AsyncGenerator<Uint8Array> {
  const sum = createHash('sha256');
  for await (const part of content) {
    sum.update(part);
    yield part;
  }
  tell(sum.digest('hex'));
}

async function* leftOutCells(engine: Engine, prepared: PreparedRun) {
  for (const step of prepared.steps) {
    const { sheet, node } = step.step;
    for await (const rows of leftOutRows(engine, step)) {
      yield rows.map(({ srcRow, key, what, reason }) =>
        [sheet, srcRow, node, key, what, reason].map((cell) =>
          typeof cell === 'string' ? defuseCell(cell) : cell,
        ),
      );
    }
  }
}
