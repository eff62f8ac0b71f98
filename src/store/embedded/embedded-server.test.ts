import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, openPool } from '../database.ts';
import { isServerAlive, readPostmaster } from './postmaster-pid.ts';
import type { ServerAccount } from './server-account.ts';
import { addMissingLinks } from './server-binaries.ts';

const HOLDER = fileURLToPath(new URL('../../../test/support/database-holder.ts', import.meta.url));
const NOBODY: ServerAccount = { uid: 65534, gid: 65534 };

/** Root runs the server as another user, everybody else as himself: where we are root, both are tried. */
const accounts: readonly [string, ServerAccount | null][] =
  process.getuid?.() === 0
    ? [
        ['root', null],
        ['an ordinary user', NOBODY],
      ]
    : [['an ordinary user', null]];

async function newFolder(account: ServerAccount | null, prefix = 'importgraph-server-'): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  if (account !== null) await chown(path, account.uid, account.gid);
  onTestFinished(async () => {
    const left = await serverPid(path);
    if (left > 0) endServer(left);
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return path;
}

/** It may have ended by itself since its number was read. */
function endServer(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Holder {
  readonly child: ChildProcess;
  readonly url: string;
  close(): Promise<void>;
}

async function hold(dataDir: string, account: ServerAccount | null): Promise<Holder> {
  const child = spawn(process.execPath, [HOLDER, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...account,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return {
    child,
    url: String(line).trim(),
    close: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

async function serverPid(dataDir: string): Promise<number> {
  return (await readPostmaster(join(dataDir, 'postgres/data')))?.pid ?? 0;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const pool = openPool(url, 1);
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
  }
}

describe.each(accounts)('started by %s', (_, account) => {
  test('several processes share one server, and the last one out stops it', async () => {
    const dataDir = await newFolder(account);
    const holders = await Promise.all([
      hold(dataDir, account),
      hold(dataDir, account),
      hold(dataDir, account),
    ]);
    const pid = await serverPid(dataDir);
    expect(new Set(holders.map((holder) => holder.url)).size).toBe(1);
    const [first, second, third] = holders;
    await query(first.url, 'create table kept as select 1 as one');
    await first.close();
    await second.close();
    expect(await isServerAlive(pid)).toBe(true);
    expect(await query(third.url, 'select one from kept')).toEqual([{ one: 1 }]);
    await third.close();
    expect(await isServerAlive(pid)).toBe(false);
    expect(await serverPid(dataDir)).toBe(0);
  });

  test('a server whose process was killed is adopted with what it had committed', async () => {
    const dataDir = await newFolder(account);
    const killed = await hold(dataDir, account);
    const pid = await serverPid(dataDir);
    await query(killed.url, 'create table kept as select 2 as two');
    const ended = once(killed.child, 'exit');
    killed.child.kill('SIGKILL');
    await ended;
    expect(await isServerAlive(pid)).toBe(true);
    const next = await hold(dataDir, account);
    expect(await serverPid(dataDir)).toBe(pid);
    expect(await query(next.url, 'select two from kept')).toEqual([{ two: 2 }]);
    await next.close();
    expect(await isServerAlive(pid)).toBe(false);
  });
});

test('a data folder in a folder not made yet has its cluster inside', async () => {
  const dataDir = join(await newFolder(null), 'new', 'data');
  if (process.getuid?.() === 0) await chmod(join(dataDir, '../..'), 0o755);
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.close());
  expect((await stat(dataDir)).mode & 0o007).toBe(0);
  expect(await serverPid(dataDir)).toBeGreaterThan(0);
});

test('the server listens on no network, behind a folder closed to others', async () => {
  const dataDir = await newFolder(null);
  const database = await openDatabase({ dataDir });
  const answer = await database.pool.query(
    `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
       getdatabaseencoding() as encoding, datcollate from pg_database where datname = current_database()`,
  );
  expect(answer.rows).toEqual([{ addresses: '', fsync: 'on', encoding: 'UTF8', datcollate: 'C' }]);
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(dataDir, 'postgres/socket'))).mode & 0o777).toBe(0o700);
  await database.close();
});

test('a server that dies is started again, and the pool finds it', async () => {
  const database = await openDatabase({ dataDir: await newFolder(null) });
  try {
    await database.pool.query('create table kept as select 3 as three');
    const answer = await database.pool.query(`select (pg_read_file('postmaster.pid')::text) as file`);
    process.kill(Number.parseInt(answer.rows[0].file, 10), 'SIGKILL');
    const deadline = Date.now() + 120_000;
    let rows: unknown[] | null = null;
    while (rows === null && Date.now() < deadline) {
      rows = await database.pool.query('select three from kept').then(
        (found) => found.rows,
        () => null,
      ); // prettier-ignore
      await sleep(50);
    }
    expect(rows).toEqual([{ three: 3 }]);
  } finally {
    await database.close();
  }
});

test('a folder too deep for a socket has its socket in the temporary folder, and keeps its address', async () => {
  const dataDir = join(await newFolder(null), 'x'.repeat(60), 'y'.repeat(60));
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() === 0) await chown(join(dataDir, '../..'), NOBODY.uid, NOBODY.gid);
  if (process.getuid?.() === 0) await chown(join(dataDir, '..'), NOBODY.uid, NOBODY.gid);
  const first = await openDatabase({ dataDir });
  const url = first.url;
  await first.close();
  const second = await openDatabase({ dataDir });
  expect(second.url).toBe(url);
  const socketDir = decodeURIComponent(url.split('@')[1]?.split(':')[0] ?? '');
  onTestFinished(() => rm(socketDir, { recursive: true, force: true }));
  expect((await stat(socketDir)).mode & 0o777).toBe(0o700);
  await second.close();
});

test('a cluster the server refuses is reported with the server’s own words', async () => {
  const dataDir = await newFolder(null);
  await (await openDatabase({ dataDir })).close();
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '12\n');
  const failed = openDatabase({ dataDir });
  await expect(failed).rejects.toThrow(/did not start: .*initialized by PostgreSQL version 12/);
  await expect(failed).rejects.toThrow(/server\.log.*DATABASE_URL/);
});

test('an address that is no PostgreSQL server is refused without its password', async () => {
  const failed = openDatabase({ databaseUrl: 'postgres://u:pass-word@127.0.0.1:1/x', dataDir: '/nowhere' });
  await expect(failed).rejects.toThrow('127.0.0.1:1 does not answer');
  await expect(failed).rejects.not.toThrow('pass-word');
});

test('links that an install without scripts leaves out are made', async () => {
  const root = await newFolder(null);
  await mkdir(join(root, 'native/lib'), { recursive: true });
  await writeFile(join(root, 'native/lib/libpq.so.5.18'), 'library');
  await writeFile(
    join(root, 'native/pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  );
  await Promise.all([addMissingLinks(root), addMissingLinks(root)]);
  expect(await readlink(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(await readFile(join(root, 'native/lib/libpq.so.5'), 'utf8')).toBe('library');
});
