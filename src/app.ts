import { hostname } from 'node:os';
import { accessCases } from './app/access/access-cases.ts';
import type { App } from './app/app.ts';
import { connectionCases } from './app/connections.ts';
import { customFieldCases } from './app/custom-fields.ts';
import { datasetCases } from './app/datasets.ts';
import { exampleCases } from './app/examples.ts';
import type { ExportDeps } from './app/export-data.ts';
import { graphCases } from './app/graphs.ts';
import { keyMapCases } from './app/key-map.ts';
import { ownSandbox } from './app/own-sandbox.ts';
import type { RunDeps } from './app/run-deps.ts';
import type { TurnDeps } from './app/run-turn.ts';
import { actOnRun } from './app/run-turn.ts';
import { runCases } from './app/runs.ts';
import type { SuggestDeps } from './app/suggest-for.ts';
import { templateCases } from './app/templates.ts';
import { valueCases } from './app/values.ts';
import type { Config } from './config.ts';
import type { Clock } from './load/ports.ts';
import { systemClock } from './load/run-graph.ts';
import type { DatasetStorage } from './source/dataset-storage.ts';
import { openDatasetStorage } from './source/open-storage.ts';
import { Accounts } from './store/access/accounts.ts';
import { ApiTokens } from './store/access/api-tokens.ts';
import { AuditLog } from './store/access/audit-log.ts';
import { Sessions } from './store/access/sessions.ts';
import { Connections } from './store/connections.ts';
import type { Database } from './store/database.ts';
import { openDatabase } from './store/database.ts';
import { databaseTrouble } from './store/database-trouble.ts';
import { Datasets } from './store/datasets.ts';
import { Graphs } from './store/graphs.ts';
import { KeyMap } from './store/key-map.ts';
import type { RunQueue } from './store/queue.ts';
import { openQueue } from './store/queue.ts';
import { openEventFeed } from './store/run/event-feed.ts';
import { RunRecords } from './store/run-records.ts';
import { Runs } from './store/runs.ts';
import { openSecretKey } from './store/secret-key.ts';
import { answeredWithin } from './store/silence.ts';
import { Snapshots } from './store/snapshots.ts';
import { Vocabularies } from './store/vocabularies.ts';
import { Turnstile } from './util/turnstile.ts';
import type { TurnLog } from './worker/take-turn.ts';
import { takeTurn } from './worker/take-turn.ts';

/** Also how soon a worker hears of pause and cancel. A short lease is renewed sooner. */
const HEARTBEAT_MS = 2_000;
const HEARTBEATS_PER_LEASE = 4;
/** Whoever asks whether we are ready does not wait for a database that is silent. */
const READY_MS = 5_000;

/** Each has a tabular engine of its own. */
const INSPECTIONS_AT_ONCE = 2;

const SILENT: TurnLog = { info: () => undefined, error: () => undefined };

/**
 * Opens the product: database, queue, storage, use cases. Whoever opens it closes it, on SIGTERM and SIGINT too. A test gives a
 * clock whose waits pass at once.
 */
export async function openApp(
  config: Config,
  log: TurnLog = SILENT,
  clock: Clock = systemClock,
): Promise<App> {
  const secretKey = await openSecretKey({
    dataDir: config.home,
    ...(config.secretKey === null ? {} : { given: config.secretKey }),
  });
  const storage = await openDatasetStorage(config.home, config.datasetStorage);
  const database = await openDatabase({
    dataDir: config.home,
    silenceMs: config.databaseSilenceMs,
    ...(config.databaseUrl === null ? {} : { databaseUrl: config.databaseUrl }),
  });
  try {
    return await openOn(database, config, { secretKey, storage, log, clock });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Opening {
  readonly secretKey: Awaited<ReturnType<typeof openSecretKey>>;
  readonly storage: DatasetStorage;
  readonly log: TurnLog;
  readonly clock: Clock;
}

async function openOn(database: Database, config: Config, opening: Opening): Promise<App> {
  const { pool } = database;
  const { secretKey, storage, log, clock } = opening;
  const onError = (err: Error): void => log.error({ err }, 'queue upkeep failed; it is tried again');
  const queue = await openQueue(database, {
    hardLimitSeconds: Math.ceil(config.hardLimitMs / 1000),
    onError,
  });
  const feed = await openEventFeed(database);
  const deps: RunDeps & TurnDeps & ExportDeps & Pick<SuggestDeps, 'languageModel'> = {
    connections: new Connections(pool, secretKey),
    snapshots: new Snapshots(pool),
    datasets: new Datasets(pool),
    graphs: new Graphs(pool),
    records: new RunRecords(pool),
    vocabularies: new Vocabularies(pool),
    runs: new Runs(pool, (tx, runId) => queue.send(tx, runId)),
    feed,
    storage,
    allowPrivateTargets: config.allowPrivateTargets,
    engineMemoryMib: config.engineMemoryMib,
    odooTimeoutMs: config.odooTimeoutMs,
    languageModel: config.languageModel,
    clock,
    limiters: new Map(),
    inspections: new Turnstile(INSPECTIONS_AT_ONCE),
  };
  const cases = datasetCases(deps);
  const sandbox = ownSandbox({
    allowPrivateTargets: config.allowPrivateTargets,
    now: () => new Date(clock.now()),
  });
  return {
    connections: connectionCases(deps, sandbox),
    datasets: cases,
    graphs: graphCases(deps),
    runs: runCases(deps),
    values: valueCases(deps),
    keyMap: keyMapCases({ ...deps, keyMap: new KeyMap(pool) }),
    templates: templateCases({ ...deps, createDataset: (input) => cases.create(input) }),
    customFields: customFieldCases({ ...deps, profile: (id, sheet) => cases.profile(id, sheet) }),
    examples: exampleCases(cases),
    access: accessCases({
      accounts: new Accounts(pool),
      sessions: new Sessions(pool),
      tokens: new ApiTokens(pool),
      audit: new AuditLog(pool),
    }),
    work: (signal) => work(deps, queue, { config, log, signal }),
    ready: async () => {
      const answer = await pool.query(answeredWithin(READY_MS, 'select 1')).catch(() => null);
      return answer !== null;
    },
    close: async () => {
      await sandbox.close();
      await queue.stop();
      await feed.close();
      await database.close();
    },
  };
}

interface Working {
  readonly config: Config;
  readonly log: TurnLog;
  readonly signal: AbortSignal;
}

/** Takes runs until the signal; then no new ones, and the batches under way are finished. */
async function work(
  deps: RunDeps & TurnDeps,
  queue: RunQueue,
  { config, log, signal }: Working,
): Promise<void> {
  const worker = `${hostname()}:${process.pid}`;
  const heartbeatMs = Math.min(HEARTBEAT_MS, config.leaseMs / HEARTBEATS_PER_LEASE);
  const { softLimitMs: softMs, hardLimitMs: hardMs, leaseMs } = config;
  const limits = { softMs, hardMs, heartbeatMs, leaseMs };
  await queue.work(async ({ runId, signal: taken }) => {
    const lease = await deps.runs.acquireLease(runId, worker, config.leaseMs);
    if (!lease) return;
    log.info({ run: runId, epoch: lease.epoch }, 'run taken');
    const shutdown = AbortSignal.any([signal, taken]);
    const end = await takeTurn({
      lease,
      limits,
      log,
      shutdown,
      databaseTrouble,
      act: (turn) => actOnRun(deps, turn),
    });
    log.info({ run: runId, end }, 'turn ended');
  });
  await aborted(signal);
  await queue.stop();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
