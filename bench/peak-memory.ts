import { readdir, readFile, writeFile } from 'node:fs/promises';

/** The most memory that a process and its tabular engines held during an act, in MiB. */
export interface PeakMemory {
  readonly process: number;
  readonly engines: number;
}

const EVERY_MS = 20;

/** Linux only. The kernel keeps the peak of the process itself; its engines come and go, so they are looked at all the time. */
export async function peakDuring<T>(pid: number, act: () => Promise<T>): Promise<[T, PeakMemory]> {
  await writeFile(`/proc/${pid}/clear_refs`, '5'); // the peak begins anew (man 5 proc)
  let engines = 0;
  const watch = setInterval(
    () =>
      void residentOfEngines(pid).then((kib) => {
        engines = Math.max(engines, kib);
      }),
    EVERY_MS,
  );
  try {
    const value = await act();
    const own = await kibOf(pid, 'VmHWM');
    return [value, { process: Math.round(own / 1024), engines: Math.round(engines / 1024) }];
  } finally {
    clearInterval(watch);
  }
}

async function residentOfEngines(pid: number): Promise<number> {
  const children = await childrenOf(pid);
  const sizes = await Promise.all(
    children.map(async (child) => {
      const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
      return command.includes('engine-process') ? kibOf(child, 'VmRSS') : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** 0 for a process that is gone. */
async function kibOf(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
}
