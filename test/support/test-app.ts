import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { App } from '../../src/app/app.ts';
import type { ConnectionView } from '../../src/app/connection-cases.ts';
import type { DatasetView, Suggested } from '../../src/app/dataset-cases.ts';
import type { GraphView, ReadinessView } from '../../src/app/graph-cases.ts';
import type { KeyMapView } from '../../src/app/key-map-cases.ts';
import type { Page, PageQuery, Refusal, Result } from '../../src/app/result.ts';
import type { BatchView, RunRowDetail, RunView, VanishedView } from '../../src/app/run-views.ts';
import { templateCases } from '../../src/app/templates.ts';
import type { ValuesReport } from '../../src/app/value-cases.ts';
import type { RunEvent, StoredEvent } from '../../src/event.ts';
import { OUTCOMES } from '../../src/issue.ts';
import type { OutcomeCounts, RunStatus } from '../../src/load/run-store.ts';
import type { CleaningProposal } from '../../src/mapping/cleaning/cleaning.ts';
import type { ValueAnswers } from '../../src/mapping/vocabulary.ts';
import type { GraphChange } from '../../src/plan/graph-diff.ts';
import { GraphSpec } from '../../src/plan/graph-spec.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { DatasetProfile } from '../../src/source/profile/dataset-profile.ts';
import type { Corrections } from '../../src/source/version/corrections.ts';
import { createTestAccess } from './test-access.ts';
import { createTestFields } from './test-custom-fields.ts';
import { createTestModels } from './test-models.ts';

/** For the tests of routes only: the use cases over maps, no Odoo, no database. What a run does is told by the test. */
export interface TestApp
  extends Pick<
    App,
    | 'connections'
    | 'datasets'
    | 'graphs'
    | 'runs'
    | 'values'
    | 'keyMap'
    | 'templates'
    | 'customFields'
    | 'examples'
    | 'access'
    | 'ready'
  > {
  readonly uploads: Map<string, string>;
  readonly corrections: Corrections[];
  /** Adds an event to a run and wakes the readers. */
  tell(runId: string, event: RunEvent): void;
  setStatus(runId: string, status: RunStatus): void;
  isReady: boolean;
  /** How many exports were disposed of. */
  disposed: number;
}

export const AT = '2026-01-02T03:04:05.000Z';

const VALUES: ValuesReport = {
  connectionId: 'con_1',
  questions: [
    {
      place: 'res.country.name',
      model: 'res.country',
      fields: [{ node: 'companies', field: 'country_id', columns: ['Country'], onMissing: 'ask' }],
      values: [{ value: 'UK', rows: 7, problem: 'missing', answer: null, candidates: ['United Kingdom'] }],
      total: 1,
    },
  ],
  answers: {},
};

export function createTestApp(): TestApp {
  const connections = new Map<string, ConnectionView>();
  const datasets = new Map<string, DatasetView>();
  const graphs = new Map<string, GraphView>();
  const runs = new Map<string, RunView>();
  const events = new Map<string, StoredEvent[]>();
  const waiters = new Set<() => void>();
  const uploads = new Map<string, string>();
  const wake = () => {
    for (const waiter of waiters) waiter();
  };

  const app: TestApp = {
    uploads,
    corrections: [],
    isReady: true,
    disposed: 0,
    ready: async () => app.isReady,
    tell: (id, event) => {
      const list = events.get(id) ?? [];
      list.push({ seq: list.length + 1, at: AT, event });
      events.set(id, list);
      wake();
    },
    setStatus: (id, status) => {
      const run = runs.get(id);
      if (run !== undefined) runs.set(id, { ...run, status });
    },
    access: createTestAccess(),
    connections: {
      create: async ({ secret, login, transport, profile, ...rest }) => {
        if ([...connections.values()].some((c) => c.name === rest.name)) {
          return refuse('conflict', `A connection named "${rest.name}" exists.`);
        }
        const id = `con_${connections.size + 1}`;
        const view: ConnectionView = {
          ...rest,
          id,
          login: login ?? null,
          transport: transport ?? 'auto',
          profile: profile ?? {},
          hasSecret: secret !== '',
          createdAt: AT,
          updatedAt: AT,
        };
        connections.set(id, view);
        return done(view);
      },
      list: async (query) => pageOf([...connections.values()], query),
      get: async (id) => find(connections, id, 'Connection'),
      update: async (id, { secret, ...patch }) => {
        const found = find(connections, id, 'Connection');
        if (!found.ok) return found;
        const moved = patch.url !== undefined && secret === undefined;
        const view = { ...found.value, ...patch, hasSecret: !moved } as ConnectionView;
        connections.set(id, view);
        return done(view);
      },
      remove: async (id) => remove(connections, id, 'Connection'),
      openSandbox: async () => refuse('unavailable', 'No sandbox here.'),
      test: async (id) => {
        const found = find(connections, id, 'Connection');
        if (!found.ok) return found;
        const none = { serverVersion: null, transport: null, user: null };
        return done({ verdict: 'unreachable', message: 'Nothing answers there.', ...none });
      },
      ...createTestModels(async (id) => find(connections, id, 'Connection')),
    },
    values: {
      list: async (id) => {
        const found = find(graphs, id, 'Graph');
        return found.ok ? done(VALUES) : found;
      },
      answers: async (id) => {
        const found = find(connections, id, 'Connection');
        return found.ok ? done({ 'res.country.name': { UK: 'United Kingdom' } }) : found;
      },
      answer: async (id, changes) => {
        const found = find(connections, id, 'Connection');
        if (!found.ok) return found;
        const kept = Object.entries(changes).map(([place, values]) => [
          place,
          Object.fromEntries(Object.entries(values).filter(([, text]) => text !== null)),
        ]);
        return done(Object.fromEntries(kept) as ValueAnswers);
      },
    },
    datasets: {
      create: async ({ name, files }) => {
        const id = `dat_${datasets.size + 1}`;
        for (const file of files) uploads.set(file.name, await readFile(file.path, 'utf8'));
        const view = datasetOf(
          id,
          name,
          files.map((file) => file.name),
        );
        datasets.set(id, view);
        return done(view);
      },
      list: async (query) => pageOf([...datasets.values()], query),
      get: async (id) => find(datasets, id, 'Dataset'),
      remove: async (id) => remove(datasets, id, 'Dataset'),
      versions: async (id) => {
        const found = find(datasets, id, 'Dataset');
        return found.ok
          ? done([...datasets.values()].filter((one) => one.lineId === found.value.lineId))
          : found;
      },
      profile: async (id, sheet) => {
        const found = find(datasets, id, 'Dataset');
        if (!found.ok) return found;
        const { sheets } = found.value.manifest;
        if (sheet !== undefined && !sheets.some(({ name }) => name === sheet))
          return refuse('not_found', `Sheet "${sheet}" of dataset ${id} not found`);
        return done(PROFILE);
      },
      cleaning: async (id) => {
        const found = find(datasets, id, 'Dataset');
        return found.ok ? done([CLEANING]) : found;
      },
      suggest: async (id, { groups }) => {
        const found = find(datasets, id, 'Dataset');
        return found.ok ? done(suggested(groups ?? [])) : found;
      },
      formulaHelp: async (id) => {
        const found = find(datasets, id, 'Dataset');
        const example = { formula: "lower('A')", gives: 'a' };
        const functions = [{ name: 'lower', signature: 'lower(text)', text: 'Small letters.', example }];
        const columns = [{ column: 'a "b', written: '"a ""b"' }];
        return found.ok ? done({ columns, functions, constructs: [] }) : found;
      },
      formulaPreview: async (id, { formula, limit }) => {
        const found = find(datasets, id, 'Dataset');
        if (!found.ok) return found;
        const rows = [{ row: limit, cells: ['1', null], value: formula, error: null }];
        return done({ isValid: true, issues: [], type: 'DOUBLE', columns: ['A', 'B'], rows });
      },
      fieldPreview: async (id, { sheet, by, limit, target }) => {
        const found = find(datasets, id, 'Dataset');
        if (!found.ok) return found;
        const issue = { severity: 'error', code: 'number_invalid', message: 'No number.', sheet } as const;
        const row = { row: limit, rows: 2, cells: ['x'], value: target?.field ?? null, issues: [issue] };
        return done({ isValid: true, issues: [], columns: [by], rows: [row], total: 1 });
      },
      correct: async (id, corrections) => {
        const found = find(datasets, id, 'Dataset');
        if (!found.ok) return found;
        app.corrections.push(corrections);
        const version = found.value.version + 1;
        const dataset = { ...found.value, id: `${id}_${version}`, parentId: id, version };
        datasets.set(dataset.id, dataset);
        return done({ dataset, isNew: true });
      },
      rows: async (id, sheet) => {
        if (!datasets.has(id)) return refuse('not_found', `Dataset ${id} not found`);
        const row = JSON.parse(`{"_row": 2, "Name": "${sheet}", "__proto__": "kept"}`) as {
          readonly _row: number;
        };
        return done({ rows: [row], total: 7 });
      },
    },
    graphs: {
      create: async (spec) => {
        const parsed = GraphSpec.safeParse(spec);
        if (!parsed.success) return invalidGraph('name');
        const id = parsed.data.id ?? `gra_${graphs.size + 1}`;
        const view = {
          id,
          name: parsed.data.name,
          version: 1,
          spec: { ...parsed.data, id, version: 1 },
          createdAt: AT,
          updatedAt: AT,
        };
        graphs.set(id, view);
        return done(view);
      },
      list: async ({ text = '', ...query }) =>
        pageOf(
          [...graphs.values()].filter(({ name }) => name.includes(text)),
          query,
        ),
      get: async (id) => find(graphs, id, 'Graph'),
      versions: async (id) => {
        const found = find(graphs, id, 'Graph');
        if (!found.ok) return found;
        const { name, version, spec } = found.value;
        const items = [{ version, name, nodes: spec.nodes.length, createdAt: AT }];
        return done({ items, nextCursor: null });
      },
      diff: async (id, { from, to = 1 }) => {
        const found = find(graphs, id, 'Graph');
        const side = (version: number) => ({ version, yaml: `version: ${version}\n` });
        return found.ok ? done({ from: side(from), to: side(to), changes: [CHANGE] }) : found;
      },
      update: async (id, spec, expected) => {
        const found = find(graphs, id, 'Graph');
        if (!found.ok) return found;
        if (found.value.version !== expected)
          return refuse('stale', `Graph ${id} is at version ${found.value.version}.`);
        const view = {
          ...found.value,
          spec: { ...GraphSpec.parse(spec), id, version: expected + 1 },
          version: expected + 1,
        };
        graphs.set(id, view);
        return done(view);
      },
      remove: async (id) => remove(graphs, id, 'Graph'),
      validate: async (id) => {
        const found = find(graphs, id, 'Graph');
        return found.ok ? done({ valid: true, errors: [], warnings: [] }) : found;
      },
      plan: async (id) => {
        const found = find(graphs, id, 'Graph');
        if (!found.ok) return found;
        const { spec } = found.value;
        const steps = spec.nodes
          .flatMap((node) => (node.type === 'model' ? [node] : []))
          .map((node, index) => ({
            node: node.id,
            index,
            model: node.data.odooModel,
            sheet: node.data.sheet ?? '',
            data: node.data,
            level: index,
            dependsOn: [],
            component: null,
            references: [],
          }));
        const plan = { graphName: spec.name, namespace: 'ns', steps, warnings: [] };
        return done({ valid: true, errors: [], warnings: [], plan, rows: { companies: 3 } });
      },
      readiness: async (id, query) => {
        const found = find(graphs, id, 'Graph');
        if (!found.ok) return found;
        if (!('connectionId' in query)) return done({ ...READINESS, target: shippedTarget(query.shipped) });
        const connection = find(connections, query.connectionId, 'Connection');
        return connection.ok ? done(READINESS) : connection;
      },
      importYaml: async (text) => app.graphs.create({ name: text.replace('name: ', ''), nodes: [] }),
      exportData: async (id) => {
        const found = find(graphs, id, 'Graph');
        if (!found.ok) return found;
        async function* entries() {
          yield { name: 'README.txt', content: ['read me'] };
        }
        return done({
          files: [],
          leftOut: 0,
          entries,
          [Symbol.asyncDispose]: async () => {
            app.disposed += 1;
          },
        });
      },
      exportYaml: async (id) => {
        const found = find(graphs, id, 'Graph');
        return found.ok ? done(`name: ${found.value.name}\n`) : found;
      },
    },
    customFields: createTestFields(),
    examples: {
      list: () => [],
      createDataset: async (id) => refuse('not_found', `Example ${id} not found.`),
    },
    templates: templateCases({
      graphs: {
        create: async (spec) => {
          const created = await app.graphs.create(spec);
          if (!created.ok) throw new Error(created.error.message);
          return created.value;
        },
        madeFrom: async (id) => [...graphs.values()].filter(({ spec }) => spec.metadata?.template === id),
      },
      datasets: { get: async (id) => datasets.get(id) ?? null },
      createDataset: (input) => app.datasets.create(input),
      runs: { list: (query) => app.runs.list(query) },
    }),
    keyMap: {
      list: async ({ graphId, key }) => {
        const graph = find(graphs, graphId, 'Graph');
        if (!graph.ok) return graph;
        return done({ items: key === undefined || key === ENTRY.key ? [ENTRY] : [], nextCursor: null });
      },
      rename: async ({ graphId, key, newKey }) => {
        const graph = find(graphs, graphId, 'Graph');
        if (!graph.ok) return graph;
        if (key !== ENTRY.key) return refuse('not_found', `There is no row with the key "${key}".`);
        return done({ ...ENTRY, key: newKey, byId: 'renamed' });
      },
    },
    runs: {
      start: async ({ graphId, datasetId, idempotencyKey }) => {
        const graph = find(graphs, graphId, 'Graph');
        if (!graph.ok) return graph;
        if (graph.value.spec.nodes.length === 0) return invalidGraph('nodes');
        if ([...runs.values()].some((r) => r.graphId === graphId && r.status === 'running')) {
          return refuse('conflict', `Another run of graph ${graphId} is active.`);
        }
        const id = idempotencyKey === undefined ? `run_${runs.size + 1}` : `run_${idempotencyKey}`;
        runs.set(id, runOf(id, graph.value, datasetId ?? 'dat_newest'));
        return done({ id, status: 'pending', taskId: `task_of_${id}` });
      },
      check: async ({ depth, ...input }) => {
        const started = await app.runs.start(input);
        if (!started.ok) return started;
        const run = find(runs, started.value.id, 'Run');
        if (run.ok) runs.set(run.value.id, { ...run.value, kind: 'check', checkDepth: depth });
        return started;
      },
      retry: async ({ runId, datasetId, graphVersion }) => {
        const run = find(runs, runId, 'Run');
        if (!run.ok) return run;
        if (run.value.status === 'completed') return refuse('conflict', `Run ${runId} has loaded every row.`);
        const started = await app.runs.start({
          graphId: run.value.graphId,
          ...(datasetId ? { datasetId } : {}),
        });
        const retry = started.ok ? find(runs, started.value.id, 'Run') : started;
        if (retry.ok) {
          const version = graphVersion ?? retry.value.graphVersion;
          runs.set(retry.value.id, { ...retry.value, kind: 'retry', ofRun: runId, graphVersion: version });
        }
        return started;
      },
      list: async ({ status, kind, connectionId, from, to, ...query }) =>
        pageOf(
          [...runs.values()].filter(
            (r) =>
              (status === undefined || r.status === status) &&
              (kind === undefined || r.kind === kind) &&
              (connectionId === undefined || r.connectionId === connectionId) &&
              (from === undefined || r.createdAt >= from) &&
              (to === undefined || r.createdAt < to),
          ),
          query,
        ),
      get: async (id) => find(runs, id, 'Run'),
      rows: async (id, query) => {
        const run = find(runs, id, 'Run');
        if (!run.ok) return run;
        return done({ items: [rejectedRow(query.node ?? 'companies')], nextCursor: null });
      },
      vanished: async (id) => {
        const run = find(runs, id, 'Run');
        return run.ok ? done({ items: [VANISHED], nextCursor: null }) : run;
      },
      batches: async (id, { node = 'companies', newestFirst }) => {
        const run = find(runs, id, 'Run');
        const batch = { ...BATCH, node, batch: newestFirst ? 9 : 1 };
        return run.ok ? done({ items: [batch], nextCursor: null }) : run;
      },
      measure: async () => {
        if (!app.isReady) throw new Error('The database is away.');
        const statuses = Map.groupBy(runs.values(), ({ status }) => status);
        return {
          runs: [...statuses].map(([status, of]) => ({ status, kind: 'run', runs: of.length })),
          rows: { ...NO_COUNTS, created: 3, rejected: 2 },
          waiting: 1,
          oldestPendingSeconds: 12.5,
        };
      },
      throughput: async (id) => {
        const run = find(runs, id, 'Run');
        if (!run.ok) return run;
        if (run.value.status === 'pending') return done(null);
        return done({ slotSeconds: 5, points: [{ at: AT, rows: 7 }] });
      },
      issues: async (id) => {
        const run = find(runs, id, 'Run');
        if (!run.ok) return run;
        const { issues, node } = rejectedRow('companies');
        const group = {
          node,
          code: 'required_missing',
          severity: 'error',
          field: 'name',
          column: null,
        } as const;
        return done([{ ...group, count: 1, samples: issues }]);
      },
      row: async (id, { node, ord }) => {
        const run = find(runs, id, 'Run');
        if (!run.ok) return run;
        const row = rejectedRow(node);
        return row.ord === ord ? done(detailOf(row)) : refuse('not_found', `Row ${node}:${ord} not found`);
      },
      children: async (id) => {
        const run = find(runs, id, 'Run');
        return run.ok ? done({ items: [], nextCursor: null }) : run;
      },
      report: async (id) => {
        const run = find(runs, id, 'Run');
        return run.ok ? done(reportOf(run.value)) : run;
      },
      rejects: async (id, query) => {
        const run = find(runs, id, 'Run');
        if (!run.ok) return run;
        const text = `rejects of ${id} as ${query.format}`;
        return done({
          name: `${query.sheet ?? 'companies'}.${query.format}`,
          kind: query.format,
          rows: { companies: 2 },
          content: Readable.from([Buffer.from(text)]),
          close: async () => undefined,
        });
      },
      events: async (id, after, limit) => {
        const run = find(runs, id, 'Run');
        return run.ok ? done((events.get(id) ?? []).filter((e) => e.seq > after).slice(0, limit)) : run;
      },
      waitForEvent: (_id, _after, timeoutMs, signal) =>
        new Promise((resolve) => {
          const finish = () => {
            clearTimeout(timer);
            waiters.delete(finish);
            resolve();
          };
          const timer = setTimeout(finish, timeoutMs);
          waiters.add(finish);
          signal?.addEventListener('abort', finish, { once: true });
        }),
      cancel: async (id) => request(runs, id, 'cancelled'),
      pause: async (id) => request(runs, id, 'paused'),
      resume: async (id) => request(runs, id, 'pending'),
      rollback: async (id, { confirm }) => {
        if (confirm !== undefined && confirm !== ROLLBACK_PREVIEW.records) {
          return refuse('invalid', `Run ${id} made or changed 4 records, not ${confirm}.`);
        }
        return request(runs, id, 'rolling_back');
      },
      previewRollback: async (id) => {
        const run = find(runs, id, 'Run');
        return run.ok ? done({ runId: id, ...ROLLBACK_PREVIEW }) : run;
      },
    },
  };
  return app;
}

function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

function refuse(
  code: Refusal['code'],
  message: string,
  issues?: Refusal['issues'],
): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, message, ...(issues === undefined ? {} : { issues }) } };
}

function invalidGraph(field: string) {
  const issues = ['first', 'second'].map((edge) => ({
    severity: 'error' as const,
    code: 'spec_invalid' as const,
    edge,
    field,
    message: `${edge}: ${field} is wrong`,
  }));
  return refuse('invalid', `Graph validation failed: ${issues.map((i) => i.message).join('; ')}`, issues);
}

function find<T>(all: ReadonlyMap<string, T>, id: string, what: string): Result<T> {
  const found = all.get(id);
  return found === undefined ? refuse('not_found', `${what} ${id} not found`) : done(found);
}

function remove<T>(all: Map<string, T>, id: string, what: string): Result<null> {
  return all.delete(id) ? done(null) : refuse('not_found', `${what} ${id} not found`);
}

function request(runs: Map<string, RunView>, id: string, status: RunStatus): Result<RunView> {
  const found = find(runs, id, 'Run');
  if (!found.ok) return found;
  const run = { ...found.value, status };
  runs.set(id, run);
  return done(run);
}

function pageOf<T>(all: readonly T[], { limit, cursor }: PageQuery): Page<T> {
  const from = Number(cursor ?? 0);
  const to = from + limit;
  return { items: all.slice(from, to), nextCursor: to < all.length ? String(to) : null };
}

function datasetOf(id: string, name: string, files: readonly string[]): DatasetView {
  const sheets = files.map((file) => ({
    name: file.replace(/\.\w+$/, ''),
    file,
    columns: [{ header: 'Name', name: 'c0', emptyCells: 1 }],
    rowCount: 7,
    hidden: false,
    storedAs: 'sheet-0.parquet',
    format: { kind: 'csv' as const, delimiter: ',', headerRow: 1, nullTokens: ['N/A'] },
  }));
  const manifest = {
    id,
    name,
    hash: 'abc',
    createdAt: AT,
    files: files.map((file) => ({ name: file, bytes: 3, sha256: 'def' })),
    sheets,
    issues: [],
  };
  return { id, name, hash: 'abc', parentId: null, lineId: id, version: 1, createdAt: AT, manifest };
}

function detailOf(row: ReturnType<typeof rejectedRow>): RunRowDetail {
  const nothing = { attempts: [], failedCalls: [], changes: [], prepared: null };
  const place = { model: 'res.partner', sheet: 'Companies', externalId: null, link: null };
  return { ...row, ...place, ...nothing, missing: 'The dataset was deleted.' };
}

function reportOf(run: RunView): RunReport {
  const { issues, ...row } = rejectedRow('companies');
  const place = { model: 'res.partner', sheet: 'companies', externalId: null, link: null, changes: [] };
  async function* rows() {
    yield [{ ...row, ...place, key: '=1+1', issues }];
  }
  return {
    head: {
      runId: run.id,
      kind: run.kind,
      checkDepth: run.checkDepth,
      ofRun: run.ofRun,
      status: run.status,
      errorMessage: null,
      graph: { id: run.graphId, name: run.graphName, version: run.graphVersion, hash: 'aaa' },
      dataset: { id: run.datasetId, name: 'data', hash: run.datasetHash, files: [] },
      connection: {
        id: run.connectionId,
        name: 'prod',
        url: 'https://odoo.example/',
        database: 'prod',
        login: null,
        serverVersion: null,
      },
      schemaHash: null,
      answers: {},
      createdAt: run.createdAt,
      startedAt: null,
      completedAt: null,
      activeSeconds: 0,
      workers: [],
    },
    nodes: [],
    issues: [],
    rows: rows(),
  };
}

const BATCH: BatchView = {
  batch: 1,
  node: 'companies',
  kind: 'create',
  state: 'settled',
  generation: 0,
  rows: 3,
  workers: 1,
  sentAt: AT,
  settledAt: AT,
  counts: { created: 2, rejected: 1 },
};

const CHANGE: GraphChange = {
  what: 'node',
  change: 'changed',
  node: 'companies',
  field: null,
  edge: null,
  property: 'sheet',
  before: 'Old',
  after: 'New',
};

const ENTRY: KeyMapView = {
  node: 'companies',
  key: 'ACME',
  model: 'res.partner',
  recordId: 12,
  externalId: 'crm.companies_ACME',
  byId: null,
  createdRun: 'run_1',
  writtenRun: 'run_1',
  vanishedRun: null,
  updatedAt: AT,
};

const VANISHED: VanishedView = {
  node: 'companies',
  key: 'OLD',
  model: 'res.partner',
  recordId: 12,
  externalId: 'crm.companies_OLD',
  action: 'archive',
  state: 'withheld',
  reason: 'more_than_half',
  detail: null,
  renamedTo: null,
};

const NO_COUNTS = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as OutcomeCounts;

function runOf(id: string, graph: GraphView, datasetId: string): RunView {
  const companies = { ...NO_COUNTS, created: 2, updated: 1, unchanged: 4 };
  const leads = { ...NO_COUNTS, created: 1, rejected: 2, blocked: 3 };
  return {
    id,
    kind: 'run',
    checkDepth: null,
    ofRun: null,
    graphId: graph.id,
    graphName: graph.name,
    graphVersion: graph.version,
    datasetId,
    datasetName: 'data',
    datasetHash: 'abc',
    connectionId: 'con_1',
    connectionName: 'prod',
    status: 'pending',
    pauseReason: null,
    errorMessage: null,
    taskId: `task_of_${id}`,
    createdAt: AT,
    startedAt: null,
    completedAt: null,
    rolledBackAt: null,
    progress: {
      currentNode: 'leads',
      currentIndex: 1,
      totalNodes: 2,
      percentage: 61,
      rowsDone: 13,
      rowsTotal: 20,
      rowsPerSecond: 12.5,
      etaSeconds: null,
      waitingFor: 'Odoo (429), next try at 14:03:07',
      nodes: [
        {
          nodeId: 'companies',
          model: 'res.partner',
          status: 'completed',
          rowsTotal: 7,
          counts: companies,
          undo: NO_UNDO,
          adopted: 1,
          vanished: 2,
        },
        {
          nodeId: 'leads',
          model: 'crm.lead',
          status: 'running',
          rowsTotal: 13,
          counts: leads,
          undo: NO_UNDO,
          adopted: 0,
          vanished: 0,
        },
      ],
    },
  };
}

function suggested(groups: readonly string[]): Suggested {
  const field = { role: 'main', model: 'res.partner', field: 'name', confidence: 0.9, reason: 'like "name"' };
  return {
    target: { serverVersion: '19.0', database: groups.join(' ') },
    suggestion: {
      sheets: [
        {
          sheet: 'Kunden',
          models: [{ model: 'res.partner', confidence: 0.8, reason: 'called like "kunde"' }],
          columns: [{ column: 'Name', field, alternatives: [] }],
          junction: null,
        },
      ],
    },
    draft: {
      spec: { name: 'Kunden', nodes: [] },
      unmapped: [{ sheet: 'Kunden', column: 'Fax', field: null, reason: 'no field' }],
      missing: [{ node: 'kunden', model: 'res.partner', field: 'name', label: 'Name', filledByOdoo: false }],
      notes: ['A note.'],
    },
    warnings: ['A warning.'],
  };
}

const shippedTarget = (version: number) => ({
  serverVersion: `${version}.0`,
  database: `Odoo ${version} as shipped`,
  isShipped: true,
});

const READINESS: ReadinessView = {
  ready: false,
  target: { serverVersion: '19.0', database: 'prod', isShipped: false },
  findings: [
    {
      severity: 'blocker',
      code: 'right_missing',
      message: 'Node "leads": may not create.',
      node: 'leads',
      model: 'crm.lead',
      field: null,
    },
  ],
  models: [
    {
      model: 'crm.lead',
      nodes: ['leads'],
      exists: true,
      module: 'crm',
      needs: ['read', 'create'],
      missing: ['create'],
    },
  ],
};

const PROFILE: DatasetProfile = {
  sheets: [
    {
      sheet: 'Kunden',
      rows: 3,
      columns: [
        {
          name: 'Since',
          type: 'date',
          typeShare: 2 / 3,
          filled: 3,
          nulls: 0,
          distinct: 3,
          min: '2024-01-31',
          max: '2024-02-01',
          minLength: 3,
          maxLength: 10,
          formats: [{ format: 'DD/MM/YYYY', share: 2 / 3, example: '31/01/2024' }],
          patterns: [{ pattern: '9+/9+/9+', share: 2 / 3, example: '31/01/2024' }],
          samples: ['31/01/2024', 'now', '01/02/2024'],
          values: [{ value: 'now', rows: 1 }],
          outliers: [{ row: 3, value: 'now', reason: 'no date' }],
          flaws: [{ flaw: 'outer_spaces', rows: 1, samples: [' now'] }],
          dateOrder: 'day_first',
        },
      ],
      firstRows: [],
      keys: [{ columns: ['Since'], uniqueShare: 1 }],
      hidden: false,
      duplicateRows: 0,
      duplicates: [],
      headerProblems: [],
    },
  ],
  references: [
    { from: { sheet: 'Kunden', column: 'Since' }, to: { sheet: 'Jahre', column: 'Tag' }, containment: 0.95 },
  ],
};

const CLEANING: CleaningProposal = {
  sheet: 'Kunden',
  column: 'Since',
  nullTokens: ['-'],
  transforms: ['trim', { name: 'date', formats: ['%d/%m/%Y'] }],
  valueMap: {},
  matches: null,
  steps: [{ kind: 'date', reason: 'Written as DD/MM/YYYY.', share: 2 / 3 }],
  samples: ['31/01/2024'],
  beside: null,
  examples: [{ before: '31/01/2024', after: '2024-01-31', issue: null }],
};

const ROLLBACK_PREVIEW = {
  records: 4,
  nodes: [
    { nodeId: 'companies', model: 'res.partner', toDelete: 1, toRestore: 1, kept: [] },
    {
      nodeId: 'leads',
      model: 'crm.lead',
      toDelete: 0,
      toRestore: 0,
      kept: [{ reason: 'changed_since', count: 1 }],
    },
  ],
  alsoDeleted: [{ model: 'product.template', count: 1 }],
  kept: [
    {
      node: 'leads',
      row: 2,
      key: 'L1',
      recordId: 7,
      reason: 'changed_since',
      detail: 'Somebody changed name since the run.',
      isPartial: false,
    },
  ],
  keptTotal: 1,
  scope: 'all',
  unseen: [],
} as const;
const NO_UNDO = { toUndo: 0, deleted: 0, restored: 0, kept: 0, archived: 0 };

function rejectedRow(node: string) {
  const issue = {
    severity: 'error',
    code: 'required_missing',
    message: 'Row 14 of "Companies": Name is empty. Fill the cell.',
    node,
    field: 'name',
    sheet: 'Companies',
    row: 14,
    column: 'Name',
  } as const;
  const undo = { undo: null, undoReason: null, undoDetail: null } as const;
  const state = { outcome: 'rejected', rule: null, recordId: null, blockedBy: null, ...undo } as const;
  return { node, row: 14, ord: 12, key: 'ACME', ...state, issues: [issue] };
}
