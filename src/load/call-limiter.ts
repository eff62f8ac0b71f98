import { CallPace } from './call-pace.ts';
import { HillClimb } from './hill-climb.ts';
import type { Clock } from './ports.ts';

/**
 * How many calls may be under way on one connection, over all nodes of a run, and how large they are.
 *
 *   rows/s, measured over some calls of one model ... a call more or less, batches of twice or half the rows (`hill-climb.ts`)
 *   a conflict, 429 ................................. half as many calls; good calls give back one at a time, up to the start
 *   a slow answer, none for long .................... no more calls and no larger ones than at the start
 *   `Retry-After` ................................... every call waits: the limit belongs to the server and not to the call
 */
export class CallLimiter {
  private readonly clock: Clock;
  /** Calls at once before anything is known. */
  readonly start: number;
  readonly most: number;
  /** How large the calls are. */
  readonly pace = new CallPace();
  private readonly climb: HillClimb;
  /** Whose calls are measured. */
  private model = '';
  private measuring: Measuring | null = null;
  private allowed: number;
  private underWay = 0;
  private loads = 0;
  /** Time of calls of `load`, all those under way together. */
  private loadMs = 0;
  private talliedAt = 0;
  private good = 0;
  private heldUntil = 0;
  private readonly queue: (() => void)[] = [];

  constructor(start: number, clock: Clock, most = start) {
    this.start = Math.max(1, start);
    this.most = Math.max(this.start, most);
    this.allowed = this.start;
    this.clock = clock;
    this.climb = new HillClimb([
      { up: () => this.allow(this.allowed + 1), down: () => this.allow(this.allowed - 1) },
      { up: () => this.pace.double(this.model), down: () => this.pace.halve(this.model) },
    ]);
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

  /** Every call of `load` goes through this, so that it is known how many are under way. */
  async load<T>(call: () => Promise<T>): Promise<T> {
    this.tally();
    this.loads += 1;
    try {
      return await call();
    } finally {
      this.tally();
      this.loads -= 1;
    }
  }

  /** Two calls were in each other's way, or the server said that they are too many: fewer at once from now on. */
  backOff(): void {
    this.calmDown();
    this.good = 0;
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
  }

  succeeded(): void {
    this.good += 1;
    if (this.good < 20 || this.allowed >= this.start) return;
    this.good = 0;
    this.allowed += 1;
    this.measuring = null;
    this.wake();
  }

  /** A call of `load` was answered after `ms`, and wrote so many of the rows that it sent. */
  loaded(model: string, sent: number, written: number, ms: number): void {
    if (this.pace.answered(model, sent, ms)) this.slowedDown();
    else this.measure(model, written, ms);
  }

  /** No answer came to a call of `load`, for `ms`. */
  lost(model: string, sent: number, ms: number): void {
    if (this.pace.lost(model, sent, ms)) this.slowedDown();
  }

  /** For how long yet no call starts, in ms. */
  get heldMs(): number {
    return Math.max(0, this.heldUntil - this.clock.now());
  }

  /** No call starts before `ms` have passed. */
  hold(ms: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.clock.now() + ms);
    this.measuring = null;
  }

  /** Two models at the same time are not compared: what is faster may be the other rows. */
  private measure(model: string, rows: number, ms: number): void {
    if (this.model !== model) {
      this.climb.abandon();
      this.model = model;
      this.measuring = null;
    }
    this.measuring ??= this.newMeasuring();
    if (this.measuring.toSkip > 0) {
      this.measuring = this.newMeasuring(this.measuring.toSkip - 1);
      return;
    }
    this.measuring.calls += 1;
    this.measuring.rows += rows;
    this.measuring.ms += ms;
    if (this.measuring.calls < Math.max(LEAST_CALLS, this.allowed * 3)) return;
    const rate = this.rateOf(this.measuring);
    if (rate === null) return;
    const isChanged = this.allowed >= this.start && this.climb.measured(rate);
    this.measuring = isChanged ? null : this.newMeasuring(0);
  }

  /** Rows per second of a call, times the calls under way on the average: so it does not matter where in a call the measurement ends. */
  private rateOf({ since, loadMsBefore, rows, ms }: Measuring): number | null {
    this.tally();
    const passed = this.clock.now() - since;
    if (passed < LEAST_MS || ms === 0) return null;
    return ((rows * 1000) / ms) * ((this.loadMs - loadMsBefore) / passed);
  }

  /** @param toSkip calls that were made ready before, in the old way, say nothing */
  private newMeasuring(toSkip = this.allowed * 2 + 2): Measuring {
    this.tally();
    return { toSkip, since: this.clock.now(), loadMsBefore: this.loadMs, calls: 0, rows: 0, ms: 0 };
  }

  private tally(): void {
    const now = this.clock.now();
    this.loadMs += this.loads * (now - this.talliedAt);
    this.talliedAt = now;
  }

  private slowedDown(): void {
    this.calmDown();
    this.allowed = Math.min(this.allowed, this.start);
  }

  private calmDown(): void {
    this.climb.abandon();
    this.climb.pause();
    this.measuring = null;
  }

  private allow(calls: number): boolean {
    if (calls < this.start || calls > this.most) return false;
    this.allowed = calls;
    this.wake();
    return true;
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

interface Measuring {
  readonly toSkip: number;
  readonly since: number;
  readonly loadMsBefore: number;
  calls: number;
  rows: number;
  ms: number;
}

/** Fewer calls, or a shorter time, say more of chance than of the setting. */
const LEAST_CALLS = 6;
const LEAST_MS = 2000;
