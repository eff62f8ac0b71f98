import type { z } from 'zod';
import type {
  GraphAgainst,
  GraphDiff,
  GraphVersionView,
  GraphView,
  PlanReport,
  ValidationReport,
} from '../../app/graph-cases.ts';
import type { Page } from '../../app/result.ts';
import type { PlanStep } from '../../plan/plan.ts';
import type { Against } from '../schemas/common.ts';
import type {
  GraphAnswer,
  GraphDiffAnswer,
  GraphVersionPage,
  PlanAnswer,
  Validation,
} from '../schemas/graph.ts';
import { presentIssues } from './issue.ts';

export function presentGraph(view: GraphView): z.output<typeof GraphAnswer> {
  return {
    id: view.id,
    name: view.name,
    version: view.version,
    spec: view.spec,
    created_at: view.createdAt,
    updated_at: view.updatedAt,
  };
}

export function presentVersions(page: Page<GraphVersionView>): z.output<typeof GraphVersionPage> {
  const items = page.items.map(({ createdAt, ...version }) => ({ ...version, created_at: createdAt }));
  return { items, next_cursor: page.nextCursor };
}

export function presentDiff({ from, to, changes }: GraphDiff): z.output<typeof GraphDiffAnswer> {
  return { from: { ...from }, to: { ...to }, changes: changes.map((change) => ({ ...change })) };
}

export function presentValidation(report: ValidationReport): z.output<typeof Validation> {
  return {
    valid: report.valid,
    errors: presentIssues(report.errors),
    warnings: presentIssues(report.warnings),
  };
}

export function presentPlan(report: PlanReport): z.output<typeof PlanAnswer> {
  const steps = report.plan?.steps ?? [];
  return {
    ...presentValidation(report),
    namespace: report.plan?.namespace ?? null,
    execution_order: steps.map((step) => step.node),
    levels: nodesByLevel(steps),
    steps: steps.map((step) => presentStep(step, report.rows[step.node] ?? null)),
  };
}

function presentStep(step: PlanStep, rows: number | null): z.output<typeof PlanAnswer>['steps'][number] {
  return {
    node_id: step.node,
    index: step.index,
    model: step.model,
    sheet: step.sheet,
    level: step.level,
    depends_on: [...step.dependsOn],
    component: step.component,
    references: step.references.map((r) => ({
      field: r.field,
      node: r.node,
      required: r.required,
      in_component: r.inComponent,
    })),
    rows,
  };
}

function nodesByLevel(steps: readonly PlanStep[]): string[][] {
  const levels: string[][] = [];
  for (const step of steps) {
    const level = levels[step.level] ?? [];
    level.push(step.node);
    levels[step.level] = level;
  }
  return Array.from(levels, (level) => level ?? []);
}

export function toAgainst(query: z.output<typeof Against>): GraphAgainst {
  return {
    ...(query.dataset_id === undefined ? {} : { datasetId: query.dataset_id }),
    ...(query.connection_id === undefined ? {} : { connectionId: query.connection_id }),
  };
}
