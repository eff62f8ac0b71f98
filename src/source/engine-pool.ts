import { type ChildLimits, EngineChild } from './engine-child.ts';

/** So many idle processes are kept, for so long. */
const MOST_IDLE = 2;
const IDLE_MS = 30_000;
/** A process that holds more than this after its database was closed has worked hard, and is not kept. Bytes. */
const MOST_BYTES = 300 * 1024 * 1024;

interface Idle {
  readonly child: EngineChild;
  readonly timer: NodeJS.Timeout;
}

/** The last one used comes last. */
const idle: Idle[] = [];

export interface TakenChild {
  readonly child: EngineChild;
  /** It had another database before. */
  readonly isReused: boolean;
}

/**
 * A process for an engine. To start one takes 0.3 to 0.4 s of processor time, nearly all of it for loading DuckDB, so one that has
 * become idle and small is kept for a while. It holds nothing of the database before: that is closed, and the next one opened, with its
 * own limits and folders.
 */
export function takeChild(limits: ChildLimits): TakenChild {
  for (let found = idle.pop(); found !== undefined; found = idle.pop()) {
    clearTimeout(found.timer);
    if (found.child.reuse(limits)) return { child: found.child, isReused: true };
  }
  return { child: new EngineChild(limits), isReused: false };
}

export async function giveBack(child: EngineChild): Promise<void> {
  if (idle.length >= MOST_IDLE) return child.end();
  if (!(await child.empty(MOST_BYTES))) return;
  const timer = setTimeout(() => {
    const at = idle.findIndex((one) => one.child === child);
    if (at < 0) return;
    idle.splice(at, 1);
    void child.end();
  }, IDLE_MS);
  timer.unref();
  idle.push({ child, timer });
}
