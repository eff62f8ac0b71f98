import type { Clock } from './ports.ts';
import type { RunEnd } from './run-store.ts';

/**
 * Why no further batch may start; the first reason wins, waits end, and the calls in flight are always awaited and recorded.
 * `failure` is a node's failure policy, `trouble` another step that cannot go on: the run pauses or ends for that step's reason.
 */
export type StopReason = 'cancel' | 'pause' | 'soft_limit' | 'shutdown' | 'failure' | 'trouble';

export class RunControl {
  private reason: StopReason | null = null;
  private readonly stopped = new AbortController();

  get stopping(): StopReason | null {
    return this.reason;
  }

  /** A worker that hands the run on finishes the batch in hand; else one of many bad rows could take turn after turn and never end. */
  get finishesBatch(): boolean {
    return this.reason === null || this.reason === 'soft_limit' || this.reason === 'shutdown';
  }

  /** Aborted with the first reason. */
  get signal(): AbortSignal {
    return this.stopped.signal;
  }

  stop(reason: StopReason): void {
    this.reason ??= reason;
    this.stopped.abort();
  }
}

/** Thrown in place of a further wait or call when the run is to stop; nothing is under way then. */
export class RunStopped extends Error {
  constructor() {
    super('The run is to stop.');
    this.name = 'RunStopped';
  }
}

export interface Waiting {
  readonly clock: Clock;
  readonly control: RunControl;
  /** The lease is over. */
  readonly signal: AbortSignal;
}

/** A wait, of ten minutes perhaps, that ends at once with `RunStopped` when somebody cancels or pauses, or the worker shall end. */
export async function waitUnlessStopped({ clock, control, signal }: Waiting, ms: number): Promise<void> {
  if (!control.signal.aborted) {
    await clock.sleep(ms, AbortSignal.any([signal, control.signal])).catch((error: unknown) => {
      signal.throwIfAborted();
      if (!control.signal.aborted) throw error;
    });
  }
  if (control.signal.aborted) throw new RunStopped();
}

/** How a turn ends that stopped for this reason; null where the reason is that of something else. */
export function endOfStop(reason: StopReason | null): RunEnd | null {
  switch (reason) {
    case 'cancel':
      return { status: 'cancelled' };
    case 'pause':
      return { status: 'paused', reason: 'requested', message: 'Paused by a user.' };
    case 'soft_limit':
    case 'shutdown':
      return { status: 'handed_on' };
    case 'failure':
    case 'trouble':
    case null:
      return null;
  }
}
