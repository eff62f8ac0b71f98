import type { Figures, Told, Verdict } from '../test/support/figures.ts';

/** Of vitest's JSON report. */
export interface TestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** What `npm run test:crash -- --json` ends with; the first six are what others read. */
export interface Sums {
  readonly faults_tried: number;
  readonly faults_survived: number;
  readonly kills: number;
  readonly seeds: number;
  /** As the oracle counted them, in all looks at all runs. */
  readonly duplicates: number;
  readonly lost: number;
  readonly kills_survived: number;
  readonly seeds_survived: number;
  readonly oracle_looks: number;
}

/** Tests that try the same without the fault. */
const CONTROL = /\bwithout a fault\b/;

export function sumFigures(faults: TestReport, told: readonly Told[]): Sums {
  const tried = faults.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status, fullName }) => /^(passed|failed)$/.test(status) && !CONTROL.test(fullName));
  const verdicts = told.filter((one): one is Verdict => one.kind === 'verdict');
  const figures = figuresOf(told);
  const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const of = (kind: Figures['kind']): readonly Figures[] => figures.filter((one) => one.kind === kind);
  const survived = (kind: Figures['kind']): number => sum(of(kind), (one) => one.tried - one.failed);
  return {
    faults_tried: tried.length,
    faults_survived: tried.filter(({ status }) => status === 'passed').length,
    kills: sum(of('kills'), (one) => one.tried),
    seeds: sum(of('seeds'), (one) => one.tried),
    duplicates: sum(verdicts, (one) => one.duplicates),
    lost: sum(verdicts, (one) => one.lost),
    kills_survived: survived('kills'),
    seeds_survived: survived('seeds'),
    oracle_looks: verdicts.length,
  };
}

export function figuresOf(told: readonly Told[]): readonly Figures[] {
  return told.filter((one): one is Figures => one.kind !== 'verdict');
}
