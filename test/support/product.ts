import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type pg from 'pg';
import type { App } from '../../src/app/app.ts';
import type { ConnectionInput } from '../../src/app/connection-cases.ts';
import type { DatasetView } from '../../src/app/dataset-cases.ts';
import type { GraphView } from '../../src/app/graph-cases.ts';
import type { RunView } from '../../src/app/run-views.ts';
import { openApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { readConfig } from '../../src/config.ts';
import { freshDatabase } from './database.ts';

/** The whole product on a database and a data folder of its own, with a worker. */
export interface Product {
  readonly app: App;
  readonly home: string;
  readonly databaseUrl: string;
  /** For oracles that read our tables. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface ProductOptions {
  /** Goes past the limits of the environment, e.g. a soft limit of milliseconds. */
  readonly set?: Partial<Config>;
  /** Default true; without one, runs wait for the workers of the test. */
  readonly hasWorker?: boolean;
}

export async function openProduct(
  env: Readonly<Record<string, string>> = {},
  { set = {}, hasWorker = true }: ProductOptions = {},
): Promise<Product> {
  const database = await freshDatabase();
  const home = await mkdtemp(join(tmpdir(), 'ig-test-'));
  const config = configOf({
    IMPORTGRAPH_HOME: home,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    ...env,
  });
  const app = await openApp({ ...config, ...set });
  const shutdown = new AbortController();
  const worker = hasWorker ? app.work(shutdown.signal) : Promise.resolve();
  return {
    app,
    home,
    databaseUrl: database.url,
    pool: database.pool,
    close: async () => {
      shutdown.abort();
      await worker;
      await app.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export function configOf(env: Readonly<Record<string, string>>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

/** Throws the refusal of a use case, so that a test reads like a story. */
export function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error, null, 2));
  return result.value;
}

export async function addConnection(
  app: App,
  input: Partial<ConnectionInput> & Pick<ConnectionInput, 'url' | 'database' | 'secret'>,
): Promise<string> {
  return unwrap(await app.connections.create({ name: 'test', ...input })).id;
}

export async function addFolder(app: App, folder: string): Promise<DatasetView> {
  const files = readdirSync(folder)
    .filter((name) => /\.(csv|tsv|xlsx)$/.test(name))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }));
  return unwrap(await app.datasets.create({ name: basename(folder), files }));
}

export async function addGraph(app: App, yaml: string): Promise<GraphView> {
  return unwrap(await app.graphs.importYaml(yaml));
}

const OVER: ReadonlySet<string> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'paused',
  'rolled_back',
]);

/** Starts a run and waits, by its events, until it is over or paused. */
export async function runToEnd(
  app: App,
  input: { readonly graphId: string; readonly datasetId: string; readonly connectionId: string },
): Promise<RunView> {
  const started = unwrap(await app.runs.start(input));
  return endOfRun(app, started.id);
}

export async function endOfRun(app: App, runId: string): Promise<RunView> {
  let after = 0;
  for (;;) {
    const run = unwrap(await app.runs.get(runId));
    if (OVER.has(run.status)) return run;
    await app.runs.waitForEvent(runId, after, 2000);
    after = unwrap(await app.runs.events(runId, after, 1000)).at(-1)?.seq ?? after;
  }
}

/** Outcomes per node without the zeros, e.g. `{orders: {created: 830}}`. */
export function outcomesOf(run: RunView): Record<string, Record<string, number>> {
  return Object.fromEntries(
    run.progress.nodes.map((node) => [
      node.nodeId,
      Object.fromEntries(Object.entries(node.counts).filter(([, n]) => n > 0)),
    ]),
  );
}
