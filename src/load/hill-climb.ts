/** Something that can be turned up and down; false where it is at its end. */
export interface Knob {
  up(): boolean;
  down(): boolean;
}

/**
 * Turns knobs by what comes of it, one step of one knob at a time. Told how much is done per second at the present setting:
 *
 *   up, and at least a tenth more is done .... kept, and one step further tried
 *   down, and nothing is lost by it .......... kept: what brings nothing is not asked of the server
 *   else ..................................... turned back; a rest, twice as long each time, then the next knob or way
 */
export class HillClimb {
  readonly #moves: readonly Move[];
  #trial: { readonly move: Move; readonly before: number } | null = null;
  #turn = 0;
  #rest = 0;
  #patience = 1;

  constructor(knobs: readonly Knob[]) {
    this.#moves = [
      ...knobs.map((knob) => ({ enough: ENOUGH_GAIN, go: () => knob.up(), back: () => knob.down() })),
      ...knobs.map((knob) => ({ enough: NO_LOSS, go: () => knob.down(), back: () => knob.up() })),
    ];
  }

  /** True: another setting is to be measured now. */
  measured(rate: number): boolean {
    if (this.#trial !== null) return this.#judge(this.#trial, rate);
    this.#rest -= 1;
    return this.#rest < 0 && this.#tryNext(rate);
  }

  /** What was under trial is not known to be good: it is taken back. */
  abandon(): void {
    this.#trial?.move.back();
    this.#trial = null;
  }

  /** Nothing is tried for a good while. */
  pause(): void {
    this.#patience = Math.min(LONGEST_REST, Math.max(REST_AFTER_TROUBLE, this.#patience * 2));
    this.#rest = this.#patience;
  }

  #judge({ move, before }: { readonly move: Move; readonly before: number }, rate: number): boolean {
    if (rate >= before * move.enough) {
      this.#patience = 1;
      this.#trial = move.go() ? { move, before: rate } : null;
      return this.#trial !== null;
    }
    this.abandon();
    this.#turn += 1;
    this.#rest = this.#patience;
    this.#patience = Math.min(LONGEST_REST, this.#patience * 2);
    return true;
  }

  #tryNext(rate: number): boolean {
    for (let tries = 0; tries < this.#moves.length; tries++) {
      const move = this.#moves[this.#turn % this.#moves.length];
      if (move?.go()) {
        this.#trial = { move, before: rate };
        return true;
      }
      this.#turn += 1;
    }
    return false;
  }
}

interface Move {
  /** It is kept if so many times as much is done. */
  readonly enough: number;
  readonly go: () => boolean;
  readonly back: () => boolean;
}

const ENOUGH_GAIN = 1.1;
const NO_LOSS = 0.98;
const LONGEST_REST = 32;
const REST_AFTER_TROUBLE = 8;
