import { CallLimiter } from '../load/call-limiter.ts';
import type { Answer, Clock } from '../load/ports.ts';
import { RunPaused } from '../load/run-paused.ts';
import type { ProbeVerdict } from '../odoo/probe.ts';
import type { TurnWaiting } from '../worker/insist-in-turn.ts';
import { type Connected, connect } from './connect.ts';
import type { ConnectionProfile, ConnectionView } from './connection-cases.ts';
import type { GraphDeps } from './graph-inputs.ts';

export const DEFAULT_BATCH_SIZE = 500;
/** Where the profile does not say: more is not tried, however many workers Odoo has. */
const MOST_CALLS = 8;
const MOST_BATCH_ROWS = 2000;

/** The target, or a fault that passes; what needs somebody is thrown as the pause that it is. */
export async function tryToConnect(
  by: GraphDeps,
  connection: ConnectionView,
): Promise<Answer<Extract<Connected, { ok: true }>>> {
  const connected = await connect(by, connection);
  if (connected.ok) return { ok: true, value: connected };
  const { fault, verdict, message: said } = connected.probe;
  const message = `Connection ${connection.name}: ${said}`;
  if (fault?.kind === 'transient' || fault?.kind === 'unknown') {
    return { ok: false, fault: { ...fault, message } };
  }
  throw new RunPaused(fault?.reason === 'tls' ? 'certificate' : pauseReasonOf(verdict), message);
}

function pauseReasonOf(verdict: ProbeVerdict): 'credentials' | 'odoo_unavailable' {
  return verdict === 'credentials_refused' || verdict === 'secret_missing'
    ? 'credentials'
    : 'odoo_unavailable';
}

export interface Limiting {
  readonly clock: Clock;
  /** By connection: what a server says of its limits holds for all runs of this process that write to it. */
  readonly limiters: Map<string, CallLimiter>;
}

export function limiterOf({ limiters, clock }: Limiting, connection: ConnectionView): CallLimiter {
  const { start, most } = concurrencyOf(connection);
  const known = limiters.get(connection.id);
  if (known?.start === start && known.most === most) return known;
  const limiter = new CallLimiter(start, clock, most);
  limiters.set(connection.id, limiter);
  return limiter;
}

/** What waits before a turn loads. */
export function waitingOf(
  by: Limiting,
  turn: Omit<TurnWaiting, 'clock' | 'limiter'>,
  connection: ConnectionView,
): TurnWaiting {
  const { lease, control, signal } = turn;
  return { lease, control, signal, clock: by.clock, limiter: limiterOf(by, connection) };
}

/** What is set is a ceiling. Odoo Online asks integrators for one call at a time. */
export function concurrencyOf({ url, profile }: { url: string; profile: ConnectionProfile }): Span {
  const fixed = profile.concurrency ?? (new URL(url).hostname.endsWith('.odoo.com') ? 1 : null);
  return fixed === null ? { start: 2, most: MOST_CALLS } : { start: fixed, most: fixed };
}

export function batchSizeOf({ profile: { batchSize } }: { readonly profile: ConnectionProfile }): Span {
  return batchSize === undefined
    ? { start: DEFAULT_BATCH_SIZE, most: MOST_BATCH_ROWS }
    : { start: batchSize, most: batchSize };
}

/** At first, and never more. */
export interface Span {
  readonly start: number;
  readonly most: number;
}
