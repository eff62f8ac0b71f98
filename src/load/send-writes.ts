import { halves } from '../util/chunks.ts';
import { CALL_BACKOFF, CONFLICT_BACKOFF } from './backoff.ts';
import { canBeOneRecord } from './can-be-one-record.ts';
import type { Beside } from './compare-row.ts';
import { pauseReason } from './pause-reason.ts';
import type { Answer, TargetFault, WriteValues } from './ports.ts';
import type { RowToSend, SentRow } from './row-to-send.ts';
import { RunStopped } from './run-control.ts';
import { RunPaused } from './run-paused.ts';
import type { Sender, Sending } from './send-rows.ts';
import { MOST_TRIES, throughLimiter, wait } from './send-rows.ts';

/**
 * Writes rows whose records exist, all or nothing per call. Sending the same values again changes nothing, so a lost answer is
 * followed by the same call.
 *
 *   send all ─ ok ────────────────────────────▶ written
 *      ├─ refused for a while, lost, conflict ─▶ wait, send again
 *      ├─ certain to fail ─▶ send each half, until a row fails alone ─▶ unwritten
 *      └─ the user may not, or too many of the halves fail ─▶ unwritten as they are
 *
 * When the run is to stop, waits end at once; and unless the run is only handed on, no further part is sent.
 * `load` decides about what is left unwritten: it names row and field, and where its own updates do more than a `write` it may
 * take what `write` refuses.
 */
export interface WritePlan {
  readonly model: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly how: 'same' | 'each';
  /** By the `ord` of the row. */
  readonly values: ReadonlyMap<number, WriteValues>;
  /** What is sent along so that it stays as it is. */
  readonly beside: ReadonlyMap<number, Beside>;
}

export interface WriteSending extends Sending {
  readonly unwritten: readonly RowToSend[];
}

/** One bad row in 500 takes nine; a batch that is bad throughout is not taken apart call by call. */
const MOST_FAILURES = 20;

export async function sendWrites(
  sender: Sender,
  plan: WritePlan,
  rows: readonly RowToSend[],
): Promise<WriteSending> {
  const state: WriteState = { sent: [], unwritten: [], parts: [rows], failures: 0, isLost: false };
  const { sent, unwritten } = state;
  try {
    await writeParts(sender, plan, state);
    return { sent, unwritten, isLost: false, pause: null };
  } catch (error) {
    if (error instanceof RunPaused) return { sent, unwritten, isLost: true, pause: error };
    if (!(error instanceof RunStopped)) throw error;
    return { sent, unwritten, isLost: state.isLost, pause: null };
  }
}

interface WriteState {
  readonly sent: SentRow[];
  readonly unwritten: RowToSend[];
  readonly parts: (readonly RowToSend[])[];
  failures: number;
  /** The last call may have been taken. */
  isLost: boolean;
}

async function writeParts(sender: Sender, plan: WritePlan, state: WriteState): Promise<void> {
  const { sent, unwritten, parts } = state;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (state.failures >= MOST_FAILURES) {
      unwritten.push(...part);
      continue;
    }
    const fault = await writePart(sender, plan, part, state);
    if (fault === null) {
      sent.push(...part.map(written));
      continue;
    }
    state.failures += 1;
    if (part.length > 1 && canBeOneRecord(fault)) parts.unshift(...halves(part));
    else if (fault.reason === 'record_missing') sent.push(...part.map((row) => gone(row, fault)));
    else unwritten.push(...part);
  }
}

/** Null: written. Otherwise a fault that would be the same the next time. */
async function writePart(
  sender: Sender,
  plan: WritePlan,
  part: readonly RowToSend[],
  state: WriteState,
): Promise<TargetFault | null> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const answer = await throughLimiter(sender, () => {
      if (!sender.control.finishesBatch) throw new RunStopped();
      return callWrite(sender, plan, part);
    });
    state.isLost = !answer.ok && answer.fault.kind === 'unknown';
    if (answer.ok) {
      sender.limiter.succeeded();
      return null;
    }
    const { fault } = answer;
    if (fault.kind === 'certain' || fault.kind === 'needs_you') {
      await sender.onFault(fault, null);
      if (fault.kind === 'certain') return fault;
      throw new RunPaused(pauseReason(fault), fault.message);
    }
    const backoff = fault.reason === 'serialization' ? CONFLICT_BACKOFF : CALL_BACKOFF;
    await wait(sender, fault, backoff, attempt);
  }
  throw new RunPaused(
    'odoo_unavailable',
    `Odoo did not take ${part.length} rows of ${plan.model} in ${MOST_TRIES} tries.`,
  );
}

function callWrite(sender: Sender, plan: WritePlan, part: readonly RowToSend[]): Promise<Answer<null>> {
  const { target, signal } = sender;
  const valuesOf = ({ ord }: RowToSend): WriteValues => ({
    ...plan.beside.get(ord)?.values,
    ...plan.values.get(ord),
  });
  const writes = part.map((row) => ({ id: recordOf(row), values: valuesOf(row) }));
  if (plan.how === 'each' && target.writeEach !== null) {
    return target.writeEach(plan.model, writes, plan.context, signal);
  }
  const ids = writes.map((write) => write.id);
  return target.write(plan.model, ids, writes[0]?.values ?? {}, plan.context, signal);
}

function recordOf(row: RowToSend): number {
  if (row.recordId === null) throw new Error(`Row ${row.ord} is to be written and has no record.`);
  return row.recordId;
}

function written(row: RowToSend): SentRow {
  return { row, result: 'written', recordId: recordOf(row), warnings: [] };
}

/** Not for `load`: it would create the record again, with the changed fields alone. */
function gone(row: RowToSend, { message }: TargetFault): SentRow {
  return { row, result: 'rejected', reason: 'odoo_rejected', message, field: null };
}
