import { hash } from 'node:crypto';
import { OUTCOMES } from '../issue.ts';
import { exportGraphYaml } from '../plan/graph-yaml.ts';
import { planRun } from '../plan/plan-run.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import { EventFold, type RunTimes } from '../report/fold-events.ts';
import { recordLink } from '../report/record-link.ts';
import type { ReportHead, ReportNode, ReportRow, RunReport } from '../report/run-report.ts';
import type { ReportSource } from '../store/run/report-source.ts';
import type { RunRecords } from '../store/run-records.ts';
import type { Runs } from '../store/runs.ts';
import { done, notFound } from './refuse.ts';
import type { Result } from './result.ts';
import type { NodeProgress, RunView } from './run-views.ts';

const EVENTS_PER_READ = 1000;

interface Reading {
  readonly runs: Runs;
  readonly records: RunRecords;
}

/** The report of a run as it stands now; its rows are read while it is written. */
export async function reportRun({ runs, records }: Reading, id: string): Promise<Result<RunReport>> {
  const run = await runs.get(id);
  const source = await records.source(id);
  if (run === null || source === null) return notFound('Run', id);
  const times = await foldEvents(runs, id);
  const sheets = sheetsOf(source);
  const nodes = run.progress.nodes.map((node) => reportNode(node, sheets, times));
  return done({
    head: reportHead(run, source, times),
    nodes,
    issues: await runs.issues(id),
    rows: reportRows(records, run, { source, nodes }),
  });
}

async function foldEvents(runs: Runs, id: string): Promise<RunTimes> {
  const fold = new EventFold();
  for (let after = 0; ; ) {
    const events = await runs.events(id, after, EVENTS_PER_READ);
    for (const event of events) fold.add(event);
    after = events.at(-1)?.seq ?? after;
    if (events.length < EVENTS_PER_READ) return fold.times();
  }
}

/** The sheet that feeds each node, as the plan had it. */
export function sheetsOf({ spec, manifest }: ReportSource): ReadonlyMap<string, string> {
  const validation = validateGraph(spec, { manifest });
  const steps = validation.valid ? planRun(validation.graph).steps : [];
  return new Map(steps.map(({ node, sheet }) => [node, sheet]));
}

function reportHead(run: RunView, source: ReportSource, times: RunTimes): ReportHead {
  const { spec, manifest, connection } = source;
  return {
    runId: run.id,
    kind: run.kind,
    checkDepth: run.checkDepth,
    ofRun: run.ofRun,
    status: run.status,
    errorMessage: run.errorMessage,
    graph: {
      id: run.graphId,
      name: run.graphName,
      version: run.graphVersion,
      hash: hash('sha256', exportGraphYaml(spec), 'hex'),
    },
    dataset: { id: run.datasetId, name: manifest.name, hash: run.datasetHash, files: manifest.files },
    connection: {
      ...connection,
      url: withoutSecrets(connection.url),
      serverVersion: source.serverVersion,
    },
    schemaHash: source.snapshotHash,
    answers: source.vocabulary.answers,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    activeSeconds: times.activeSeconds,
    workers: times.workers,
  };
}

/** Nobody should write a password into an address, and reports are sent around. */
function withoutSecrets(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href;
}

function reportNode(
  { nodeId, model, status, rowsTotal, counts }: NodeProgress,
  sheets: ReadonlyMap<string, string>,
  times: RunTimes,
): ReportNode {
  const settled = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  const time = times.nodes.get(nodeId);
  const isTimed = time !== undefined && time.seconds > 0;
  return {
    node: nodeId,
    model,
    sheet: sheets.get(nodeId) ?? null,
    status,
    rows: rowsTotal,
    counts,
    open: (rowsTotal ?? 0) - settled,
    seconds: time?.seconds ?? null,
    rowsPerSecond: isTimed ? Math.round((10 * (settled - time.settledEarly)) / time.seconds) / 10 : null,
    defaults: times.defaults.get(nodeId) ?? [],
  };
}

async function* reportRows(
  records: RunRecords,
  run: RunView,
  { source, nodes }: { readonly source: ReportSource; readonly nodes: readonly ReportNode[] },
): AsyncGenerator<readonly ReportRow[]> {
  const { connection, majorVersion, namespace } = source;
  const place = { runId: run.id, connectionId: connection.id, namespace };
  const pages = majorVersion === null ? null : { ...connection, majorVersion };
  for (const [index, { node, model, sheet, rows }] of nodes.entries()) {
    for await (const part of records.reportRows(place, { node, index, rows: rows ?? 0 })) {
      yield part.map((row) => ({
        ...row,
        model,
        sheet,
        link: pages && row.recordId !== null ? recordLink(pages, model, row.recordId) : null,
      }));
    }
  }
}
