import type { IssuerRequest } from './issuer.ts';

export interface PendingSignIn extends IssuerRequest {
  /** Who asked to be known by the issuer from now on; null: somebody signs in. */
  readonly linkTo: string | null;
}

const GOOD_FOR_MS = 10 * 60_000;
const MOST = 1000;

/** Sign-ins that are under way at the issuer, by state, each good once; in memory, so the same process must see the end. */
export class PendingSignIns {
  readonly #pending = new Map<string, { readonly request: PendingSignIn; readonly since: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(request: PendingSignIn): void {
    const [oldest] = this.#pending.keys();
    if (this.#pending.size >= MOST && oldest !== undefined) this.#pending.delete(oldest);
    this.#pending.set(request.state, { request, since: this.#now() });
  }

  take(state: string): PendingSignIn | null {
    const found = this.#pending.get(state);
    this.#pending.delete(state);
    return found === undefined || this.#now() - found.since > GOOD_FOR_MS ? null : found.request;
  }
}
