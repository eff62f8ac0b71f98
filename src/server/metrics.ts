import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { App } from '../app/app.ts';
import type { RunMeasures } from '../app/run-views.ts';

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/** Of the process, whatever servers it has: what observes the collector of garbage cannot be taken away again. */
let ofProcess: Registry | null = null;

function processMetrics(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/** What the server itself does, and at each look what the database knows. Answers with the text for Prometheus. */
export function measureServer(server: FastifyInstance, { runs }: Pick<App, 'runs'>): () => Promise<string> {
  const own = new Registry();
  const registers = [own];
  const requests = new Histogram({
    name: 'importgraph_http_request_seconds',
    help: 'Time that requests took, streams of events left out',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    if (route?.endsWith('/events')) return;
    const labels = { method: request.method, route: route ?? 'none', status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  const tell = runGauges(registers);
  return async () => {
    tell(await runs.measure().catch(() => null));
    return Registry.merge([processMetrics(), own]).metrics();
  };
}

function runGauges(registers: Registry[]): (measures: RunMeasures | null) => void {
  const up = new Gauge({ name: 'importgraph_database_up', help: '1: the database answers', registers });
  const runs = new Gauge({
    name: 'importgraph_runs',
    help: 'Runs there are',
    labelNames: ['status', 'kind'],
    registers,
  });
  const rows = new Counter({
    name: 'importgraph_rows_total',
    help: 'Rows settled by runs, checks left out',
    labelNames: ['outcome'],
    registers,
  });
  const waiting = new Gauge({
    name: 'importgraph_runs_waiting_for_odoo',
    help: 'Runs at work whose calls wait',
    registers,
  });
  const oldest = new Gauge({
    name: 'importgraph_oldest_pending_run_seconds',
    help: 'Age of the oldest run that no worker has taken; 0: there is none',
    registers,
  });
  return (measures) => {
    up.set(measures === null ? 0 : 1);
    runs.reset();
    rows.reset();
    waiting.reset();
    oldest.reset();
    if (measures === null) return;
    for (const { status, kind, runs: count } of measures.runs) runs.set({ status, kind }, count);
    for (const [outcome, count] of Object.entries(measures.rows)) rows.inc({ outcome }, count);
    waiting.set(measures.waiting);
    oldest.set(measures.oldestPendingSeconds);
  };
}
