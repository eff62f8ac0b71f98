import type { Answer, Target } from '../load/ports.ts';
import { findOpenValues, type OpenField } from '../load/prepare/find-open-values.ts';
import { NO_MEMORY, type PrepareContext } from '../load/prepare/prepare-context.ts';
import { createSharedTables } from '../load/prepare/step-tables.ts';
import { answersAt, type Vocabulary } from '../mapping/vocabulary.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import { openEngine } from '../source/engine-client.ts';
import { chosenConnection, chosenDataset } from './chosen-inputs.ts';
import { connect, readSnapshot } from './connect.ts';
import type { ConnectionView } from './connection-cases.ts';
import type { DatasetView } from './dataset-cases.ts';
import type { ExportDeps } from './export-data.ts';
import type { GraphAgainst, GraphView } from './graph-cases.ts';
import { graphFormulas } from './graph-formulas.ts';
import { invalid, modelsOf } from './graph-inputs.ts';
import { graphRecipes } from './graph-recipes.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { suggestAnswers } from './suggest-answers.ts';
import type { OpenValue, ValueCases, ValueQuestions, ValuesReport } from './value-cases.ts';
import { withStorage } from './with-storage.ts';

export function valueCases(by: ExportDeps): ValueCases {
  const { connections, vocabularies } = by;
  return {
    list: (graphId, against) => listValues(by, graphId, against),
    answers: async (id) => {
      const found = await connections.get(id);
      return found ? done((await vocabularies.of(id)).answers) : notFound('Connection', id);
    },
    answer: async (id, changes) => {
      if (!(await connections.get(id))) return notFound('Connection', id);
      const texts = Object.values(changes).flatMap((values) => Object.entries(values).flat());
      const bad = texts.find((text) => text !== null && (text.includes('\0') || !text.isWellFormed()));
      if (bad !== undefined)
        return refuse(
          'invalid',
          'A value or an answer holds NUL or half a character. Correct the cell instead.',
        );
      await vocabularies.answer(id, changes);
      return done((await vocabularies.of(id)).answers);
    },
  };
}

async function listValues(
  by: ExportDeps,
  graphId: string,
  against: GraphAgainst,
): Promise<Result<ValuesReport>> {
  const graph = await by.graphs.get(graphId);
  if (!graph) return notFound('Graph', graphId);
  const dataset = await chosenDataset(by, against.datasetId);
  if (!dataset.ok) return dataset;
  const connection = await chosenConnection(by, against.connectionId);
  if (!connection.ok) return connection;
  const inputs = { graph, dataset: dataset.value, connection: connection.value };
  return withStorage('', async () => {
    const connected = await connect(by, inputs.connection);
    if (!connected.ok) return unavailable(inputs.connection, connected.probe.message);
    try {
      return await askValues(by, inputs, connected.target);
    } finally {
      await connected.close();
    }
  });
}

interface Inputs {
  readonly graph: GraphView;
  readonly dataset: DatasetView;
  readonly connection: ConnectionView;
}

function unavailable({ name }: ConnectionView, message: string) {
  return refuse('unavailable', `Connection ${name}: ${message}`);
}

async function askValues(by: ExportDeps, inputs: Inputs, target: Target): Promise<Result<ValuesReport>> {
  const { graph, dataset, connection } = inputs;
  const { manifest } = dataset;
  const { spec } = graph;
  const folder = await by.storage.getLocalPath(dataset.id);
  if (folder === null) return notFound('Dataset', dataset.id);
  const snapshot = await readSnapshot(by, connection.id, target, modelsOf(spec));
  if (!snapshot.ok) return unavailable(connection, snapshot.fault.message);
  const formulas = await graphFormulas(spec);
  const validation = validateGraph(spec, { manifest, snapshot: snapshot.value, ...formulas });
  if (!validation.valid) return invalid([...validation.errors, ...validation.warnings]);
  const vocabulary = await by.vocabularies.of(connection.id);
  const recipes = graphRecipes(planRun(validation.graph), folder, {
    manifest,
    snapshot: snapshot.value,
    spec,
    vocabulary: { ...vocabulary, answers: {} },
    ...formulas,
  });
  const engine = await openEngine({
    memoryLimitMb: by.engineMemoryMib,
    allowedFolders: [folder],
    computesFormulas: formulas.formulas !== undefined,
  });
  try {
    await createSharedTables(engine);
    const context: PrepareContext = {
      engine,
      target,
      memory: NO_MEMORY,
      recipes: new Map(recipes.map((recipe) => [recipe.step.node, recipe])),
      creates: { foretold: new Map(), trial: null },
    };
    const fields: OpenField[] = [];
    for (const recipe of recipes) {
      const found = await findOpenValues(context, recipe, vocabulary);
      if (!found.ok) return unavailable(connection, found.fault.message);
      fields.push(...found.value);
    }
    const questions = await questionsOf(target, fields);
    if (!questions.ok) return unavailable(connection, questions.fault.message);
    const answers = answersOf(vocabulary, fields);
    return done({ connectionId: connection.id, questions: questions.value, answers });
  } finally {
    await engine.close();
  }
}

function answersOf(vocabulary: Vocabulary, fields: readonly OpenField[]): ValuesReport['answers'] {
  const places = [...new Set(fields.map(({ place }) => place))].sort();
  const given = places.map((place) => [place, answersAt(vocabulary, place)] as const);
  return Object.fromEntries(given.filter(([, answers]) => Object.keys(answers).length > 0));
}

const MOST_LISTED = 1000;

async function questionsOf(
  target: Target,
  fields: readonly OpenField[],
): Promise<Answer<readonly ValueQuestions[]>> {
  const places = Map.groupBy(
    fields.filter(({ values }) => values.length > 0),
    ({ place }) => place,
  );
  const questions: ValueQuestions[] = [];
  for (const [place, asking] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = asking;
    if (!first) continue;
    const values = mergeValues(asking);
    const listed = await suggestAnswers(target, first, values.slice(0, MOST_LISTED));
    if (!listed.ok) return listed;
    questions.push({
      place,
      model: first.model,
      fields: asking.map(({ node, field, headers, onMissing }) => ({
        node,
        field: field.name,
        columns: headers,
        onMissing,
      })),
      values: listed.value,
      total: values.length,
    });
  }
  return { ok: true, value: questions };
}

/** Once per distinct value, whatever fields it stands in. */
function mergeValues(asking: readonly OpenField[]): readonly OpenValue[] {
  const all = new Map<string, OpenValue>();
  for (const { value, rows, verdict, answer, candidates } of asking.flatMap(({ values }) => values)) {
    const before = all.get(value)?.rows ?? 0;
    all.set(value, { value, rows: before + rows, problem: verdict, answer, candidates });
  }
  return [...all.values()].sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}
