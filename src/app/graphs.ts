import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { exportGraphYaml, importGraphYaml } from '../plan/graph-yaml.ts';
import { parseGraphSpec } from '../plan/parse-graph-spec.ts';
import { planRun } from '../plan/plan-run.ts';
import type { Validation } from '../plan/validate-graph.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import { connect, readSnapshot } from './connect.ts';
import { type ExportDeps, exportData } from './export-data.ts';
import type { GraphAgainst, GraphCases } from './graph-cases.ts';
import { graphFormulas } from './graph-formulas.ts';
import { type GraphDeps, invalid, modelsOf } from './graph-inputs.ts';
import { diffVersions, listVersions } from './graph-versions.ts';
import { type ReadinessDeps, readinessOf } from './readiness.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export function graphCases(by: ExportDeps & ReadinessDeps): GraphCases {
  const { graphs } = by;
  const create = async (spec: unknown) => {
    const parsed = parseGraphSpec(spec);
    return parsed.ok ? done(await graphs.create(parsed.spec)) : invalid(parsed.issues);
  };
  return {
    create,
    list: (query) => graphs.list(query),
    get: async (id, version) => {
      const found = await graphs.get(id, version);
      return found ? done(found) : notFound('Graph', id);
    },
    update: async (id, spec, expectedVersion) => {
      const parsed = parseGraphSpec(spec);
      if (!parsed.ok) return invalid(parsed.issues);
      const updated = await graphs.update(id, parsed.spec, expectedVersion);
      if (updated.kind === 'not_found') return notFound('Graph', id);
      if (updated.kind === 'updated') return done(updated.graph);
      return refuse(
        'stale',
        `Graph ${id} is at version ${updated.version} by now. Read it again and repeat your change.`,
      );
    },
    remove: async (id) => {
      const removed = await graphs.remove(id);
      if (removed === 'not_found') return notFound('Graph', id);
      if (removed === 'in_use')
        return refuse('conflict', `Graph ${id} has a run under way. Cancel it or wait for its end.`);
      return done(null);
    },
    versions: (id, page) => listVersions(by, id, page),
    diff: (id, between) => diffVersions(by, id, between),
    validate: async (id, against) => {
      const checked = await check(by, id, against);
      if (!checked.ok) return checked;
      const { valid, errors, warnings } = checked.value.validation;
      return done({ valid, errors, warnings });
    },
    plan: async (id, against) => {
      const checked = await check(by, id, against);
      if (!checked.ok) return checked;
      const { validation, manifest } = checked.value;
      const { valid, errors, warnings } = validation;
      const plan = validation.valid ? planRun(validation.graph) : null;
      const rowsOf = new Map(manifest?.sheets.map((sheet) => [sheet.name, sheet.rowCount]));
      const rows = Object.fromEntries(
        (plan?.steps ?? []).flatMap((s) => (rowsOf.has(s.sheet) ? [[s.node, rowsOf.get(s.sheet) ?? 0]] : [])),
      );
      return done({ valid, errors, warnings, plan, rows });
    },
    readiness: (id, query) => readinessOf(by, id, query),
    importYaml: async (text) => {
      const parsed = importGraphYaml(text);
      return parsed.ok ? create(parsed.spec) : invalid(parsed.issues);
    },
    exportData: (id, against) => exportData(by, id, against),
    exportYaml: async (id) => {
      const found = await graphs.get(id);
      return found ? done(exportGraphYaml(found.spec)) : notFound('Graph', id);
    },
  };
}

interface Checked {
  readonly validation: Validation;
  readonly manifest: DatasetManifest | null;
}

async function check(by: GraphDeps, id: string, against: GraphAgainst): Promise<Result<Checked>> {
  const graph = await by.graphs.get(id);
  if (!graph) return notFound('Graph', id);
  const dataset = against.datasetId === undefined ? null : await by.datasets.get(against.datasetId);
  if (against.datasetId !== undefined && !dataset) return notFound('Dataset', against.datasetId);
  const snapshot = await snapshotFor(by, against.connectionId, graph.spec);
  if (!snapshot.ok) return snapshot;
  const manifest = dataset?.manifest ?? null;
  const validation = validateGraph(graph.spec, {
    ...(manifest ? { manifest } : {}),
    ...(snapshot.value ? { snapshot: snapshot.value } : {}),
    ...(await graphFormulas(graph.spec)),
  });
  return done({ validation, manifest });
}

async function snapshotFor(
  by: GraphDeps,
  connectionId: string | undefined,
  spec: GraphSpec,
): Promise<Result<SchemaSnapshot | null>> {
  if (connectionId === undefined) return done(null);
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const connected = await connect(by, connection);
  if (!connected.ok)
    return refuse('unavailable', `Connection ${connection.name}: ${connected.probe.message}`);
  try {
    const snapshot = await readSnapshot(by, connectionId, connected.target, modelsOf(spec));
    return snapshot.ok
      ? done(snapshot.value)
      : refuse('unavailable', `Connection ${connection.name}: ${snapshot.fault.message}`);
  } finally {
    await connected.close();
  }
}
