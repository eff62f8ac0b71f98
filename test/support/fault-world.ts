import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import type { App } from '../../src/app/app.ts';
import type { RunView } from '../../src/app/run-views.ts';
import { openApp } from '../../src/app.ts';
import type { Clock } from '../../src/load/ports.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { checkRun, countRecords } from './oracle.ts';
import type { OracleTarget } from './oracle-target.ts';
import { readSandbox } from './oracle-target.ts';
import { addConnection, configOf, endOfRun, unwrap } from './product.ts';
import type { SmallRows } from './small-graph.ts';
import { addSmall, addSmallFiles, SMALL_MODELS, SMALL_ROWS, smallParents } from './small-graph.ts';

/** `robot` is an ordinary integration user, who may not read external IDs; `other` is another one. */
export const USERS = [
  { login: 'admin', password: 'admin', apiKey: 'admin-api-key', admin: true },
  { login: 'robot', password: 'robot', apiKey: 'robot-api-key' },
  { login: 'admin2', password: 'admin2', apiKey: 'second-api-key', admin: true },
  { login: 'other', password: 'other', apiKey: 'other-api-key' },
] as const;

export interface FaultWorldOptions {
  readonly rows?: SmallRows;
  readonly batchSize?: number;
  /** Default `admin`. */
  readonly user?: 'admin' | 'robot';
  readonly concurrency?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of one whose waits pass at once. */
  readonly clock?: Clock;
  /** Told of each wait of the quick clock before it passes, with its number from 1. */
  readonly onWait?: (wait: number) => Promise<void>;
  /** False: no worker of its own. */
  readonly work?: false;
  /** Default `auto`, with an API key. */
  readonly transport?: 'jsonrpc';
  /** For a proxy before our database. */
  readonly throughDatabase?: (url: string) => Promise<string>;
  /** The embedded database in the home folder, as the product itself starts it, instead of one on the server of all tests. */
  readonly embedded?: true;
  /** Another database than one on the server of all tests. */
  readonly database?: TestDatabase;
}

/** A sandbox behind a fault proxy, the product with a worker, and the standard graph ready to run. */
export interface FaultWorld {
  readonly sandbox: Sandbox;
  readonly proxy: FaultProxy;
  readonly app: App;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly home: string;
  readonly target: OracleTarget;
  readonly clock: Clock & { readonly waits: readonly number[] };
  readonly connectionId: string;
  readonly graphId: string;
  readonly datasetId: string;
  start(): Promise<string>;
  run(): Promise<RunView>;
  end(runId: string): Promise<RunView>;
  /** Another edition of the source: one field of each row differs. */
  edit(edition: number): Promise<void>;
  /** The oracle. */
  check(run: RunView): Promise<void>;
  close(): Promise<void>;
}

export async function openFaultWorld(options: FaultWorldOptions = {}): Promise<FaultWorld> {
  const rows = options.rows ?? SMALL_ROWS;
  const sandbox = await startSandbox({ users: USERS });
  const proxy = await openFaultProxy(sandbox.url);
  const home = await mkdtemp(join(tmpdir(), 'ig-fault-'));
  const database =
    options.database ?? (options.embedded ? await embeddedDatabase(home) : await freshDatabase());
  const clock = quickClock(options.onWait);
  const url = (await options.throughDatabase?.(database.url)) ?? database.url;
  const config = configOf({
    IMPORTGRAPH_HOME: home,
    ...(options.embedded ? {} : { DATABASE_URL: url }),
    ...options.env,
  });
  const app = await openApp(config, undefined, options.clock ?? clock);
  const shutdown = new AbortController();
  const worker = options.work === false ? Promise.resolve() : app.work(shutdown.signal);
  const connectionId = await addConnection(app, {
    url: proxy.url,
    database: 'sandbox',
    secret: `${options.user ?? 'admin'}-api-key`,
    ...(options.transport ? { transport: options.transport, login: options.user ?? 'admin' } : {}),
    profile: { concurrency: options.concurrency ?? 2 },
  });
  const target = readSandbox(sandbox);
  const countsBefore = await countRecords(target, SMALL_MODELS);
  const small = await addSmall(app, join(home, 'files-1'), { rows, batchSize: options.batchSize ?? 5 });
  let { datasetId } = small;
  const start = async (): Promise<string> =>
    unwrap(await app.runs.start({ graphId: small.graphId, datasetId, connectionId })).id;
  const end = (runId: string): Promise<RunView> => endOfRun(app, runId);
  return {
    sandbox,
    proxy,
    app,
    pool: database.pool,
    databaseUrl: database.url,
    home,
    target,
    clock,
    connectionId,
    graphId: small.graphId,
    get datasetId() {
      return datasetId;
    },
    start,
    end,
    run: async () => end(await start()),
    edit: async (edition) => {
      datasetId = await addSmallFiles(app, join(home, `files-${edition}`), rows, edition);
    },
    check: (run) =>
      checkRun({
        pool: database.pool,
        target,
        runId: run.id,
        rows: { ...rows },
        parents: smallParents(rows),
        countsBefore,
      }),
    close: async () => {
      shutdown.abort();
      await worker;
      await app.close();
      await proxy.close();
      await sandbox.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function embeddedDatabase(dataDir: string): Promise<TestDatabase> {
  const database = await openDatabase({ dataDir });
  return { url: database.url, pool: database.pool, drop: () => database.close() };
}

/** Waits pass at once, and the time of the clock with them, so that ten minutes of back-off are a moment. */
export function quickClock(
  onWait?: (wait: number) => Promise<void>,
): Clock & { readonly waits: readonly number[] } {
  let passed = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => Date.now() + passed,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      passed += ms;
      waits.push(ms);
      await onWait?.(waits.length);
      await nextTurn();
    },
  };
}

/** Reasons of the failed calls of a run, in order. */
export async function faultsOf(app: App, runId: string): Promise<readonly string[]> {
  const events = unwrap(await app.runs.events(runId, 0, 1000));
  return events.flatMap(({ event }) =>
    event.type === 'call_failed' ? [`${event.kind}: ${event.reason}`] : [],
  );
}

export const ALL_CREATED = {
  companies: { created: 15 },
  contacts: { created: 15 },
  leads: { created: 15 },
};
