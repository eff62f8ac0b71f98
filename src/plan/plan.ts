import type { Issue } from '../issue.ts';
import type { ModelData } from './graph-spec.ts';

/**
 * A plan as pure data: graph × dataset, checked and ordered; the same input gives the same plan, byte for byte.
 *
 *   level 0        level 1       level 2
 *   ┌─────────┐    ┌─────────┐   ┌────────┐
 *   │categories│──▶│products │──▶│ lines  │
 *   └─────────┘    └─────────┘ ┌▶│        │
 *   ┌─────────┐    ┌─────────┐ │ └────────┘
 *   │customers│──▶│ orders  │──┘
 *   └─────────┘    └─────────┘
 */
export interface Plan {
  readonly graphName: string;
  readonly namespace: string;
  /** In execution order: every step after the steps it depends on; ties by node id. */
  readonly steps: readonly PlanStep[];
  readonly warnings: readonly Issue[];
}

export interface PlanStep {
  readonly node: string;
  /** Position in `steps`; also the number of the node's table in the tabular engine. */
  readonly index: number;
  readonly model: string;
  readonly sheet: string;
  readonly data: ModelData;
  /** 0 for a step that depends on none; steps of one level may run at the same time. */
  readonly level: number;
  /** Nodes outside the own component whose rows must be settled first. */
  readonly dependsOn: readonly string[];
  /**
   * Steps that refer to each other, or one that refers to itself, share a component: their rows are loaded by generation.
   * Null for a step without a cycle.
   */
  readonly component: number | null;
  /** The node references of the step, hand-drawn `depends` edges not included. */
  readonly references: readonly StepReference[];
}

export interface StepReference {
  readonly field: string;
  readonly node: string;
  /** Odoo will not create the row without it, so it cannot be deferred to close a cycle of rows. */
  readonly required: boolean;
  /** Both ends are in one component. */
  readonly inComponent: boolean;
}
