import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type ClusterHome, openClusterHome, openSocketDir } from './cluster-home.ts';
import { makeCluster, SERVER_USER, serverEnvironment } from './make-cluster.ts';
import { isAlive, isServerAlive, type Postmaster, readPostmaster } from './postmaster-pid.ts';
import { serverAccount } from './server-account.ts';
import { findServerBinaries, type ServerBinaries } from './server-binaries.ts';

/**
 * A real PostgreSQL on a folder of ours, shared by every process of ours that opens the same folder.
 *
 *   open ──▶ is one running? ──yes──▶ adopt: hold a shared advisory lock on one connection
 *              │ no                        ▲
 *              └──▶ make cluster, start ───┘          close ──▶ last holder? ──yes──▶ fast shutdown
 *
 * The last one out stops the server, whoever started it. A process killed hard leaves it running, its lock gone with its
 * connection, and the next one to open adopts it. A server that dies under us is started again.
 */
export interface EmbeddedServer {
  /** Address of the server's maintenance database, through its unix socket. */
  readonly adminUrl: string;
  urlOf(database: string): string;
  close(): Promise<void>;
}

const PORT = 5432;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 25;
const STALE_WAIT_MS = 300;
/** Any number, the same in all our processes: "I use this server". */
const USE_LOCK = 7_268_310_412;

export async function openEmbeddedServer(dataDir: string): Promise<EmbeddedServer> {
  const path = resolve(dataDir);
  // The mode would be that of every folder made on the way, which the server's own account must be able to pass.
  await mkdir(dirname(path), { recursive: true });
  await mkdir(path, { recursive: true, mode: 0o700 });
  const cluster = await openClusterHome(path, await serverAccount(path));
  const server = new SharedServer(cluster);
  await server.open();
  return server;
}

class SharedServer implements EmbeddedServer {
  readonly #cluster: ClusterHome;
  #holder: pg.Client | null = null;
  #socketDir = '';
  #closing = false;

  constructor(cluster: ClusterHome) {
    this.#cluster = cluster;
  }

  get adminUrl(): string {
    return this.urlOf('postgres');
  }

  urlOf(database: string): string {
    return `postgresql://${SERVER_USER}@${encodeURIComponent(this.#socketDir)}:${PORT}/${database}`;
  }

  async open(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let binaries: ServerBinaries | null = null;
    while (Date.now() < deadline && !this.#closing) {
      const running = await readPostmaster(this.#cluster.clusterDir);
      if (running !== null && (await this.#adopt(running))) return;
      if (running === null || !(await isServerAlive(running.pid))) {
        binaries ??= await findServerBinaries(this.#cluster.account, this.#cluster.home);
        await makeCluster(this.#cluster, binaries);
        await startServer(this.#cluster, binaries, running);
      }
      await sleep(POLL_MS);
    }
    if (this.#closing) return;
    throw new Error(
      `The embedded database in ${this.#cluster.home} did not answer within ${START_TIMEOUT_MS / 1000} s. ` +
        `Its log is ${this.#cluster.logFile}: ${await lastLines(this.#cluster.logFile)}`,
    );
  }

  /** False when the server does not take connections: starting, stopping, or gone. */
  async #adopt(running: Postmaster): Promise<boolean> {
    this.#socketDir = running.socketDir;
    const holder = new pg.Client({ connectionString: this.adminUrl, application_name: 'importgraph holder' });
    holder.on('error', () => undefined);
    try {
      await holder.connect();
      // Waits for a process that is just stopping the server, and is then cut off by that: the caller tries again.
      await holder.query('select pg_advisory_lock_shared($1)', [USE_LOCK]);
    } catch {
      await holder.end().catch(() => undefined);
      return false;
    }
    this.#holder = holder;
    holder.once('end', () => this.#onHolderLost(holder));
    return true;
  }

  #onHolderLost(holder: pg.Client): void {
    if (this.#closing || this.#holder !== holder) return;
    this.#holder = null;
    // Queries meanwhile fail with the connection's own error; if it cannot be brought back they keep failing.
    this.open().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closing = true;
    const holder = this.#holder;
    this.#holder = null;
    if (holder === null) return;
    const running = await readPostmaster(this.#cluster.clusterDir);
    const isLast = await isLastHolder(holder).catch(() => false);
    if (isLast && running !== null) await stopServer(running, this.#cluster);
    await holder.end().catch(() => undefined);
  }
}

/** Takes the lock alone: from here on nobody can adopt the server, they wait until it is gone. */
async function isLastHolder(holder: pg.Client): Promise<boolean> {
  await holder.query('select pg_advisory_unlock_shared($1)', [USE_LOCK]);
  const answer = await holder.query('select pg_try_advisory_lock($1) as alone', [USE_LOCK]);
  return answer.rows[0].alone === true;
}

/** Returns when the server accepts connections, or when another look is due: somebody else was quicker. */
async function startServer(
  cluster: ClusterHome,
  binaries: ServerBinaries,
  stale: Postmaster | null,
): Promise<void> {
  if (stale !== null) await dropStaleFile(cluster.clusterDir, stale);
  await rotateLog(cluster.logFile);
  const socketDir = await openSocketDir(cluster);
  const log = await open(cluster.logFile, 'a', 0o600);
  // Detached: Ctrl-C in a terminal goes to the whole process group, and would stop the server before we are done with it.
  const child = spawn(binaries.postgres, serverOptions(cluster.clusterDir, socketDir), {
    cwd: cluster.home,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...cluster.account,
  });
  const ended = new Promise<'ended'>((done) => {
    child.once('exit', () => done('ended'));
    child.once('error', () => done('ended'));
  });
  child.unref();
  await log.close();
  const outcome = await Promise.race([ended, untilReady(cluster.clusterDir)]);
  if (outcome !== 'ended') return;
  if (await hasLockFile(cluster.clusterDir)) {
    // Another process was quicker (its file may be half written), or sessions of a killed server still hold its memory.
    await sleep(STALE_WAIT_MS);
    return;
  }
  throw new Error(
    `The embedded database in ${cluster.home} did not start: ${await lastLines(cluster.logFile)}. ` +
      `The whole log is ${cluster.logFile}. You can also set DATABASE_URL to a PostgreSQL server.`,
  );
}

async function hasLockFile(clusterDir: string): Promise<boolean> {
  return stat(join(clusterDir, 'postmaster.pid')).then(
    () => true,
    () => false,
  );
}

/**
 * The server itself replaces the file of a dead one, unless that number now belongs to some other living process. Only then is
 * it ours to remove: removing it at will could hit the file of a server that another process has started meanwhile.
 */
async function dropStaleFile(clusterDir: string, stale: Postmaster): Promise<void> {
  if (!isAlive(stale.pid)) return;
  const now = await readPostmaster(clusterDir);
  if (now?.pid === stale.pid) await rm(join(clusterDir, 'postmaster.pid'), { force: true });
}

function serverOptions(clusterDir: string, socketDir: string): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(PORT),
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    // Parallel queries need /dev/shm, which is 64 MB in many containers.
    max_parallel_workers_per_gather: '0',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
  };
  return [
    '-D',
    clusterDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function untilReady(clusterDir: string): Promise<'ready'> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    // Line 8 of the file is the server's own word for its state.
    const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
    if (text.split('\n')[7]?.trim() === 'ready') break;
    await sleep(POLL_MS);
  }
  return 'ready';
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back. SIGQUIT, if that takes too long, is its crash. */
async function stopServer(running: Postmaster, cluster: ClusterHome): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return; // Gone already, or another user's: then it is theirs to stop.
    }
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if ((await readPostmaster(cluster.clusterDir))?.pid !== running.pid) return;
      await sleep(POLL_MS);
    }
  }
}

const LOG_LIMIT_BYTES = 5_000_000;

async function rotateLog(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  ); // prettier-ignore
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
}

async function lastLines(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' / ') || 'the log is empty';
}
