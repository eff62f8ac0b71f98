import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a running server says of itself in `postmaster.pid` (PostgreSQL `src/include/utils/pidfile.h`). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
}

/** Null when there is no such file, or it is not fully written yet. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const socketDir = lines[4]?.trim() ?? '';
  if (!(pid > 0) || !(port > 0) || socketDir === '') return null;
  return { pid, port, socketDir };
}

/** Whether this process is alive and a database server: after a reboot the number may belong to anything. */
export async function isServerAlive(pid: number): Promise<boolean> {
  const answer = await execute('ps', ['-o', 'stat=,args=', '-p', String(pid)]).catch(() => null);
  // No such process, or a system without `ps`.
  if (answer === null) return isAlive(pid);
  const [state = '', ...args] = answer.stdout.trim().split(/\s+/);
  return !state.startsWith('Z') && args.join(' ').includes('postgres');
}

/** Another user's process answers EPERM, and is alive. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
