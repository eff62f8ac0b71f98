import type { RunEvent } from '../event.ts';
import type { Issue, Outcome } from '../issue.ts';
import type { Vocabulary } from '../mapping/vocabulary.ts';
import type { AdoptionStore } from './adopt/adoption-store.ts';
import type { UndoStore } from './rollback/undo-store.ts';
import type { UndoneState } from './rollback/undo-words.ts';
import type { VanishedStore } from './vanished/vanished-store.ts';

/**
 * What a run keeps in our database; implemented by `store/`. Every write of a worker goes through its lease and is one
 * transaction fenced by the run's epoch: a worker that lost the lease gets `LeaseLost` and has changed nothing.
 *
 *   status of a run:
 *   pending ─▶ running ─▶ completed | completed_with_errors | failed | cancelled
 *                │ ▲
 *                ▼ │
 *              paused (with a reason)
 *
 *   what is over ─▶ rolling_back ─▶ rolled_back ─▶ rolling_back (what stayed is looked at again)
 *                      │ ▲  └─ cancelled: what it was before
 *                      ▼ │
 *                    paused
 */
export const RUN_STATUSES = [
  'pending',
  'running',
  'paused',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolling_back',
  'rolled_back',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

const OVER: ReadonlySet<RunStatus> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolled_back',
]);

/** No worker is to do anything for the run any more, unless a rollback is asked for. */
export function isOver(status: RunStatus): boolean {
  return OVER.has(status);
}

/**
 * `run` writes to Odoo; `check` finds out what a run would do and writes nothing, neither to Odoo nor to the key map; `retry` loads
 * what another run could not.
 */
export const RUN_KINDS = ['run', 'check', 'retry'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** `offline`: from the data and what Odoo lets us read; `server`: Odoo tries every batch too, and takes it back. */
export const CHECK_DEPTHS = ['offline', 'server'] as const;
export type CheckDepth = (typeof CHECK_DEPTHS)[number];

export const NODE_STATUSES = [
  'pending',
  'running',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const;
export type NodeStatus = (typeof NODE_STATUSES)[number];

/** A run as pinned at its creation plus its present state. */
export interface RunState {
  readonly id: string;
  readonly kind: RunKind;
  /** Null unless it is a check. */
  readonly checkDepth: CheckDepth | null;
  /** The run that a retry is of; null otherwise. */
  readonly ofRun: string | null;
  readonly status: RunStatus;
  readonly graphId: string;
  readonly graphVersion: number;
  readonly datasetId: string;
  readonly connectionId: string;
  /** `stop` overrides the nodes' own failure policy. */
  readonly failureMode: 'continue' | 'stop' | null;
  /** Hash of the schema snapshot taken at the first preparation; null before. */
  readonly snapshotHash: string | null;
  /** The target's schema the run paused for last; a resumed run has seen it. */
  readonly seenSnapshotHash: string | null;
  /** Answers and policies of the connection when the run was made. */
  readonly vocabulary: Vocabulary;
  readonly startedAt: Date | null;
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export interface NodeState {
  readonly node: string;
  readonly index: number;
  readonly model: string;
  readonly status: NodeStatus;
  /** Rows of the sheet that concern this node; null until prepared. */
  readonly rowsTotal: number | null;
  readonly counts: OutcomeCounts;
  /** Of a rollback. */
  readonly undo: UndoCounts;
  /** Rows whose record was in Odoo before and is taken over; of all outcomes. */
  readonly adopted: number;
  /** Rows of earlier runs that the dataset has no more. */
  readonly vanished: number;
}

/** Rows to be undone, and what became of them. */
export type UndoCounts = Readonly<Record<'toUndo' | UndoneState, number>>;

/** A source row as prepared, before anything is sent. */
export interface PreparedRow {
  /** Position in the node, 0-based, without gaps. */
  readonly ord: number;
  readonly srcRow: number;
  /** Canonical key (escaped parts joined by `~~`); empty for a row whose key is empty. */
  readonly key: string;
  readonly generation: number;
  /** Set where preparation already settles the row. */
  readonly outcome: 'rejected' | 'skipped' | null;
  /** For `skipped`: `filter` or `distinct`; in a retry also `loaded_before`, or the rule that left the row out before. */
  readonly rule: string | null;
  /** Of a row that was loaded before. */
  readonly recordId: number | null;
}

/** A row that a retry need not load, as the run before left it. */
export interface LoadedRow {
  readonly srcRow: number;
  readonly key: string;
  readonly recordId: number | null;
  /** `loaded_before` where there is a record, else the rule that left the row out. */
  readonly rule: string;
}

export interface RowIssue {
  /** Row of the node; the issue carries node, sheet, row and the rest. */
  readonly ord: number;
  readonly issue: Issue;
}

export type BatchKind = 'create' | 'update';

/** The rows of one call. `sending` is written before the call; a batch found `sending` by a new lease is of unknown outcome. */
export interface Batch {
  readonly no: number;
  readonly node: string;
  readonly kind: BatchKind;
  readonly ords: readonly number[];
  readonly columns: readonly string[];
  /** SHA-256 of columns and rows, lower-case hex. */
  readonly payloadHash: string;
  /** How many leases have held it in `sending`, this one included. */
  readonly attempts: number;
  /** When it was first sent, on the database's clock. */
  readonly firstSentAt: Date;
  /** The largest database ID of the model before it was sent: a record below was there already, whoever can see it. */
  readonly newestBefore: number;
}

export interface NewBatch {
  readonly node: string;
  readonly kind: BatchKind;
  readonly ords: readonly number[];
  readonly columns: readonly string[];
  readonly payloadHash: string;
  /** Default 0: see `Batch`. */
  readonly newestBefore?: number;
  /** What an update changes, kept to be shown and for the rollback. */
  readonly before?: readonly BeforeImage[];
}

export interface BeforeImage {
  readonly ord: number;
  readonly recordId: number;
  /** By technical field name, as Odoo's `read` gives them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The texts we send instead; a reference by external ID or database ID, as it is sent. */
  readonly wanted: Readonly<Record<string, string>>;
}

/**
 * The `recordId` of a row whose record only a run would make: a check gives it to the rows it foretells as created, so that what refers
 * to them goes on. Odoo's begin at 1. Nobody outside sees it.
 */
export const FORETOLD_RECORD = 0;

/** What became of one row. */
export interface RowResult {
  readonly ord: number;
  readonly outcome: Outcome;
  readonly recordId: number | null;
  /** For `blocked`: node and key of the row that blocks it, as `node:key`. */
  readonly blockedBy?: string;
  /** For `skipped`: the rule. */
  readonly rule?: string;
  readonly issues?: readonly Issue[];
  /** Of an update: the fields written as Odoo holds them since, by technical field name; absent where they could not be read back. */
  readonly after?: Readonly<Record<string, unknown>>;
  /** Of a check: what a run would change in the record. */
  readonly change?: Omit<BeforeImage, 'ord'>;
  /** Written to the key map in the same transaction, only for a record that Odoo acknowledged. */
  readonly keyMap?: KeyMapWrite;
}

/**
 * Why a record is known by its database ID only: `lost`, its external ID was deleted in Odoo; `adopted`, it was there before, and the
 * user may not write external IDs; `renamed`, its row was given another key, and no run has written the new external ID yet.
 */
export const BY_ID_REASONS = ['lost', 'adopted', 'renamed'] as const;
export interface ById {
  readonly reason: (typeof BY_ID_REASONS)[number];
  /** When Odoo made the record, as it says; null where that is not known. */
  readonly createDate: string | null;
}

export interface KeyMapWrite {
  readonly key: string;
  readonly externalId: string;
  /** Null: the record has the external ID in Odoo. */
  readonly byId: ById | null;
  /** Hash per field of what we last wrote, by technical field name. Merged into what is there. */
  readonly fieldHashes: Readonly<Record<string, string>>;
  /** See `KeyMapEntry`; null: written, but what Odoo made of it is not known. Merged into what is there. */
  readonly heldHashes?: Readonly<Record<string, string | null>>;
}

/** What closes a batch, or a part of it. */
export interface SettledBatch {
  readonly no: number;
  readonly done: boolean;
  /** The largest `write_date` of the records read back, on Odoo's clock: `2026-01-31 08:15:00`. */
  readonly lastWriteDate?: string | null;
}

export interface KeyMapEntry {
  readonly node: string;
  readonly key: string;
  readonly externalId: string;
  readonly model: string;
  readonly recordId: number;
  readonly fieldHashes: Readonly<Record<string, string>>;
  /**
   * Hash per field (`heldHash`) of what Odoo held after our last write, which need not be what we sent: Odoo formats telephone numbers
   * and cleans html. A field that is missing is not known: nobody may be said to have changed it.
   */
  readonly heldHashes: Readonly<Record<string, string>>;
  readonly createdRun: string | null;
  /** When that run was asked for: the record cannot be older. */
  readonly createdRunAt: Date | null;
  /** The last run that wrote to the record. */
  readonly writtenRun: string | null;
  readonly byId: ById | null;
  /** The run that dealt with the row as vanished; null while the row is in the data. */
  readonly vanishedRun: string | null;
  /** That run archived the record. */
  readonly isArchived: boolean;
  /** The write date with which deletions of ours left the record; null: none has looked. */
  readonly leftWriteDate: string | null;
  /** When Odoo last told us of the record: it cannot be younger. On our database's clock, as the one above. */
  readonly acknowledgedAt: Date;
}

export interface RowState {
  readonly ord: number;
  readonly outcome: Outcome;
  readonly recordId: number | null;
}

/** A question to Odoo and its answer, kept for the whole run so that a resumed run sees what the first one saw. */
export interface ResolvedValue {
  readonly value: string;
  /** Database ID or external ID that answers it; null when nothing matches or several do. */
  readonly answer: string | null;
  readonly candidates: readonly string[];
}

export type Requested = 'pause' | 'cancel' | null;

export interface RunLease {
  readonly runId: string;
  readonly epoch: number;
  readonly state: RunState;
  /** Renews the lease on the database's clock and tells what a user has asked for meanwhile. */
  heartbeat(): Promise<Requested>;
  /** pending → running with `startedAt` (kept on resume); creates the node rows where there are none. */
  start(
    nodes: readonly { node: string; index: number; model: string }[],
    snapshotHash: string,
  ): Promise<void>;
  /** Remembers the present schema of the target, so that a run pauses for a change once. */
  noteSchema(hash: string): Promise<void>;
  nodes(): Promise<readonly NodeState[]>;
  /** Stores the prepared rows and their issues of one node in one transaction, sets `rowsTotal`. Does nothing when already stored. */
  savePrepared(
    node: string,
    rows: AsyncIterable<readonly PreparedRow[]>,
    issues: AsyncIterable<readonly RowIssue[]>,
  ): Promise<void>;
  /** Of a retry: the rows of a node that need no loading; null for a run of another kind. */
  loadedBefore(node: string): AsyncIterable<readonly LoadedRow[]> | null;
  setNodeStatus(node: string, status: NodeStatus): Promise<void>;
  /** Rows of a node that have an outcome, in chunks. */
  settledRows(node: string): AsyncIterable<readonly RowState[]>;
  /** Batches left in `sending` by an earlier lease, attempts already counted for this one. */
  openBatches(): Promise<readonly Batch[]>;
  takeBatch(batch: NewBatch): Promise<Batch>;
  /** Outcomes of some rows (of a batch or decided without a call): rows, issues, key map, counters and event in one transaction. */
  settle(node: string, results: readonly RowResult[], batch?: SettledBatch): Promise<void>;
  /** Every row of the node without an outcome gets this one. */
  settleRest(node: string, outcome: 'cancelled' | 'blocked', blockedBy?: string): Promise<number>;
  keyMap(node: string, keys: readonly string[]): Promise<ReadonlyMap<string, KeyMapEntry>>;
  readonly adoptions: AdoptionStore;
  readonly vanished: VanishedStore;
  resolvedValues(node: string, field: string): Promise<readonly ResolvedValue[]>;
  saveResolvedValues(node: string, field: string, values: readonly ResolvedValue[]): Promise<void>;
  /** Shown by the progress as `waiting_for`; null clears it. */
  setWaiting(text: string | null): Promise<void>;
  /** For what the store cannot know, a call that failed: every other event is written with the change it tells of. */
  event(event: RunEvent): Promise<void>;
  /** For a run that is rolling back. */
  readonly undo: UndoStore;
  /** Ends the lease: the run goes back to the queue (`handed_on`), waits for a user (`paused`) or is over. */
  finish(end: RunEnd): Promise<void>;
}

export type RunEnd =
  | { readonly status: 'completed' | 'completed_with_errors' | 'cancelled' | 'rolled_back' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'paused'; readonly reason: PauseReason; readonly message: string }
  | { readonly status: 'handed_on' };

export const PAUSE_REASONS = [
  'requested',
  'credentials',
  'certificate',
  'odoo_unavailable',
  'database_full',
  'storage_unavailable',
  'schema_changed',
  'batch_crashed',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Thrown by every write of a lease that another worker has taken over; caught at the border of the run only. */
export class LeaseLost extends Error {
  constructor(runId: string) {
    super(`The lease of run ${runId} was taken over by another worker.`);
    this.name = 'LeaseLost';
  }
}
