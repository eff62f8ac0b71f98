/**
 * Scripted faults: each says which calls it is for and what happens to them. They are taken in order, the first that matches;
 * never by chance, so that a test that fails fails again.
 */
export interface Fault {
  /** Which calls; every call when left out. */
  readonly match?: CallMatch | ((call: SandboxCall) => boolean);
  /** How many calls it strikes; default 1. */
  readonly times?: number;
  /** How many matching calls pass before it strikes; default 0. */
  readonly after?: number;
  readonly action: FaultAction;
}

export interface CallMatch {
  readonly model?: string;
  readonly method?: string;
}

export type FaultAction =
  /** The connection is reset and nothing was done. */
  | { readonly kind: 'reset_before' }
  /** Everything was done, but the answer is lost: the connection is reset. */
  | { readonly kind: 'reset_after_commit' }
  /** The call is done after this time. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The call is done when `until` resolves, so that a test can act in the middle of it; `answer`: it is done, and answered then. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown>; readonly what?: 'call' | 'answer' }
  /** Nothing is done; a proxy answers. `body` is HTML unless it is an object. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Readonly<Record<string, unknown>>;
    }
  /** Only for `load`: nothing is done; the message PostgreSQL gives when two transactions meet, with HTTP 200. */
  | { readonly kind: 'serialization' };

/** What a fault may look at, and what the sandbox keeps of every call. */
export interface SandboxCall {
  /** From 0, over all databases. */
  readonly index: number;
  readonly database: string;
  readonly model: string;
  readonly method: string;
  readonly login: string;
  /** Rows of a `load`, records of a `create`, else database IDs. */
  readonly size: number;
  readonly transport: 'json2' | 'jsonrpc';
  /** Columns and first cell of a `load`, so that tests can tell batches apart. */
  readonly columns?: readonly string[];
  readonly firstCell?: string;
}

export class Faults {
  readonly #waiting: { readonly fault: Fault; passes: number; strikes: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, passes: fault.after ?? 0, strikes: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  take(call: SandboxCall): FaultAction | null {
    for (const entry of this.#waiting) {
      if (entry.strikes === 0 || !matches(entry.fault, call)) continue;
      if (entry.passes > 0) {
        entry.passes -= 1;
        continue;
      }
      entry.strikes -= 1;
      return entry.fault.action;
    }
    return null;
  }
}

function matches({ match }: Fault, call: SandboxCall): boolean {
  if (!match) return true;
  if (typeof match === 'function') return match(call);
  return (match.model ?? call.model) === call.model && (match.method ?? call.method) === call.method;
}
