import type { Answer } from '../load/ports.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { OdooClient } from '../odoo/client.ts';
import { readShippedSchema, type ShippedVersion } from '../odoo/shipped-schemas.ts';
import { takeSnapshot } from '../odoo/snapshot.ts';
import { type FactsWanted, readTargetFacts } from '../odoo/target-facts.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { assessReadiness } from '../plan/readiness/assess-readiness.ts';
import { needsChart } from '../plan/readiness/check-accounting.ts';
import { referredModels } from '../plan/readiness/model-needs.ts';
import { constantLanguages, constantValues, setupReferences } from '../plan/readiness/named-values.ts';
import type { NamedValues, TargetFacts } from '../plan/readiness/readiness.ts';
import { probeConnection } from './connect.ts';
import type { ConnectionView } from './connection-cases.ts';
import type { DatasetView } from './dataset-cases.ts';
import type { ReadinessQuery, ReadinessView } from './graph-cases.ts';
import { type GraphDeps, modelsOf } from './graph-inputs.ts';
import { type ValueDeps, valuesOfData } from './readiness-values.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export interface ReadinessDeps extends GraphDeps, ValueDeps {}

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
