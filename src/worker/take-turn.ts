import type { StopReason } from '../load/run-control.ts';
import { endOfStop, RunControl, RunStopped } from '../load/run-control.ts';
import { RunPaused } from '../load/run-paused.ts';
import type { RunEnd, RunLease } from '../load/run-store.ts';
import { LeaseLost } from '../load/run-store.ts';

/** What one turn may do while it holds the lease. */
export interface Turn {
  readonly lease: RunLease;
  readonly control: RunControl;
  /** The lease is over: every call and wait ends at once. */
  readonly signal: AbortSignal;
}

export interface TurnLimits {
  /** At this age no further batch is taken and the run goes back to the queue. */
  readonly softMs: number;
  /** At this age the lease ends, whatever is under way. */
  readonly hardMs: number;
  readonly heartbeatMs: number;
  /** How long the lease holds without a heartbeat. */
  readonly leaseMs: number;
}

export interface TurnLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface TurnWork {
  readonly lease: RunLease;
  readonly limits: TurnLimits;
  readonly log: TurnLog;
  /** The worker shall end: finish the batches under way and hand the run on. */
  readonly shutdown: AbortSignal;
  /** Trouble of our own database, not of the run: `away` passes by itself, `full` waits for somebody. */
  readonly databaseTrouble: (error: unknown) => 'away' | 'full' | null;
  /** Does the work and says how it ended; what it throws is a bug, a lost lease or the end of the lease. */
  readonly act: (turn: Turn) => Promise<RunEnd>;
}

/**
 * One worker's turn at a run, the border where a throw ends:
 *
 *   act returns ........ the lease is finished with that end
 *   RunPaused .......... paused with its reason
 *   RunStopped ......... as it was asked to, in place of a wait
 *   LeaseLost .......... nothing: another worker has the run
 *   lease not renewed .. nothing: by the clock of the database any worker may have it
 *   the hard limit ..... handed on; the next turn looks up what was under way
 *   our database away .. handed on, or just left: the lease expires and any worker takes the run up
 *   our database full .. paused
 *   anything else ...... a bug of ours: failed, with a message to report
 */
export async function takeTurn(work: TurnWork): Promise<RunEnd | null> {
  const { lease, log } = work;
  const control = new RunControl();
  const over = new AbortController();
  const watched = watch(work, control, over);
  try {
    // What was asked for before the turn holds from its first batch on.
    await watched.beat();
    over.signal.throwIfAborted();
    const act = work.act({ lease, control, signal: over.signal });
    const end = await endedOrOver(act, over.signal);
    await lease.finish(end);
    return end;
  } catch (error) {
    const lost = [error, over.signal.reason].find(
      (e) => e instanceof LeaseLost || e instanceof LeaseNotRenewed,
    );
    if (lost) {
      log.info({ run: lease.runId, epoch: lease.epoch, why: lost.message }, 'lease lost');
      return null;
    }
    return await finishBadly(work, error, {
      over: over.signal.aborted,
      stopping: control.stopping,
    });
  } finally {
    watched.stop();
  }
}

/** No heartbeat came through: our database is away or silent. */
class LeaseNotRenewed extends Error {
  constructor(runId: string) {
    super(`The lease of run ${runId} could not be renewed in time.`);
    this.name = 'LeaseNotRenewed';
  }
}

const GRACE_MS = 5_000;

/**
 * Work whose lease is over ends by itself, its calls and waits being cut; but not where it hangs on a question to our database that is
 * never answered. That is left behind: it makes no more calls that write, and what it still writes to our database is fenced.
 */
async function endedOrOver<T>(act: Promise<T>, over: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>();
  let grace: NodeJS.Timeout | undefined;
  const onOver = (): void => {
    grace = setTimeout(() => left.reject(over.reason as Error), GRACE_MS);
  };
  over.addEventListener('abort', onOver, { once: true });
  try {
    return await Promise.race([act, left.promise]);
  } finally {
    clearTimeout(grace);
    over.removeEventListener('abort', onOver);
  }
}

interface Circumstances {
  readonly over: boolean;
  readonly stopping: StopReason | null;
}

async function finishBadly(work: TurnWork, error: unknown, at: Circumstances): Promise<RunEnd | null> {
  const end = endOf(error, at, work.databaseTrouble(error));
  if (end.status === 'failed') work.log.error({ run: work.lease.runId, err: error }, 'run ended by a bug');
  try {
    await work.lease.finish(end);
    return end;
  } catch (second) {
    work.log.error(
      { run: work.lease.runId, err: second },
      'the end of the turn could not be written; the run is taken up again',
    );
    return null;
  }
}

function endOf(error: unknown, { over, stopping }: Circumstances, trouble: 'away' | 'full' | null): RunEnd {
  const asked = error instanceof RunStopped ? endOfStop(stopping) : null;
  if (asked !== null) return asked;
  // Somebody who cancels a run that cannot go on does not want it paused.
  if (error instanceof RunPaused && stopping === 'cancel') return { status: 'cancelled' };
  if (error instanceof RunPaused) return { status: 'paused', reason: error.reason, message: error.message };
  if (over || trouble === 'away') return { status: 'handed_on' };
  if (trouble === 'full') {
    const message = "The disk of Importgraph's own database is full. Free some space, then resume.";
    return { status: 'paused', reason: 'database_full', message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 'failed',
    message: `Importgraph itself failed: ${message.slice(0, 500)}. What is in Odoo is recorded; report this, then run again.`,
  };
}

interface Watched {
  beat(): Promise<void>;
  stop(): void;
}

/** Soft limit, hard limit, shutdown and heartbeat of the turn. */
function watch(work: TurnWork, control: RunControl, over: AbortController): Watched {
  const { lease, limits, shutdown } = work;
  const onShutdown = (): void => control.stop('shutdown');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });
  const soft = setTimeout(() => control.stop('soft_limit'), limits.softMs);
  const hard = setTimeout(() => over.abort(new Error('hard limit of the lease')), limits.hardMs);
  let renewedAt = performance.now();
  const endIfTooLate = (): void => {
    if (performance.now() - renewedAt > limits.leaseMs) over.abort(new LeaseNotRenewed(lease.runId));
  };
  let beating = false;
  const beat = async (): Promise<void> => {
    if (beating) {
      endIfTooLate();
      return;
    }
    beating = true;
    const asked = performance.now();
    try {
      const requested = await lease.heartbeat();
      renewedAt = asked;
      if (requested !== null) control.stop(requested);
    } catch (error) {
      // A database that is away for a moment is not a lost lease: the next beat tries again, and every write is fenced.
      if (error instanceof LeaseLost) over.abort(error);
      else work.log.error({ run: lease.runId, err: error }, 'heartbeat failed');
      endIfTooLate();
    } finally {
      beating = false;
    }
  };
  const heart = setInterval(() => void beat(), limits.heartbeatMs);
  const stop = (): void => {
    clearTimeout(soft);
    clearTimeout(hard);
    clearInterval(heart);
    shutdown.removeEventListener('abort', onShutdown);
  };
  return { beat, stop };
}
