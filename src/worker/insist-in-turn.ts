import { backoffMs, CALL_BACKOFF } from '../load/backoff.ts';
import type { CallLimiter } from '../load/call-limiter.ts';
import { insistOn } from '../load/insist.ts';
import type { Answer, TargetFault } from '../load/ports.ts';
import { HELD, isAskedToWait, waitingText } from '../load/report-fault.ts';
import type { Waiting } from '../load/run-control.ts';
import { waitUnlessStopped } from '../load/run-control.ts';
import type { RunLease } from '../load/run-store.ts';

export interface TurnWaiting extends Waiting {
  readonly lease: Pick<RunLease, 'setWaiting'>;
  /** Of the connection: what the server asked of another run holds for this one. */
  readonly limiter: CallLimiter;
}

/** With the back-off between them about a minute: a server that is restarted just when a worker takes a run up needs no human. */
const MOST_TRIES = 8;

/** For what a turn asks before it loads: the wait is shown by the progress. */
export async function insistInTurn<T>(turn: TurnWaiting, ask: () => Promise<Answer<T>>): Promise<T> {
  const show = async (what: string, ms: number): Promise<void> => {
    await turn.lease.setWaiting(what);
    await waitUnlessStopped(turn, ms);
    await turn.lease.setWaiting(null);
  };
  const wait = async (fault: TargetFault, attempt: number): Promise<void> => {
    const ms = Math.max(fault.retryAfterMs ?? 0, backoffMs(CALL_BACKOFF, attempt, Math.random));
    if (isAskedToWait(fault)) turn.limiter.hold(ms);
    await show(fault.message, ms);
  };
  return insistOn({ tries: MOST_TRIES, wait }, async () => {
    const { heldMs } = turn.limiter;
    if (heldMs > 0) await show(waitingText(HELD, turn.clock.now() + heldMs), heldMs);
    return ask();
  });
}
