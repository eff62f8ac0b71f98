import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { requeueAfter, requeueLost } from './run/requeue.ts';
import { SILENCE_MS } from './silence.ts';
import type { Tx } from './transaction.ts';

/**
 * The queue of runs, in the same database as the runs. It is at-least-once and only wakes workers: who may write is decided by
 * the lease alone. A run waits in it at most once (`exclusive` by run id).
 *
 *   send ─▶ job ─▶ handler ─▶ still runnable (handed on, lease held by another)? ─▶ sent again
 *                    └─ worker dies: heartbeat missed after 10 s ─▶ another worker takes the job
 *   every 15 s: a runnable run that nobody holds and no job waits for is sent again
 */
export interface RunQueue {
  /** Sends the run within the caller's transaction; the job's id, or null when the run waits already. */
  send(tx: Tx, runId: string): Promise<string | null>;
  /** Starts taking runs. The handler acquires the lease itself; what it throws is tried again later, with growing delays. */
  work(handler: RunHandler, options?: WorkOptions): Promise<void>;
  /** No new runs; waits for the handlers at work, at most `timeoutMs` (default 30 s), then aborts their signals. */
  stop(timeoutMs?: number): Promise<void>;
}

export interface QueuedRun {
  readonly runId: string;
  readonly taskId: string;
  /** Aborted when the queue takes the run away: stopped, cancelled, or over the hard limit. */
  readonly signal: AbortSignal;
}
export type RunHandler = (run: QueuedRun) => Promise<void>;

export interface WorkOptions {
  /** Runs at the same time in this process; default 2. */
  readonly concurrency?: number;
}

export interface QueueOptions {
  /** How long a lease lasts at most; a minute later the queue aborts the handler and gives the run away. Default one hour. */
  readonly hardLimitSeconds?: number;
  /** Problems of the queue's own upkeep; they are retried by themselves. */
  readonly onError?: (error: Error) => void;
}

export const QUEUE_NAME = 'graph_run';
const SWEEP_INTERVAL_MS = 15_000;

export async function openQueue(
  database: { readonly url: string; readonly pool: pg.Pool; readonly silenceMs?: number },
  options: QueueOptions = {},
): Promise<RunQueue> {
  const settings = {
    connectionString: database.url,
    application_name: 'importgraph queue',
    max: 4,
    schema: 'pgboss',
    useListenNotify: true,
    // The defaults of 60 s make a dead worker's run wait for 56 s; these, 12 s.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    schedule: false,
    // For `pg`, which pg-boss hands its settings on to: a connection that does not answer is dropped, and the question asked again.
    query_timeout: database.silenceMs ?? SILENCE_MS,
  };
  const boss = new PgBoss(settings);
  const onError = options.onError ?? (() => undefined);
  boss.on('error', onError);
  await boss.start({ attempts: 3 });
  await boss.createQueue(QUEUE_NAME, { policy: 'exclusive', ...queueSettings(options) });
  await boss.updateQueue(QUEUE_NAME, queueSettings(options));
  return new BossQueue(boss, database.pool, onError);
}

function queueSettings(options: QueueOptions) {
  return {
    expireInSeconds: (options.hardLimitSeconds ?? 3600) + 60,
    heartbeatSeconds: 10,
    notify: true,
    // Every death of a worker counts as a retry, and a long migration may see many.
    retryLimit: 100_000,
    retryDelay: 1,
    retryBackoff: true,
    // With the 10 s above a run is taken up well within a minute, however many workers have died on it.
    retryDelayMax: 10,
    deleteAfterSeconds: 24 * 3600,
  };
}

class BossQueue implements RunQueue {
  readonly #boss: PgBoss;
  readonly #pool: pg.Pool;
  readonly #onError: (error: Error) => void;
  #sweeper: NodeJS.Timeout | null = null;
  #sweep: Promise<void> = Promise.resolve();

  constructor(boss: PgBoss, pool: pg.Pool, onError: (error: Error) => void) {
    this.#boss = boss;
    this.#pool = pool;
    this.#onError = onError;
  }

  async send(tx: Tx, runId: string): Promise<string | null> {
    return this.#sendAfter(tx, runId, 0);
  }

  async #sendAfter(tx: Tx, runId: string, seconds: number): Promise<string | null> {
    const options = { singletonKey: runId, startAfter: seconds, db: databaseOf(tx) };
    return this.#boss.send(QUEUE_NAME, { runId }, options);
  }

  async work(handler: RunHandler, options: WorkOptions = {}): Promise<void> {
    await this.#boss.work<{ runId: string }>(
      QUEUE_NAME,
      {
        localConcurrency: options.concurrency ?? 2,
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: 2,
      },
      async ([job]) => {
        if (job === undefined) return;
        const { runId } = job.data;
        await handler({ runId, taskId: job.id, signal: job.signal });
        await requeueAfter(this.#pool, runId, async (tx, seconds) => {
          await this.#boss.complete(QUEUE_NAME, { id: job.id, retryCount: job.retryCount }, null, {
            db: databaseOf(tx),
          });
          return this.#sendAfter(tx, runId, seconds);
        });
      },
    );
    this.#sweeper ??= setInterval(() => this.#startSweep(), SWEEP_INTERVAL_MS);
    this.#startSweep();
  }

  #startSweep(): void {
    this.#sweep = this.#sweep
      .then(() => requeueLost(this.#pool, (tx, runId) => this.send(tx, runId)))
      .catch((error: unknown) => this.#onError(error instanceof Error ? error : new Error(String(error))));
  }

  async stop(timeoutMs = 30_000): Promise<void> {
    if (this.#sweeper !== null) clearInterval(this.#sweeper);
    await this.#sweep;
    await this.#boss.stop({ graceful: true, timeout: timeoutMs });
  }
}

/** What pg-boss needs of a connection to take part in its transaction. */
function databaseOf(tx: Tx) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const answer = await tx.query(text, values);
      return { rows: answer.rows };
    },
  };
}
