import type { RunEvent } from '../event.ts';
import type { Clock, TargetFault } from './ports.ts';
import type { RunLease } from './run-store.ts';

/** Waits shorter than this are not worth telling. */
const TOLD_WAIT_MS = 1000;

/** Until when the run waits by what the progress shows (`waiting_for`); the first batch settled after that ends it. */
export interface WaitingTold {
  until: number | null;
}

interface Waiting {
  readonly lease: RunLease;
  readonly clock: Clock;
  readonly waiting: WaitingTold;
}

/** A call that failed, as an event and, where the next try is some time off, in the progress. */
export async function reportFault(
  work: Waiting,
  node: string,
  fault: TargetFault,
  retryInMs: number | null,
): Promise<void> {
  const { kind, reason, message } = fault;
  const event: RunEvent = { type: 'call_failed', node, kind, reason, message, retryInMs };
  await work.lease.event(event);
  if (retryInMs === null || retryInMs < TOLD_WAIT_MS) return;
  const status = fault.httpStatus === undefined ? reason.replaceAll('_', ' ') : String(fault.httpStatus);
  await showWaiting(work, status, retryInMs);
}

async function showWaiting({ lease, clock, waiting }: Waiting, status: string, ms: number): Promise<void> {
  const until = clock.now() + ms;
  waiting.until = Math.max(until, waiting.until ?? 0);
  await lease.setWaiting(waitingText(status, until));
}

/** A call that waits because the server asked for it when it answered another one. */
export async function reportHold(work: Waiting, ms: number): Promise<void> {
  if (ms >= TOLD_WAIT_MS) await showWaiting(work, HELD, ms);
}

export const HELD = 'asked for a pause';

/** `until`: milliseconds since 1970. */
export function waitingText(why: string, until: number): string {
  return `Odoo (${why}), next try at ${new Date(until).toISOString()}`;
}

/** It holds for every call to the server, not for this one alone. */
export function isAskedToWait({ reason }: TargetFault): boolean {
  return reason === 'rate_limited' || reason === 'unavailable';
}

/** A batch that was under way when the wait began does not end it. */
export async function clearWaiting({ lease, clock, waiting }: Waiting): Promise<void> {
  if (waiting.until === null || clock.now() < waiting.until) return;
  waiting.until = null;
  await lease.setWaiting(null);
}
