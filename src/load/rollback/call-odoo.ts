import { CALL_BACKOFF, CONFLICT_BACKOFF } from '../backoff.ts';
import { pauseReason } from '../pause-reason.ts';
import type { Answer, TargetFault } from '../ports.ts';
import { RunPaused } from '../run-paused.ts';
import { MOST_TRIES, type Sender, throughLimiter, wait } from '../send-rows.ts';

/** How a call that writes ended: done, certain to fail again, or nobody knows. */
export type Settled = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly fault: TargetFault };
export type Called = Settled | { readonly kind: 'unknown' };

/** What passes by itself is waited for; what needs somebody, or lasts too long, pauses the rollback. */
export async function callOdoo(
  sender: Sender,
  call: () => Promise<Answer<null>>,
  tries = 0,
): Promise<Called> {
  let last: TargetFault | null = null;
  for (let attempt = tries; attempt < MOST_TRIES; attempt++) {
    const answer = await throughLimiter(sender, call);
    if (answer.ok) {
      sender.limiter.succeeded();
      return { kind: 'done' };
    }
    last = answer.fault;
    if (last.kind === 'certain') return { kind: 'refused', fault: last };
    if (last.kind === 'needs_you') {
      await sender.onFault(last, null);
      throw new RunPaused(pauseReason(last), last.message);
    }
    const isConflict = last.reason === 'serialization';
    await wait(sender, last, isConflict ? CONFLICT_BACKOFF : CALL_BACKOFF, attempt);
    if (last.kind === 'unknown') return { kind: 'unknown' };
  }
  throw new RunPaused('odoo_unavailable', last?.message ?? 'Odoo did not answer so many times.');
}

/** For a call that changes nothing more when it is made again: after a lost answer it is. */
export async function repeatOdoo(sender: Sender, call: () => Promise<Answer<null>>): Promise<Settled> {
  for (let lost = 0; ; lost++) {
    const called = await callOdoo(sender, call, lost);
    if (called.kind !== 'unknown') return called;
  }
}
