import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EVENT_CHANNEL } from './run-events.ts';

/** Wakes those who wait for events of a run, whichever process wrote them. */
export interface EventFeed {
  /** Resolves when there may be an event after `after`, at the latest after `timeoutMs` or when `signal` aborts. */
  waitForEvent(runId: string, after: number, timeoutMs: number, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

interface EventDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
}

/** Every open app has one such connection. */
const FEED_NAME = 'importgraph events';
const RECONNECT_MS = 1000;
/** A connection that only listens would never notice that it is half open. */
const PING_MS = 10_000;
const ANSWER_MS = 5_000;

/** One connection listens for all. While it is down waits end by their time-out, so nobody misses an event for good. */
export async function openEventFeed(database: EventDatabase): Promise<EventFeed> {
  const feed = new ListeningFeed(database);
  await feed.connect();
  return feed;
}

/** A server, a worker or another command is at work on this database, on whichever machine. */
export async function isAnyAppOpen(pool: pg.Pool): Promise<boolean> {
  const found = await pool.query(
    'select 1 from pg_stat_activity where datname = current_database() and application_name = $1 limit 1',
    [FEED_NAME],
  );
  return found.rowCount === 1;
}

class ListeningFeed implements EventFeed {
  readonly #database: EventDatabase;
  readonly #runs = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  readonly #closing = new AbortController();

  constructor(database: EventDatabase) {
    this.#database = database;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#database.url,
      application_name: FEED_NAME,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.#runs.emit(`run:${payload}`));
    try {
      await client.connect();
      await client.query(`listen ${EVENT_CHANNEL}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    const pings = setInterval(() => ping(client), PING_MS);
    client.once('end', () => {
      clearInterval(pings);
      void this.#reconnect();
    });
    this.#client = client;
    this.#wakeAll();
  }

  async #reconnect(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const connected = await this.connect().then(
        () => true,
        () => false,
      );
      if (connected) return;
      await sleep(RECONNECT_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** What was written while nobody listened is not told again. */
  #wakeAll(): void {
    for (const name of this.#runs.eventNames()) this.#runs.emit(name);
  }

  async waitForEvent(runId: string, after: number, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const timer = setTimeout(wake, timeoutMs);
    this.#runs.once(`run:${runId}`, wake);
    signal?.addEventListener('abort', wake);
    try {
      if (signal?.aborted || this.#closing.signal.aborted) return;
      // Asked after listening: what is written from here on wakes us, what was written before is seen.
      void this.#hasEvent(runId, after).then((found) => found && resolve(), reject);
      await promise;
    } finally {
      clearTimeout(timer);
      this.#runs.off(`run:${runId}`, wake);
      signal?.removeEventListener('abort', wake);
    }
  }

  async #hasEvent(runId: string, after: number): Promise<boolean> {
    const found = await this.#database.pool.query(
      'select 1 from run_event where run_id = $1 and seq > $2 limit 1',
      [runId, after],
    );
    return found.rowCount === 1;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wakeAll();
    await this.#client?.end().catch(() => undefined);
  }
}

/** The end of the connection makes the feed connect anew. */
function ping(client: pg.Client): void {
  client.query('select 1').catch(() => client.end().catch(() => undefined));
}
