import { readdir, readFile } from 'node:fs/promises';

/** CPU milliseconds spent so far by the product's processes. */
export interface CpuTime {
  /** This process: worker, and the bench around it, which only waits meanwhile. */
  readonly node: number;
  /** Tabular engines: children that have ended, and those that wait for the next run. Null where there is no /proc. */
  readonly engine: number | null;
  /** The embedded database's processes. Null where there is no /proc. */
  readonly database: number | null;
}

/** Linux counts in ticks of 10 ms for programs, whatever the kernel's own rate is (man 5 proc, USER_HZ). */
const MS_PER_TICK = 10;

export async function readCpuTime(home: string): Promise<CpuTime> {
  const { user, system } = process.cpuUsage();
  const own = await readStat('self');
  return {
    node: (user + system) / 1000,
    engine: own === null ? null : own.endedChildrenMs + (await livingEnginesMs()),
    database: own === null ? null : await databaseCpuMs(home),
  };
}

export function cpuBetween(before: CpuTime, after: CpuTime): Readonly<Record<string, number>> {
  const spent: Record<string, number> = { node: after.node - before.node };
  if (before.engine !== null && after.engine !== null) spent.engine = after.engine - before.engine;
  if (before.database !== null && after.database !== null) spent.database = after.database - before.database;
  return spent;
}

interface ProcessStat {
  readonly parent: number;
  readonly ownMs: number;
  readonly endedChildrenMs: number;
}

/** Fields 4 and 14–17 of /proc/…/stat; the name in field 2 may hold spaces, so counting begins behind it. */
async function readStat(pid: string): Promise<ProcessStat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (field: number): number => Number(fields[field - 3]) * MS_PER_TICK;
  return { parent: Number(fields[1]), ownMs: ticks(14) + ticks(15), endedChildrenMs: ticks(16) + ticks(17) };
}

async function readProcesses() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map(async (pid) => ({ pid, stat: await readStat(pid) })));
}

function commandOf(pid: string): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

async function livingEnginesMs(): Promise<number> {
  let sum = 0;
  for (const { pid, stat } of await readProcesses()) {
    if (stat?.parent === process.pid && (await commandOf(pid)).includes('engine-process')) sum += stat.ownMs;
  }
  return sum;
}

/** The server that runs on this home, its living processes and those it has seen end. */
async function databaseCpuMs(home: string): Promise<number | null> {
  const found = await readProcesses();
  for (const { pid, stat } of found) {
    if (stat === null) continue;
    const command = await commandOf(pid);
    if (!command.includes('postgres') || !command.includes(`${home}/`)) continue;
    const children = found.filter((one) => one.stat?.parent === Number(pid));
    return children.reduce((sum, one) => sum + (one.stat?.ownMs ?? 0), stat.ownMs + stat.endedChildrenMs);
  }
  return null;
}
