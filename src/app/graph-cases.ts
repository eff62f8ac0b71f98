import type { Issue } from '../issue.ts';
import type { ShippedVersion } from '../odoo/shipped-schemas.ts';
import type { GraphChange } from '../plan/graph-diff.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Plan } from '../plan/plan.ts';
import type { Readiness } from '../plan/readiness/readiness.ts';
import type { ZipEntry } from '../util/zip-stream.ts';
import type { Page, PageQuery, Result } from './result.ts';

export interface GraphView {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly spec: GraphSpec;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface GraphVersionView {
  readonly version: number;
  readonly name: string;
  readonly nodes: number;
  readonly createdAt: string;
}

export interface GraphDiff {
  readonly from: GraphSide;
  readonly to: GraphSide;
  readonly changes: readonly GraphChange[];
}

interface GraphSide {
  readonly version: number;
  readonly yaml: string;
}

export interface ValidationReport {
  readonly valid: boolean;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export interface PlanReport extends ValidationReport {
  /** Null when invalid. */
  readonly plan: Plan | null;
  /** Rows of the feeding sheet per node. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface GraphCases {
  create(spec: unknown): Promise<Result<GraphView>>;
  /** `text`: part of the name. */
  list(query: PageQuery & { readonly text?: string }): Promise<Page<GraphView>>;
  get(id: string, version?: number): Promise<Result<GraphView>>;
  update(id: string, spec: unknown, expectedVersion: number): Promise<Result<GraphView>>;
  remove(id: string): Promise<Result<null>>;
  /** Newest first. */
  versions(id: string, page: PageQuery): Promise<Result<Page<GraphVersionView>>>;
  /** From one version to another; default: to the newest. */
  diff(id: string, between: { readonly from: number; readonly to?: number }): Promise<Result<GraphDiff>>;
  validate(id: string, against: GraphAgainst): Promise<Result<ValidationReport>>;
  plan(id: string, against: GraphAgainst): Promise<Result<PlanReport>>;
  /** What stands in the way of a run, found before it; writes nothing. */
  readiness(id: string, query: ReadinessQuery): Promise<Result<ReadinessView>>;
  importYaml(text: string): Promise<Result<GraphView>>;
  exportYaml(id: string): Promise<Result<string>>;
  /** The prepared rows as files for Odoo's own import. Whoever gets it disposes of it. */
  exportData(id: string, against: GraphAgainst): Promise<Result<DataExport>>;
}

/** The rows of a dataset as Odoo-ready CSV files in load order. */
export interface DataExport extends AsyncDisposable {
  readonly files: readonly { readonly name: string; readonly node: string; readonly rows: number }[];
  /** Rows that are in none of the files, or not all of them. */
  readonly leftOut: number;
  /** The files with their README and manifest; to be read once. The same input gives the same bytes. */
  entries(): AsyncIterable<ZipEntry>;
}

export interface GraphAgainst {
  readonly datasetId?: string;
  readonly connectionId?: string;
}

/** With a connection Odoo is asked; without, a shipped schema is looked at. */
export type ReadinessQuery = { readonly datasetId?: string } & (
  | { readonly connectionId: string }
  | { readonly shipped: ShippedVersion }
);

export interface ReadinessView extends Readiness {
  readonly target: {
    readonly serverVersion: string;
    readonly database: string;
    /** No Odoo was asked. */
    readonly isShipped: boolean;
  };
}
