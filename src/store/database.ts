import pg from 'pg';
import { type EmbeddedServer, openEmbeddedServer } from './embedded/embedded-server.ts';
import { migrateDatabase } from './migrate.ts';
import { endWhenSilent, SILENCE_MS } from './silence.ts';
import { DUPLICATE_DATABASE, isDatabaseError, UNIQUE_VIOLATION } from './transaction.ts';

/** Our database, migrated: a server by `databaseUrl`, else the embedded one in `dataDir`. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  /** How long it may say nothing on a connection in use. */
  readonly silenceMs: number;
  /** Ends the pool, and stops the embedded server when nobody else uses it. Call it on SIGTERM and SIGINT. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Largest number of connections of the pool; default 10. */
  readonly maxConnections?: number;
  /** Default one minute. */
  readonly silenceMs?: number;
}

const DATABASE_NAME = 'importgraph';

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = options.databaseUrl === undefined ? await openEmbeddedServer(options.dataDir) : null;
  try {
    if (server !== null) await createDatabase(server);
    const url = options.databaseUrl ?? (server as EmbeddedServer).urlOf(DATABASE_NAME);
    return await connect(url, server, options);
  } catch (error) {
    await server?.close();
    throw error;
  }
}

async function connect(
  url: string,
  server: EmbeddedServer | null,
  { maxConnections, silenceMs = SILENCE_MS }: DatabaseOptions,
): Promise<Database> {
  const pool = openPool(url, maxConnections, silenceMs);
  const close = async () => {
    await pool.end();
    await server?.close();
  };
  try {
    await pool.query('select 1').catch((cause: unknown) => {
      throw new Error(`${hostOf(url)} does not answer as a PostgreSQL server: ${String(cause)}`, { cause });
    });
    await migrateDatabase(pool);
    return { url, pool, silenceMs, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/**
 * A worker that is frozen, or cut off, in the middle of a transaction would keep its run locked for hours after its lease has
 * ended. The server ends such a transaction before the lease does (30 s).
 */
const IDLE_IN_TRANSACTION_MS = 20_000;

/**
 * So that the server notices within half a minute that a client is gone, even in the middle of a COPY, where the limit above does not
 * hold; its own default is two hours. Without meaning for a local socket.
 */
const SERVER_KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
const CLIENT_KEEPALIVE_MS = 10_000;

/** A pool whose counts arrive as numbers: ours stay far below 2^53. */
export function openPool(url: string, max = 10, silenceMs = SILENCE_MS): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'importgraph',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: CLIENT_KEEPALIVE_MS,
    options: SERVER_KEEPALIVE,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks is dropped by the pool, and a query under way fails by itself; but without a listener, on the pool
  // for idle ones and on each client for those in use, the error event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endWhenSilent(client, silenceMs);
  });
  return pool;
}

const INT8 = 20;
const parserOf: typeof pg.types.getTypeParser = ((oid: number, format?: 'text') =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

async function createDatabase(server: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  } catch (error) {
    // Another process made it between the question and the answer.
    const isThere = isDatabaseError(error, DUPLICATE_DATABASE) || isDatabaseError(error, UNIQUE_VIOLATION);
    if (!isThere) throw error;
  } finally {
    await client.end();
  }
}

/** For messages: never the whole address, it may hold a password. */
function hostOf(url: string): string {
  return URL.parse(url)?.host || 'The database';
}
