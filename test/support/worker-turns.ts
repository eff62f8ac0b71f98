import { join } from 'node:path';
import type pg from 'pg';
import { vi } from 'vitest';
import type { TurnDeps } from '../../src/app/run-turn.ts';
import { actOnRun } from '../../src/app/run-turn.ts';
import type { Clock } from '../../src/load/ports.ts';
import type { RunControl } from '../../src/load/run-control.ts';
import type { RunEnd, RunLease } from '../../src/load/run-store.ts';
import { openLocalStorage } from '../../src/source/dataset-storage.ts';
import { Connections } from '../../src/store/connections.ts';
import { openPool } from '../../src/store/database.ts';
import { databaseTrouble } from '../../src/store/database-trouble.ts';
import { Datasets } from '../../src/store/datasets.ts';
import { Graphs } from '../../src/store/graphs.ts';
import { acquireLease, RUNNABLE } from '../../src/store/run/acquire-lease.ts';
import { openSecretKey } from '../../src/store/secret-key.ts';
import { Snapshots } from '../../src/store/snapshots.ts';
import { Vocabularies } from '../../src/store/vocabularies.ts';
import { takeTurn } from '../../src/worker/take-turn.ts';

/**
 * A worker of the product without its queue: the test says when it takes a run, asks it to end, or kills it. It has connections
 * of its own, so a kill looks to the database and to Odoo as that of a process does.
 */
export interface TestWorker {
  /** Takes the run and works on it until the turn ends. Null: it did not get the lease, lost it, or was killed. */
  turn(runId: string): Promise<RunEnd | null>;
  /** Its turn takes no further batch: a limit, a request or its end was heard. */
  isStopping(): boolean;
  /** SIGTERM: the batches under way are finished, the run is handed on. */
  shutDown(): void;
  /** SIGKILL: its connections are cut at once, nothing it does from here on reaches the database. */
  kill(): void;
  close(): Promise<void>;
}

export interface TestWorkerOptions {
  readonly databaseUrl: string;
  readonly home: string;
  readonly clock?: Clock;
  readonly softMs?: number;
  readonly heartbeatMs?: number;
}

const LEASE_MS = 30_000;
const DEAD = new Error('This worker was killed.');

/** Waits of a worker end after some milliseconds, so that a test of fifty back-offs is quick. */
export const HASTY_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, Math.min(ms, 5));
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          reject(signal.reason);
        },
        { once: true },
      );
    }),
};

export async function openTestWorker(options: TestWorkerOptions): Promise<TestWorker> {
  const pool = openPool(options.databaseUrl);
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => clients.add(client));
  const deps = await depsOf(pool, options);
  const shutdown = new AbortController();
  const killed = new AbortController();
  let control: RunControl | null = null;
  const limits = {
    softMs: options.softMs ?? 600_000,
    hardMs: 600_000,
    heartbeatMs: options.heartbeatMs ?? 50,
    leaseMs: Number.POSITIVE_INFINITY,
  };
  const log = { info: () => undefined, error: () => undefined };
  return {
    turn: async (runId) => {
      const lease = await acquire(pool, runId);
      if (lease === null) return null;
      return takeTurn({
        lease,
        limits,
        log,
        shutdown: shutdown.signal,
        databaseTrouble,
        act: (turn) => {
          control = turn.control;
          return actOnRun(deps, { ...turn, signal: AbortSignal.any([turn.signal, killed.signal]) });
        },
      });
    },
    isStopping: () => control !== null && control.stopping !== null,
    shutDown: () => shutdown.abort(),
    kill: () => {
      if (killed.signal.aborted) return;
      killed.abort(DEAD);
      Object.assign(pool, { connect: () => Promise.reject(DEAD), query: () => Promise.reject(DEAD) });
      for (const client of clients) socketOf(client).destroy();
    },
    close: async () => {
      await pool.end();
      if (killed.signal.aborted) await untilGone(options.databaseUrl, [...clients].map(processOf));
    },
  };
}

/** As the queue does it: again where the run is free and only the last transaction of a killed worker is not over yet. */
async function acquire(pool: pg.Pool, runId: string): Promise<RunLease | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const lease = await acquireLease(pool, runId, 'test worker', LEASE_MS);
    if (lease !== null) return lease;
    const free = await pool.query(
      `select 1 from graph_run r join run_lease l on l.run_id = r.id where r.id = $1 and r.status = any($2)
       and (l.expires_at is null or l.expires_at <= clock_timestamp())`,
      [runId, RUNNABLE],
    );
    if (free.rowCount === 0) return null;
  }
  return null;
}

function socketOf(client: pg.PoolClient): { destroy(): void } {
  const { connection } = client as unknown as {
    readonly connection: { readonly stream: { destroy(): void } };
  };
  return connection.stream;
}

function processOf(client: pg.PoolClient): number {
  return (client as unknown as { readonly processID: number }).processID;
}

/** What had reached the database before the kill, a heartbeat for one, is done there after it: until then it is not the worker's last word. */
async function untilGone(databaseUrl: string, processes: readonly number[]): Promise<void> {
  const look = openPool(databaseUrl);
  try {
    await vi.waitUntil(
      async () => {
        const left = await look.query('select 1 from pg_stat_activity where pid = any($1)', [processes]);
        return left.rowCount === 0;
      },
      { timeout: 60_000, interval: 5 },
    );
  } finally {
    await look.end();
  }
}

async function depsOf(pool: pg.Pool, { home, clock }: TestWorkerOptions): Promise<TurnDeps> {
  return {
    connections: new Connections(pool, await openSecretKey({ dataDir: home })),
    snapshots: new Snapshots(pool),
    vocabularies: new Vocabularies(pool),
    datasets: new Datasets(pool),
    graphs: new Graphs(pool),
    storage: openLocalStorage(join(home, 'datasets')),
    allowPrivateTargets: true,
    engineMemoryMib: 256,
    odooTimeoutMs: 30_000,
    clock: clock ?? HASTY_CLOCK,
    limiters: new Map(),
  };
}
