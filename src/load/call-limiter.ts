import { CallPace } from './call-pace.ts';
import type { Clock } from './ports.ts';

/**
 * How many calls may be under way on one connection, over all nodes of a run. Conflicts halve it, a run of good calls gives
 * back one at a time; a `Retry-After` holds every call, because the limit belongs to the server and not to the call.
 */
export class CallLimiter {
  private readonly clock: Clock;
  readonly most: number;
  /** How large the calls are. */
  readonly pace = new CallPace();
  private allowed: number;
  private underWay = 0;
  private good = 0;
  private heldUntil = 0;
  private readonly queue: (() => void)[] = [];

  constructor(most: number, clock: Clock) {
    this.most = Math.max(1, most);
    this.allowed = this.most;
    this.clock = clock;
  }

  get concurrency(): number {
    return this.allowed;
  }

  /** `sleep` waits for the end of a hold, in which no place is taken; what it throws is thrown in place of the call. */
  async run<T>(
    call: () => Promise<T>,
    sleep: (ms: number) => Promise<void> = (ms) => this.clock.sleep(ms),
  ): Promise<T> {
    await this.enter();
    for (let passed = 0; this.heldUntil > Math.max(passed, this.clock.now()); await this.enter()) {
      passed = this.heldUntil;
      this.leave();
      await sleep(passed - this.clock.now());
    }
    try {
      return await call();
    } finally {
      this.leave();
    }
  }

  /** A conflict between two calls: fewer at once from now on. */
  conflicted(): void {
    this.good = 0;
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
  }

  succeeded(): void {
    this.good += 1;
    if (this.good >= 20 && this.allowed < this.most) {
      this.allowed += 1;
      this.good = 0;
      this.wake();
    }
  }

  /** For how long yet no call starts, in ms. */
  get heldMs(): number {
    return Math.max(0, this.heldUntil - this.clock.now());
  }

  /** No call starts before `ms` have passed. */
  hold(ms: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.clock.now() + ms);
  }

  private enter(): Promise<void> {
    if (this.underWay < this.allowed) {
      this.underWay += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.queue.push(() => {
        this.underWay += 1;
        resolve();
      });
    });
  }

  private leave(): void {
    this.underWay -= 1;
    this.wake();
  }

  private wake(): void {
    while (this.underWay < this.allowed) {
      const next = this.queue.shift();
      if (!next) return;
      next();
    }
  }
}
