import type { BenchCase } from './case.ts';
import type { Contender } from './contender.ts';
import type { Measurement } from './measure.ts';

/** One contender's measurement in one round of one case. */
export interface Entry {
  readonly round: number;
  readonly case: BenchCase;
  readonly contender: Contender;
  readonly measurement: Measurement;
}

export interface Rounds {
  readonly cases: readonly BenchCase[];
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  readonly measure: (contender: Contender, benchCase: BenchCase, tag: string) => Promise<Measurement>;
  readonly onEntry: (entry: Entry) => void;
  /** After it no further measurement begins. */
  readonly stop: AbortSignal;
}

/** Every contender once per round, in another order each round: whatever changes on the machine meanwhile meets all of them. */
export async function runRounds(work: Rounds): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const first = Date.now().toString(36);
  for (let round = 0; round < work.rounds; round++) {
    for (const benchCase of work.cases) {
      const data = benchCase.make({ rows: 100, tag: 'x' });
      const suited = work.contenders.filter((contender) => contender.suits(data));
      for (const contender of rotated(suited, round)) {
        if (work.stop.aborted) return entries;
        const tag = `${first}x${entries.length}`;
        const measurement = await work.measure(contender, benchCase, tag);
        const entry = { round, case: benchCase, contender, measurement };
        entries.push(entry);
        work.onEntry(entry);
      }
    }
  }
  return entries;
}

/** A B C, then C A B, then B C A. */
export function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const at = items.length === 0 ? 0 : items.length - (by % items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}
