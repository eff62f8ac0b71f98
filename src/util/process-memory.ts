import { readFile } from 'node:fs/promises';

/** Resident memory of another process in bytes; null where the system does not tell (no /proc) or the process is gone. */
export async function readResidentBytes(pid: number): Promise<number | null> {
  // `status` and not `statm`: it is in kilobytes whatever the size of a page is
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const kilobytes = status === null ? undefined : /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
