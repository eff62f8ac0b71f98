import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerAccount } from './server-account.ts';
import { canReach } from './server-binaries.ts';

/**
 * Folders of the embedded server, all owned by the account that runs it and closed to others (0700):
 *
 *   home/data        the cluster          home/socket      its only door: there is no TCP listener
 *   home/server.log  what it says         home/server-…    a copy of its binaries, where one is needed
 */
export interface ClusterHome {
  readonly home: string;
  readonly clusterDir: string;
  readonly logFile: string;
  readonly account: ServerAccount | null;
}

/** Where root keeps a cluster whose data folder lies under a closed one, such as /root. */
const SYSTEM_DIR = '/var/lib/importgraph';

export async function openClusterHome(
  dataDir: string,
  account: ServerAccount | null,
  systemDir = SYSTEM_DIR,
): Promise<ClusterHome> {
  const home = await reachableHome(dataDir, account, systemDir);
  await makeClosedFolder(home, account);
  return { home, clusterDir: join(home, 'data'), logFile: join(home, 'server.log'), account };
}

/**
 * `<dataDir>/postgres`, unless the server's account cannot pass a folder above it: then a folder of the system, named by the
 * data folder's path, so that the next start finds it; a note in the data folder says where it is.
 */
async function reachableHome(
  dataDir: string,
  account: ServerAccount | null,
  systemDir: string,
): Promise<string> {
  if (account === null || (await canReach(dataDir, account))) return join(dataDir, 'postgres');
  await letThrough(dataDir, account);
  if (await canReach(dataDir, account)) return join(dataDir, 'postgres');
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const home = join(systemDir, name);
  await mkdir(systemDir, { recursive: true, mode: 0o755 });
  if (!(await canReach(systemDir, account))) {
    throw new Error(
      `The embedded database cannot run as root, and the user it runs as cannot reach ${dataDir} or ${systemDir}. ` +
        'Start as an ordinary user, choose another IMPORTGRAPH_HOME, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  await writeFile(join(dataDir, 'postgres-is-in.txt'), `${home}\n`);
  return home;
}

/** The account's group may pass through the data folder, not list it; a folder of somebody else is left as it is. */
async function letThrough(dataDir: string, account: ServerAccount): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0) return;
  await chown(dataDir, 0, account.gid);
  await chmod(dataDir, (mode & 0o700) | 0o010);
}

async function makeClosedFolder(path: string, account: ServerAccount | null): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (account !== null) await chown(path, account.uid, account.gid);
}

/** A socket's path must fit into `sun_path`: 108 bytes on Linux, 104 on macOS, the end included. */
const SOCKET_PATH_BYTES = 100;

/** `home/socket`, or a short folder in the system's temporary one, remembered so that a restart keeps the address. */
export async function openSocketDir(cluster: ClusterHome): Promise<string> {
  const near = join(cluster.home, 'socket');
  if (Buffer.byteLength(`${near}/.s.PGSQL.5432`) <= SOCKET_PATH_BYTES) {
    await makeClosedFolder(near, cluster.account);
    return near;
  }
  const note = join(cluster.home, 'socket-dir');
  const remembered = await readFile(note, 'utf8').catch(() => '');
  if (remembered !== '' && (await isOurs(remembered, cluster))) return remembered;
  const made = await mkdtemp(join(tmpdir(), 'importgraph-'));
  if (cluster.account !== null) await chown(made, cluster.account.uid, cluster.account.gid);
  await writeFile(note, made);
  return made;
}

/** Temporary folders are open to everybody: somebody else may have made one of the remembered name. */
async function isOurs(path: string, cluster: ClusterHome): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  const owner = cluster.account?.uid ?? process.getuid?.();
  return found?.isDirectory() === true && found.uid === owner && (found.mode & 0o077) === 0;
}
