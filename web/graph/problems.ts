import type { Schemas } from '../api/client.ts';
import type { ProblemCounts } from './flow.ts';

export type GraphProblem = Schemas['Issue'];

/** The worst first; in the order they were found otherwise. */
export function allProblems(report: Schemas['Validation'] | undefined): readonly GraphProblem[] {
  return report ? [...report.errors, ...report.warnings] : [];
}

export function countByNode(problems: readonly GraphProblem[]): ProblemCounts {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { node, severity } of problems) {
    if (node === undefined) continue;
    const count = counts.get(node) ?? { errors: 0, warnings: 0 };
    count[severity === 'error' ? 'errors' : 'warnings']++;
    counts.set(node, count);
  }
  return counts;
}
