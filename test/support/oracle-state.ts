import type pg from 'pg';
import type { RunStatus } from '../../src/load/run-store.ts';
import type { FoundExternalId, OracleTarget } from './oracle-target.ts';

export interface RunCheck {
  readonly pool: pg.Pool;
  readonly target: OracleTarget;
  readonly runId: string;
  /** Rows of the source per node, all of them, whatever becomes of them. */
  readonly rows: Readonly<Record<string, number>>;
  /** For each node and many2one field: the node referred to, and the canonical key of a row's parent (null: none). */
  readonly parents?: Parents;
  /** Records per model before the first run: then every record made since must carry one of our external IDs. */
  readonly countsBefore?: Readonly<Record<string, number>>;
  /** External IDs that the test itself removed from Odoo, with or without their record. */
  readonly removed?: ReadonlySet<string>;
  /** For graphs that take external IDs from a column. */
  readonly externalIdOf?: (node: string, key: string) => string;
}

export type Parents = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly node: string; readonly keyOf: (key: string) => string | null }>>
  >
>;

export interface Violation {
  /** `lost`: a row or a record nobody accounts for. `link`: a reference to the wrong record. `books`: our tables disagree. */
  readonly kind: 'duplicate' | 'lost' | 'link' | 'books';
  readonly text: string;
  /** Records or rows it is about; default 1. */
  readonly count?: number;
}

export interface CheckedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly connectionId: string;
  readonly namespace: string;
}

export interface CheckedRow {
  readonly node: string;
  readonly model: string;
  readonly ord: number;
  readonly key: string;
  readonly outcome: string | null;
  readonly recordId: number | null;
  readonly externalId: string;
}

/** All that the checks look at, read once. */
export interface CheckedState {
  readonly run: CheckedRun;
  readonly rows: readonly CheckedRow[];
  /** External IDs of the namespace that name rows of a node (not what Odoo makes for delegated records). */
  readonly found: ReadonlyMap<string, readonly FoundExternalId[]>;
}

const OVER = new Set<RunStatus>(['completed', 'completed_with_errors', 'failed', 'cancelled']);

export function isOver(run: CheckedRun): boolean {
  return OVER.has(run.status);
}
