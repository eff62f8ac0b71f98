import { execFile } from 'node:child_process';
import { access, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClusterHome } from './cluster-home.ts';
import { isAlive } from './postmaster-pid.ts';
import type { ServerBinaries } from './server-binaries.ts';

const execute = promisify(execFile);
export const SERVER_USER = 'importgraph';

/**
 * Makes the cluster where there is none. It grows under a name of its own and is renamed when complete: of two processes that
 * start at once one wins, and a kill in mid-way leaves nothing that looks like a cluster.
 */
export async function makeCluster(cluster: ClusterHome, binaries: ServerBinaries): Promise<void> {
  if (await exists(cluster.clusterDir)) return;
  await removeAbandonedDrafts(cluster.home);
  const draft = join(cluster.home, `data.init-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await runInitdb(draft, cluster, binaries);
  await rename(draft, cluster.clusterDir).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(cluster.clusterDir))) throw error;
  });
}

/** Trust over the socket: whoever can open the 0700 folder owns the cluster's files anyway. Nothing over the network. */
async function runInitdb(draft: string, cluster: ClusterHome, binaries: ServerBinaries): Promise<void> {
  const options = ['--username', SERVER_USER, '--encoding=UTF8', '--locale=C', '--auth-local=trust'];
  const run = execute(binaries.initdb, ['-D', draft, ...options, '--auth-host=reject'], {
    cwd: cluster.home,
    env: serverEnvironment(),
    ...cluster.account,
  });
  await run.catch(async (error: Error & { stderr?: string }) => {
    await rm(draft, { recursive: true, force: true });
    throw new Error(
      `The embedded database could not be made in ${cluster.home}: ${error.stderr?.trim() || error.message}. ` +
        'Is the disk full, or the folder on a file system without permissions?',
      { cause: error },
    );
  });
}

/** Nothing of our own environment: it holds secrets, and the server has no use for them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

async function removeAbandonedDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^data\.init-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(home, name), { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
