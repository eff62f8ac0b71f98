import { chunks, halves } from '../util/chunks.ts';
import type { Backoff } from './backoff.ts';
import { backoffMs, CALL_BACKOFF, CONFLICT_BACKOFF } from './backoff.ts';
import type { CallLimiter } from './call-limiter.ts';
import { canBeOneRecord } from './can-be-one-record.ts';
import type { Patience } from './insist.ts';
import { insistOn } from './insist.ts';
import type { Reading } from './load-answer.ts';
import { readLoadAnswer } from './load-answer.ts';
import { pauseReason } from './pause-reason.ts';
import type { Answer, LoadAnswer, LoadCall, LookUpDepth, Target, TargetFault } from './ports.ts';
import { isAskedToWait } from './report-fault.ts';
import type { RejectReason, RowToSend, SentRow } from './row-to-send.ts';
import type { Waiting } from './run-control.ts';
import { RunStopped, waitUnlessStopped } from './run-control.ts';
import { RunPaused } from './run-paused.ts';

/**
 * Sends the rows of one batch until each of them is written, rejected alone, or known not to be there. Errors are only believed
 * of a row that fails alone: Odoo blames the first row of a batch for the fault of another, and reports phantom errors on rows
 * behind a failed one (19, single savepoint).
 *
 *   send all ─ ok ──────────────────────────▶ written
 *      ├─ suspects ─▶ send the rest, then each suspect alone
 *      ├─ unattributed ─▶ send each half
 *      ├─ conflict ─▶ wait, send the same again with fewer calls at once
 *      ├─ refused for a while ─▶ wait, send again
 *      └─ answer lost ─▶ look up by external ID: found is written, the rest sent again, in smaller calls if it took long
 *
 * When the run is to stop, waits end at once; and unless the run is only handed on, no further part is sent.
 */
export interface Sender extends Waiting {
  readonly target: Target;
  readonly limiter: CallLimiter;
  readonly random: () => number;
  readonly isConflict: (text: string) => boolean;
  /** Told of every failed call, for events and `waiting_for`. */
  readonly onFault: (fault: TargetFault, retryInMs: number | null) => Promise<void>;
  /** Told when a call waits because of another one's answer, for `waiting_for`. */
  readonly onHeld: (ms: number) => Promise<void>;
}

export interface SendPlan {
  readonly model: string;
  readonly columns: readonly string[];
  readonly cells: (row: RowToSend) => readonly string[];
  readonly context: Readonly<Record<string, unknown>>;
  /** The largest database ID of the model before anything was sent: a record found below it says nothing about this call. */
  readonly newestBefore?: number;
  /** Odoo takes everything back: nothing is written, and the record IDs of the answer mean nothing. */
  readonly isTrial?: boolean;
}

/** How often one call is tried before the run pauses: with the back-off above that is about ten minutes. */
export const MOST_TRIES = 16;

export interface Sending {
  /** Not of all rows where the run stopped or has to pause. */
  readonly sent: readonly SentRow[];
  /** The other rows must be looked up before anything is said of them: an answer was lost, and Odoo may hold them or get them late. */
  readonly isLost: boolean;
  /** Why the run has to pause; to be thrown when what is known is recorded. */
  readonly pause: RunPaused | null;
}

export async function sendRows(sender: Sender, plan: SendPlan, rows: readonly RowToSend[]): Promise<Sending> {
  const sent: SentRow[] = [];
  const { pace } = sender.limiter;
  const work: (readonly RowToSend[])[] = [rows];
  let lost: TargetFault | null = null;
  const onFault: Sender['onFault'] = async (fault, retryInMs) => {
    if (fault.kind === 'unknown') lost = fault;
    await sender.onFault(fault, retryInMs);
  };
  try {
    for (let part = work.shift(); part !== undefined; part = work.shift()) {
      if (part.length === 0) continue;
      const size = pace.rowsFor(plan.model, part.length);
      if (size < part.length) {
        work.unshift(...chunks(part, size));
        continue;
      }
      const step = await sendPart({ ...sender, onFault }, plan, part);
      sent.push(...step.sent);
      work.unshift(...step.next);
    }
    return { sent, isLost: false, pause: null };
  } catch (error) {
    // Looked up when the run is resumed even where no answer was lost: it costs one call, and holds if a gateway's refusal was none of Odoo's.
    if (error instanceof RunPaused) return { sent, isLost: true, pause: error };
    if (!(error instanceof RunStopped)) throw error;
    return stoppedSending(sender, plan, { rows, sent, lost });
  }
}

/**
 * The rows of a lost answer are looked up once more, without waiting; but not after a time-out, for then Odoo is still at it, or as
 * silent as before.
 */
async function stoppedSending(
  sender: Sender,
  plan: SendPlan,
  { rows, sent, lost }: { rows: readonly RowToSend[]; sent: readonly SentRow[]; lost: TargetFault | null },
): Promise<Sending> {
  if (lost === null || plan.isTrial) return { sent, isLost: false, pause: null };
  if (lost.reason === 'timed_out') return { sent, isLost: true, pause: null };
  const known = new Set(sent.map(({ row }) => row.ord));
  const open = rows.filter((row) => row.recordId === null && !known.has(row.ord));
  const found = await findWritten(sender, plan, open).catch((error: unknown) => {
    if (error instanceof RunStopped || error instanceof RunPaused) return [];
    throw error;
  });
  const all = [...sent, ...found];
  return { sent: all, isLost: all.length < rows.length, pause: null };
}

interface PartResult {
  readonly sent: readonly SentRow[];
  /** Parts still to be sent, in this order. */
  readonly next: readonly (readonly RowToSend[])[];
}

async function sendPart(sender: Sender, plan: SendPlan, part: readonly RowToSend[]): Promise<PartResult> {
  const call: LoadCall = {
    model: plan.model,
    columns: plan.columns,
    rows: part.map(plan.cells),
    context: plan.context,
  };
  const { limiter } = sender;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    let began = 0;
    const answer = await throughLimiter(sender, () => {
      if (!sender.control.finishesBatch) throw new RunStopped();
      began = sender.clock.now();
      return limiter.load(() =>
        plan.isTrial ? sender.target.tryLoad(call, sender.signal) : sender.target.load(call, sender.signal),
      );
    });
    const took = sender.clock.now() - began;
    const reading = answer.ok ? readLoadAnswer(answer.value, part.length, sender.isConflict) : null;
    if (reading === null || reading.kind === 'unclear') {
      const fault = answer.ok ? unclear(reading) : answer.fault;
      if (fault.kind === 'unknown') limiter.lost(plan.model, part.length, took);
      const done = await afterFault(sender, plan, part, fault, attempt);
      if (done) return done;
      if (limiter.pace.rowsFor(plan.model, part.length) < part.length) return { sent: [], next: [part] };
      continue;
    }
    if (reading.kind === 'conflict') {
      await wait(sender, conflictFault(reading.message), CONFLICT_BACKOFF, attempt);
      continue;
    }
    limiter.succeeded();
    limiter.loaded(plan.model, part.length, reading.kind === 'written' ? part.length : 0, took);
    return afterReading(reading, part, answer);
  }
  throw new RunPaused(
    'odoo_unavailable',
    `Odoo did not take ${part.length} rows of ${plan.model} in ${MOST_TRIES} tries.`,
  );
}

function afterReading(
  reading: Exclude<Reading, { kind: 'conflict' | 'unclear' }>,
  part: readonly RowToSend[],
  answer: Answer<LoadAnswer>,
): PartResult {
  switch (reading.kind) {
    case 'written':
      return {
        sent: part.flatMap((row, i) => written(row, reading.ids[i], reading.warnings.get(i) ?? [])),
        next: [],
      };
    case 'suspects':
      return part.length === 1
        ? { sent: rejectedAlone(part, answer), next: [] }
        : { sent: [], next: withoutSuspects(part, reading.indexes) };
    case 'unattributed':
      return part.length === 1
        ? { sent: rejectedAlone(part, answer), next: [] }
        : { sent: [], next: halves(part) };
  }
}

function written(
  row: RowToSend,
  recordId: number | undefined,
  warnings: readonly string[],
): readonly SentRow[] {
  return recordId === undefined ? [] : [{ row, result: 'written', recordId, warnings }];
}

function asFound(row: SentRow): SentRow {
  return row.result === 'written' ? { ...row, wasFound: true } : row;
}

function withoutSuspects(
  part: readonly RowToSend[],
  indexes: readonly number[],
): readonly (readonly RowToSend[])[] {
  const suspects = new Set(indexes);
  const rest = part.filter((_, i) => !suspects.has(i));
  return [rest, ...part.filter((_, i) => suspects.has(i)).map((row) => [row])];
}

/** A row that failed alone: its messages are its own. The same text is told once. */
function rejectedAlone(part: readonly RowToSend[], answer: Answer<LoadAnswer>): readonly SentRow[] {
  const errors = answer.ok ? answer.value.messages.filter((m) => m.type === 'error') : [];
  const message = [...new Set(errors.map((m) => m.message.trim()))].join('\n');
  const field = errors.find((m) => m.field !== undefined)?.field ?? null;
  return part.map((row) => ({ row, result: 'rejected', reason: 'odoo_rejected', message, field }));
}

/** Null: the same call is to be repeated. */
async function afterFault(
  sender: Sender,
  plan: SendPlan,
  part: readonly RowToSend[],
  fault: TargetFault,
  attempt: number,
): Promise<PartResult | null> {
  switch (fault.kind) {
    case 'needs_you':
      await sender.onFault(fault, null);
      throw new RunPaused(pauseReason(fault), fault.message);
    case 'transient':
      await wait(sender, fault, fault.reason === 'serialization' ? CONFLICT_BACKOFF : CALL_BACKOFF, attempt);
      return null;
    case 'unknown':
      await wait(sender, fault, CALL_BACKOFF, attempt);
      return afterLostAnswer(sender, plan, part);
    case 'certain':
      await sender.onFault(fault, null);
      return afterCertain(part, fault);
  }
}

function afterCertain(part: readonly RowToSend[], fault: TargetFault): PartResult {
  if (!canBeOneRecord(fault)) {
    return { sent: part.map((row) => rejection(row, 'odoo_access_denied', fault.message)), next: [] };
  }
  if (part.length > 1) return { sent: [], next: halves(part) };
  return { sent: part.map((row) => rejection(row, 'odoo_rejected', fault.message)), next: [] };
}

function rejection(row: RowToSend, reason: RejectReason, message: string): SentRow {
  return { row, result: 'rejected', reason, message, field: null };
}

/**
 * Nobody knows whether Odoo committed: what is there by external ID was written by this call (or one before it with the same
 * content), what is missing is sent again. A commit that comes later still is harmless: the external ID is unique in Odoo, so
 * the later one of two transactions fails or updates the same record. So is sending what was there before the call, which a user
 * who may not read external IDs sends as new: it is only taken for written when Odoo says so.
 */
async function afterLostAnswer(
  sender: Sender,
  plan: SendPlan,
  part: readonly RowToSend[],
): Promise<PartResult | null> {
  if (plan.isTrial) return null;
  if (part.every((row) => row.recordId !== null)) return null; // an update with the same values: sending it again changes nothing
  const sent = await findWritten(sender, plan, part);
  if (sent.length === 0) return null;
  const found = new Set(sent.map(({ row }) => row));
  return { sent, next: [part.filter((row) => !found.has(row))] };
}

/** Of rows that were sent as new, those that are there now and were not before. */
async function findWritten(
  sender: Sender,
  plan: SendPlan,
  rows: readonly RowToSend[],
): Promise<readonly SentRow[]> {
  const found = await lookUp(sender, plan.model, rows);
  return rows.flatMap((row) => {
    const recordId = found.get(row.externalId);
    const isNew = recordId !== undefined && recordId > (plan.newestBefore ?? 0);
    return isNew ? written(row, recordId, []).map(asFound) : [];
  });
}

/** Which of the rows exist by external ID; insists until Odoo answers. `quick` is enough where a miss is noticed later. */
export async function lookUp(
  sender: Sender,
  model: string,
  rows: readonly RowToSend[],
  depth: LookUpDepth = 'sure',
): Promise<ReadonlyMap<string, number>> {
  const hints = rows.flatMap((row) => (row.recordId === null ? [] : [row.recordId]));
  const ids = rows.map((row) => row.externalId);
  return insist(sender, () => sender.target.findByExternalId(model, ids, hints, depth));
}

/** Repeats a call that only reads until it is answered (`insist.ts`). */
export async function insist<T>(sender: Sender, call: () => Promise<Answer<T>>): Promise<T> {
  const patience: Patience = {
    tries: MOST_TRIES,
    wait: (fault, attempt) => wait(sender, fault, CALL_BACKOFF, attempt),
  };
  return insistOn(patience, () => throughLimiter(sender, call));
}

export function throughLimiter<T>(sender: Sender, call: () => Promise<T>): Promise<T> {
  return sender.limiter.run(call, async (ms) => {
    await sender.onHeld(ms);
    await waitUnlessStopped(sender, ms);
  });
}

export async function wait(
  sender: Sender,
  fault: TargetFault,
  backoff: Backoff,
  attempt: number,
): Promise<void> {
  const ms = Math.max(fault.retryAfterMs ?? 0, backoffMs(backoff, attempt, sender.random));
  if (isTooMuch(fault)) sender.limiter.backOff();
  if (isAskedToWait(fault)) sender.limiter.hold(ms);
  await sender.onFault(fault, ms);
  await waitUnlessStopped(sender, ms);
}

function isTooMuch({ reason }: TargetFault): boolean {
  return reason === 'serialization' || reason === 'rate_limited';
}

function unclear(reading: Reading | null): TargetFault {
  const message = reading?.kind === 'unclear' ? reading.message : 'Odoo gave an answer that cannot be read.';
  return { kind: 'unknown', reason: 'answer_malformed', message };
}

function conflictFault(message: string): TargetFault {
  return { kind: 'transient', reason: 'serialization', message };
}
