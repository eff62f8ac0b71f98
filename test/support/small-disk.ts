import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk so small that a test can fill it: memory mounted as a file system, which only root may do. */
export interface SmallDisk {
  readonly path: string;
  /** Until not one byte more can be written. */
  fill(): void;
  /** Deletes what filled it. */
  free(): void;
  close(): void;
}

export function openSmallDisk({ mebibytes, owner = 0 }: { mebibytes: number; owner?: number }): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'ig-disk-'));
  execFileSync('mount', [...TYPE, '-o', `size=${mebibytes}m,mode=700,uid=${owner}`, path]);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => fill(ballast),
    free: () => rmSync(ballast, { force: true }),
    close: () => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

const TYPE = ['-t', 'tmpfs', 'tmpfs'] as const;

/** A container may forbid it to its root. */
export function canMountDisks(): boolean {
  if (process.getuid?.() !== 0) return false;
  const path = mkdtempSync(join(tmpdir(), 'ig-disk-'));
  const mounted = spawnSync('mount', [...TYPE, '-o', 'size=1m', path]).status === 0;
  if (mounted) execFileSync('umount', [path]);
  rmSync(path, { recursive: true });
  return mounted;
}

function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) writeUntilFull(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

function writeUntilFull(file: number, part: Buffer): void {
  for (;;) {
    try {
      writeSync(file, part);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      return;
    }
  }
}
