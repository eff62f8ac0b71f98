import type { Issue, Outcome } from '../issue.ts';
import type { NodeDefault } from './fold-events.ts';

/** What became of a run, as data: the writers of this room turn it into JSON, CSV and XLSX. */
export interface RunReport {
  readonly head: ReportHead;
  /** In execution order. */
  readonly nodes: readonly ReportNode[];
  /** By cause, the largest group of a node first. */
  readonly issues: readonly ReportIssueGroup[];
  /** In execution order of the nodes, then as in the sheet; read while it is written. */
  readonly rows: AsyncIterable<readonly ReportRow[]>;
}

export interface ReportHead {
  readonly runId: string;
  /** `run`, `check` or `retry`: of a check the outcomes are what would be. */
  readonly kind: string;
  /** Of a check. */
  readonly checkDepth: string | null;
  /** Of a retry: the run whose rows it took up. */
  readonly ofRun: string | null;
  readonly status: string;
  readonly errorMessage: string | null;
  readonly graph: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    /** SHA-256 of the graph's YAML export. */
    readonly hash: string;
  };
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly hash: string;
    readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  };
  readonly connection: {
    readonly id: string;
    readonly name: string;
    readonly url: string;
    readonly database: string;
    /** The user of Odoo. */
    readonly login: string | null;
    /** As the run found it; null for a run that never began. */
    readonly serverVersion: string | null;
  };
  /** Of the schema snapshot the run was prepared for. */
  readonly schemaHash: string | null;
  /** Value maps of the connection that the run used, by place: pinned when it was made. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  /** Time in which a worker had it: pauses and the time between two workers left out. */
  readonly activeSeconds: number;
  readonly workers: readonly string[];
}

export interface ReportNode {
  readonly node: string;
  readonly model: string;
  readonly sheet: string | null;
  readonly status: string;
  /** Null until prepared. */
  readonly rows: number | null;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Rows without an outcome yet: with the counts they add up to the rows. */
  readonly open: number;
  readonly seconds: number | null;
  /** Of the rows that were more than prepared. */
  readonly rowsPerSecond: number | null;
  /** What Odoo computed the same for all of its first new records. */
  readonly defaults: readonly NodeDefault[];
}

export interface ReportIssueGroup {
  readonly node: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly field: string | null;
  readonly column: string | null;
  readonly count: number;
  readonly samples: readonly Issue[];
}

export interface ReportChange {
  readonly field: string;
  /** As Odoo's `read` gave it. */
  readonly old: unknown;
  /** The text sent; null where it was not kept. */
  readonly new: string | null;
}

export interface ReportRow {
  readonly node: string;
  readonly model: string;
  readonly sheet: string | null;
  /** As the spreadsheet shows it. */
  readonly row: number;
  /** Position in the node; with the node it names the row in the API. */
  readonly ord: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  /** Of a skipped row. */
  readonly rule: string | null;
  readonly externalId: string | null;
  readonly recordId: number | null;
  /** Page of the record in Odoo. */
  readonly link: string | null;
  /** `node:key` of the row that blocks it. */
  readonly blockedBy: string | null;
  /** Fields of its record that the run changed, or a check would have. */
  readonly changes: readonly ReportChange[];
  readonly issues: readonly Issue[];
}
