import { join } from 'node:path';
import { distinctValues } from '../load/distinct-values.ts';
import type { Answer } from '../load/ports.ts';
import { makeRecipe } from '../load/prepare/make-recipe.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { OdooClient } from '../odoo/client.ts';
import { readShippedSchema, type ShippedVersion } from '../odoo/shipped-schemas.ts';
import { takeSnapshot } from '../odoo/snapshot.ts';
import { type FactsWanted, readTargetFacts } from '../odoo/target-facts.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { planRun } from '../plan/plan-run.ts';
import { assessReadiness } from '../plan/readiness/assess-readiness.ts';
import { needsChart } from '../plan/readiness/check-accounting.ts';
import { referredModels } from '../plan/readiness/model-needs.ts';
import {
  constantLanguages,
  constantValues,
  languageFields,
  namedLanguages,
  type SetupReference,
  setupReferences,
} from '../plan/readiness/named-values.ts';
import type { NamedValues, TargetFacts } from '../plan/readiness/readiness.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetStorage } from '../source/dataset-storage.ts';
import { openEngine } from '../source/engine-client.ts';
import type { Turnstile } from '../util/turnstile.ts';
import type { ConnectionView, DatasetView, ReadinessQuery, ReadinessView, Result } from './app.ts';
import { probeConnection } from './connect.ts';
import { type GraphDeps, modelsOf } from './graph-inputs.ts';
import { done, notFound, refuse } from './refuse.ts';
import { withStorage } from './with-storage.ts';

export interface ReadinessDeps extends GraphDeps {
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  /** So many engines may look at datasets at the same time. */
  readonly inspections: Turnstile;
}

/** What stands in the way of a graph; Odoo is asked, nothing is written there and nothing is kept. */
export async function readinessOf(
  by: ReadinessDeps,
  graphId: string,
  query: ReadinessQuery,
): Promise<Result<ReadinessView>> {
  const graph = await by.graphs.get(graphId);
  if (!graph) return notFound('Graph', graphId);
  const { spec } = graph;
  const dataset = query.datasetId === undefined ? null : await by.datasets.get(query.datasetId);
  if (query.datasetId !== undefined && !dataset) return notFound('Dataset', query.datasetId);
  if (!('connectionId' in query)) return offline(spec, dataset, query.shipped);
  const connection = await by.connections.get(query.connectionId);
  if (!connection) return notFound('Connection', query.connectionId);
  const probed = await probeConnection(by, connection);
  if (!probed.ok) return refuse('unavailable', `Connection ${connection.name}: ${probed.message}`);
  try {
    return await online(by, { spec, dataset, connection, client: probed.client });
  } finally {
    await probed.client.close();
  }
}

function offline(
  spec: GraphSpec,
  dataset: DatasetView | null,
  version: ShippedVersion,
): Result<ReadinessView> {
  const { snapshot } = readShippedSchema(version);
  return done(viewOf(snapshot, { spec, dataset, facts: null, named: [] }));
}

interface Online {
  readonly spec: GraphSpec;
  readonly dataset: DatasetView | null;
  readonly connection: ConnectionView;
  readonly client: OdooClient;
}

async function online(by: ReadinessDeps, asked: Online): Promise<Result<ReadinessView>> {
  const { spec, dataset, connection, client } = asked;
  const unavailable = (message: string) => refuse('unavailable', `Connection ${connection.name}: ${message}`);
  const snapshot = await wideSnapshot(client, spec);
  if (!snapshot.ok) return unavailable(snapshot.fault.message);
  const references = setupReferences(spec, snapshot.value);
  const fromData =
    dataset === null
      ? done<readonly NamedValues[]>([])
      : await valuesOfData(by, { spec, dataset, snapshot: snapshot.value, references });
  if (!fromData.ok) return fromData;
  const named = [
    ...constantValues(references),
    ...constantLanguages(spec, snapshot.value),
    ...fromData.value,
  ].filter(({ values }) => values.length > 0);
  const facts = await readTargetFacts(client, wantedFacts(spec, snapshot.value, named));
  if (!facts.ok) return unavailable(facts.fault.message);
  return done(viewOf(snapshot.value, { spec, dataset, facts: facts.value, named }));
}

interface Assessed {
  readonly spec: GraphSpec;
  readonly dataset: DatasetView | null;
  readonly facts: TargetFacts | null;
  readonly named: readonly NamedValues[];
}

function viewOf(snapshot: SchemaSnapshot, { spec, dataset, facts, named }: Assessed): ReadinessView {
  const manifest = dataset === null ? {} : { manifest: dataset.manifest };
  const readiness = assessReadiness({ spec, snapshot, ...manifest, facts, named });
  const { serverVersion, database } = snapshot;
  return { ...readiness, target: { serverVersion, database, isShipped: facts === null } };
}

/** The loaded models first, as their fields say which others are referred to. */
async function wideSnapshot(client: OdooClient, spec: GraphSpec): Promise<Answer<SchemaSnapshot>> {
  const loaded = await takeSnapshot(client, modelsOf(spec));
  if (!loaded.ok) return loaded;
  const more = referredModels(spec, loaded.value);
  if (more.length === 0) return loaded;
  const referred = await takeSnapshot(client, more);
  if (!referred.ok) return referred;
  return {
    ok: true,
    value: { ...loaded.value, models: { ...loaded.value.models, ...referred.value.models } },
  };
}

function wantedFacts(
  spec: GraphSpec,
  { installedModules }: SchemaSnapshot,
  named: readonly NamedValues[],
): FactsWanted {
  const groups = Map.groupBy(named, ({ model, match }) => `${model} ${match}`);
  const models = modelsOf(spec);
  return {
    records: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const values = [...new Set(group.flatMap((one) => one.values))];
      return [{ model: first.model, field: first.match, values }];
    }),
    chart: models.some(needsChart),
    automationsOf: installedModules?.includes('base_automation') === false ? [] : models,
  };
}

interface OfData {
  readonly spec: GraphSpec;
  readonly dataset: DatasetView;
  readonly snapshot: SchemaSnapshot;
  readonly references: readonly SetupReference[];
}

/** The values of the rows, as far as they name what must be set up in Odoo; of nodes that are valid as they stand only. */
async function valuesOfData(by: ReadinessDeps, of: OfData): Promise<Result<readonly NamedValues[]>> {
  const fields = wantedFields(of);
  if (fields.size === 0) return done([]);
  return withStorage('', async () => {
    const { dataset } = of;
    const folder = await by.storage.getLocalPath(dataset.id);
    if (folder === null) return notFound('Dataset', dataset.id);
    return by.inspections.pass(async () => {
      const engine = await openEngine({ memoryLimitMb: by.engineMemoryMib, allowedFolders: [folder] });
      try {
        const named: NamedValues[] = [];
        for (const recipe of recipesOf(of, folder, fields)) {
          const { node } = recipe.step;
          const found = await distinctValues(engine, recipe, fields.get(node) ?? new Set());
          for (const [field, values] of found) named.push(namedBy(of, { node, field, values }));
        }
        return done(named);
      } finally {
        await engine.close();
      }
    });
  });
}

function wantedFields({ spec, snapshot, references }: OfData): ReadonlyMap<string, ReadonlySet<string>> {
  const broken = new Set(validateGraph(spec, { snapshot }).errors.map(({ node }) => node));
  const columns = references.filter(({ reference }) => reference.column !== undefined);
  const languages = languageFields(spec, snapshot).filter(({ mapping }) => 'column' in mapping);
  const all = [
    ...columns.map(({ node, field }) => [node, field] as const),
    ...languages.map(({ node, field }) => [node.id, field.name] as const),
  ].filter(([node]) => !broken.has(node));
  const groups = Map.groupBy(all, ([node]) => node);
  return new Map([...groups].map(([node, pairs]) => [node, new Set(pairs.map(([, field]) => field))]));
}

function recipesOf(
  { spec, dataset, snapshot }: OfData,
  folder: string,
  fields: ReadonlyMap<string, unknown>,
) {
  const { manifest } = dataset;
  // what the target refuses stands in other nodes; what the dataset lacks is told by the plan's own issues
  const validation = validateGraph(spec, { manifest });
  if (!validation.valid) return [];
  const { steps, namespace } = planRun(validation.graph);
  const stored = new Map(manifest.sheets.map((sheet) => [sheet.name, join(folder, sheet.storedAs)]));
  const sheetPath = (sheet: string): string => stored.get(sheet) ?? '';
  return steps
    .filter(({ node }) => fields.has(node))
    .map((step) => makeRecipe({ step, namespace, manifest, sheetPath, snapshot, spec }));
}

function namedBy(
  { references }: OfData,
  {
    node,
    field,
    values,
  }: { readonly node: string; readonly field: string; readonly values: readonly string[] },
): NamedValues {
  const of = references.find((one) => one.node === node && one.field === field);
  if (of === undefined) return namedLanguages(node, values, false);
  const { model, match, reference } = of;
  return {
    node,
    field,
    model,
    match,
    values,
    isConstant: false,
    onMissing: reference.on_missing ?? 'reject',
  };
}
