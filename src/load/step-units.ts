import type { PlanStep } from '../plan/plan.ts';

/** Steps of one component belong together: they are prepared and loaded as one unit. Units stand in plan order. */
export function unitsOf<T extends { readonly step: PlanStep }>(
  steps: readonly T[],
): readonly (readonly T[])[] {
  const unitOf = ({ step }: T): string =>
    step.component === null ? `step ${step.index}` : `component ${step.component}`;
  return [...Map.groupBy(steps, unitOf).values()];
}
