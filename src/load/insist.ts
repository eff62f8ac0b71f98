import { pauseReason } from './pause-reason.ts';
import type { Answer, TargetFault } from './ports.ts';
import { ReadRefused, RunPaused } from './run-paused.ts';

export interface Patience {
  readonly tries: number;
  /** Before the next try; throws `RunStopped` where there shall be none. */
  readonly wait: (fault: TargetFault, attempt: number) => Promise<void>;
}

/** Repeats what only reads until Odoo answers. What will not pass by itself, or lasts too long, pauses the run. */
export async function insistOn<T>({ tries, wait }: Patience, ask: () => Promise<Answer<T>>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask();
    if (answer.ok) return answer.value;
    const { fault } = answer;
    if (fault.reason === 'access_denied') throw new ReadRefused(fault.message);
    if (fault.kind === 'needs_you' || fault.kind === 'certain' || attempt + 1 === tries) {
      throw new RunPaused(pauseReason(fault), fault.message);
    }
    await wait(fault, attempt);
  }
}
