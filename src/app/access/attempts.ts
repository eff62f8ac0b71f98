/** Counts failures by name within a window that starts with the first one; in memory, of one process. */
export class Attempts {
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #failures = new Map<string, { readonly since: number; readonly count: number }>();

  constructor(windowMs: number, now: () => number = Date.now) {
    this.#windowMs = windowMs;
    this.#now = now;
  }

  failures(name: string): number {
    const found = this.#failures.get(name);
    return found === undefined || this.#isOver(found) ? 0 : found.count;
  }

  fail(name: string): void {
    const found = this.#failures.get(name);
    const isNew = found === undefined || this.#isOver(found);
    if (isNew) this.#clearAway();
    this.#failures.set(
      name,
      isNew ? { since: this.#now(), count: 1 } : { since: found.since, count: found.count + 1 },
    );
  }

  forget(name: string): void {
    this.#failures.delete(name);
  }

  #isOver({ since }: { readonly since: number }): boolean {
    return this.#now() - since > this.#windowMs;
  }

  /** The oldest stand first. */
  #clearAway(): void {
    for (const [name, found] of this.#failures) {
      if (this.#failures.size <= MOST && !this.#isOver(found)) return;
      this.#failures.delete(name);
    }
  }
}

/** Names are what strangers send. */
const MOST = 10_000;
