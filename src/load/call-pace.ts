/**
 * How many rows one call of `load` takes on a connection, by model.
 *
 * Growing: a batch is at first as large as is asked for, and doubled while somebody (`call-limiter.ts`) finds that it brings more.
 *
 * Shrinking: Odoo ends a request after `limit_time_real` (120 s by default) and the worker with it; 500 journal entries can take
 * longer. Only what was seen to be slow goes in smaller calls:
 *
 *   answered after more than 30 s ...... as many rows as take 15 s at that speed
 *   no answer for more than 20 s ....... half as many
 *   answered in less than 5 s .......... twice as many, until nothing is smaller than asked for
 */
export class CallPace {
  readonly #most = new Map<string, number>();
  readonly #times = new Map<string, number>();
  readonly #lastMs = new Map<string, number>();

  /** Rows of one batch. @param start as many as at first @param most never more */
  batchRows(model: string, start: number, most: number): number {
    return Math.max(start, Math.min(most, start * (this.#times.get(model) ?? 1)));
  }

  /** False: they are as large as they get, or larger ones would take too long. */
  double(model: string): boolean {
    const times = this.#times.get(model) ?? 1;
    if (times >= MOST_TIMES || (this.#lastMs.get(model) ?? 0) * 2 > AIM_MS) return false;
    this.#times.set(model, times * 2);
    return true;
  }

  halve(model: string): boolean {
    const times = this.#times.get(model) ?? 1;
    if (times > 1) this.#times.set(model, times / 2);
    return times > 1;
  }

  /** @param rows as many as there are to send */
  rowsFor(model: string, rows: number): number {
    return Math.min(rows, this.#most.get(model) ?? rows);
  }

  /** True: too slow. */
  answered(model: string, rows: number, ms: number): boolean {
    this.#lastMs.set(model, ms);
    const most = this.#most.get(model);
    if (ms > SLOW_MS) this.#shrink(model, (rows * AIM_MS) / ms);
    else if (most !== undefined && ms < QUICK_MS && rows >= most) this.#grow(model, most);
    return ms > SLOW_MS;
  }

  /** True: it took long. */
  lost(model: string, rows: number, ms: number): boolean {
    if (ms > LOST_MS) this.#shrink(model, rows / 2);
    return ms > LOST_MS;
  }

  #shrink(model: string, rows: number): void {
    this.#times.delete(model);
    const most = this.#most.get(model) ?? Number.POSITIVE_INFINITY;
    this.#most.set(model, Math.min(most, Math.max(LEAST_ROWS, Math.floor(rows))));
  }

  #grow(model: string, most: number): void {
    if (most >= ENOUGH_ROWS) this.#most.delete(model);
    else this.#most.set(model, most * 2);
  }
}

const SLOW_MS = 30_000;
const AIM_MS = 15_000;
const LOST_MS = 20_000;
const QUICK_MS = 5000;
/** A call of one row takes hardly longer than one of this many. */
const LEAST_ROWS = 10;
/** Of a model that takes so many in a few seconds nobody needs to know more. */
const ENOUGH_ROWS = 500;
const MOST_TIMES = 4;
