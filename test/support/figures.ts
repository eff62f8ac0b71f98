import { appendFileSync } from 'node:fs';
import type { Violation } from './oracle-state.ts';

/** What a test that tries many cases tried and found; `npm run test:crash` prints them as a table, and sums. */
export interface Figures {
  readonly kind: 'kills' | 'seeds';
  readonly what: string;
  readonly tried: number;
  /** Cases in which something was wrong. */
  readonly failed: number;
  readonly seconds: number;
  readonly note?: string;
}

/** What the oracle found in one look at a run: how many records too many, how many rows or records lost. */
export interface Verdict {
  readonly kind: 'verdict';
  readonly runId: string;
  readonly duplicates: number;
  readonly lost: number;
}

export type Told = Figures | Verdict;

export function tellFigures(figures: Figures): void {
  const { what, tried, failed, seconds, note } = figures;
  console.log(`${what}: ${tried} tried, ${failed} failed, ${seconds} s${note ? `; ${note}` : ''}`);
  tell(figures);
}

export function tellVerdict(runId: string, violations: readonly Violation[]): void {
  const sum = (kind: Violation['kind']): number =>
    violations.reduce((total, one) => total + (one.kind === kind ? (one.count ?? 1) : 0), 0);
  tell({ kind: 'verdict', runId, duplicates: sum('duplicate'), lost: sum('lost') });
}

function tell(told: Told): void {
  const file = process.env.CRASH_FIGURES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(told)}\n`);
}
