import type { Issue, IssueCode, Outcome } from '../issue.ts';
import type { KeptReason, UndoState } from '../load/rollback/undo-words.ts';
import type {
  CheckDepth,
  NodeStatus,
  OutcomeCounts,
  RunKind,
  RunStatus,
  UndoCounts,
} from '../load/run-store.ts';
import type { VanishedAction, VanishedReason, VanishedState } from '../load/vanished/vanished-words.ts';
import type { Page } from './result.ts';

export interface StartRun {
  readonly graphId: string;
  /** Default: the newest dataset. */
  readonly datasetId?: string;
  /** Default: the only connection there is. */
  readonly connectionId?: string;
  readonly failureMode?: 'continue' | 'stop';
  readonly idempotencyKey?: string;
}

export interface StartCheck extends Omit<StartRun, 'failureMode'> {
  readonly depth: CheckDepth;
}

export interface RetryRun {
  /** A run that is over and did not load every row. */
  readonly runId: string;
  /** A version of the run's dataset; default: the newest. */
  readonly datasetId?: string;
  /** Default: the newest. */
  readonly graphVersion?: number;
  readonly idempotencyKey?: string;
}

export interface StartedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly taskId: string;
}

export interface RunView {
  readonly id: string;
  readonly kind: RunKind;
  /** Null unless it is a check. */
  readonly checkDepth: CheckDepth | null;
  /** The run that a retry is of; null otherwise. */
  readonly ofRun: string | null;
  readonly graphId: string;
  readonly graphName: string;
  readonly graphVersion: number;
  readonly datasetId: string;
  readonly datasetName: string;
  readonly datasetHash: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly status: RunStatus;
  readonly pauseReason: string | null;
  readonly errorMessage: string | null;
  readonly taskId: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly progress: RunProgress;
}

export interface RunProgress {
  readonly currentNode: string | null;
  readonly currentIndex: number;
  readonly totalNodes: number;
  /** 0–100, whole; never goes back, 100 only when no work is left. */
  readonly percentage: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly rowsPerSecond: number | null;
  readonly etaSeconds: number | null;
  readonly waitingFor: string | null;
  readonly nodes: readonly NodeProgress[];
}

export interface NodeProgress {
  readonly nodeId: string;
  readonly model: string;
  readonly status: NodeStatus;
  readonly rowsTotal: number | null;
  readonly counts: OutcomeCounts;
  readonly undo: UndoCounts;
  /** Rows that take over a record that was in Odoo before. */
  readonly adopted: number;
  /** Rows of earlier runs that the dataset has no more; they are no outcomes. */
  readonly vanished: number;
}

export interface RunRowView {
  readonly node: string;
  readonly row: number;
  readonly ord: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  readonly rule: string | null;
  readonly recordId: number | null;
  readonly blockedBy: string | null;
  /** What a rollback makes of it, and why it stays; null: it concerns no record of this run, or was not rolled back. */
  readonly undo: UndoState | null;
  readonly undoReason: KeptReason | null;
  readonly undoDetail: string | null;
  readonly issues: readonly Issue[];
  /** Only where asked for: what the run changed, or a check would change, in a record that was there. */
  readonly changes?: readonly RowChange[];
}

export interface RowChange {
  /** Technical name. */
  readonly field: string;
  /** As Odoo's `read` gives it: many2one as database ID or false, x2many as lists of them. */
  readonly old: unknown;
  /** The text that is sent; a reference by external or database ID. Null for runs of before it was kept. */
  readonly new: string | null;
}

/** All that is known of one row. */
export interface RunRowDetail extends RunRowView {
  readonly model: string;
  readonly sheet: string | null;
  readonly externalId: string | null;
  /** Page of the record in Odoo. */
  readonly link: string | null;
  readonly attempts: readonly RowAttempt[];
  readonly failedCalls: readonly FailedCall[];
  readonly changes: readonly RowFieldChange[];
  /** Made anew from the dataset; null where that cannot be done, `missing` says why. */
  readonly prepared: PreparedRowView | null;
  readonly missing: string | null;
}

export interface PreparedRowView {
  /** In the order of the sheet, as read. */
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
  /** In mapping order; `value` is the text that was or would be sent, null: not sent. */
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly path: string;
    readonly value: string | null;
  }[];
  readonly parents: readonly RelatedRow[];
  /** The first ones. */
  readonly children: Page<RelatedRow>;
}

/** A row that refers to another, or is referred to. */
export interface RelatedRow {
  readonly node: string;
  /** The field that refers. */
  readonly field: string;
  readonly key: string;
  /** Null: no row of this run; an earlier one loaded it. */
  readonly ord: number | null;
  readonly row: number | null;
  readonly outcome: Outcome | null;
  readonly recordId: number | null;
  readonly link: string | null;
}

export interface RowAttempt {
  readonly batch: number;
  readonly kind: 'create' | 'update';
  readonly state: 'sending' | 'settled';
  readonly columns: readonly string[];
  /** Of the batch. */
  readonly rows: number;
  /** How many workers had it in hand. */
  readonly workers: number;
  readonly sentAt: string;
  readonly settledAt: string | null;
  /** What became of the batch's rows. */
  readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
}

/** What all runs there are add up to. */
export interface RunMeasures {
  readonly runs: readonly { readonly status: RunStatus; readonly kind: RunKind; readonly runs: number }[];
  /** Checks left out. */
  readonly rows: OutcomeCounts;
  /** Runs at work that wait for Odoo. */
  readonly waiting: number;
  /** Age of the oldest run that no worker has taken; 0: there is none. */
  readonly oldestPendingSeconds: number;
}

/** A call to Odoo that a run made, or is making. */
export interface BatchView {
  readonly batch: number;
  readonly node: string;
  readonly kind: 'create' | 'update';
  readonly state: 'sending' | 'settled';
  /** Of its first row: rows of one generation refer to rows of earlier ones. */
  readonly generation: number | null;
  readonly rows: number;
  /** How many workers had it in hand. */
  readonly workers: number;
  readonly sentAt: string;
  readonly settledAt: string | null;
  readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
}

/** Rows settled per slot, from the start of the run; the slots follow each other without gaps. */
export interface RunThroughput {
  readonly slotSeconds: number;
  readonly points: readonly { readonly at: string; readonly rows: number }[];
}

export interface FailedCall {
  readonly at: string;
  readonly kind: string;
  readonly reason: string;
  readonly message: string;
}

export interface RowFieldChange extends RowChange {
  /** As read back after the write; null where it was not. */
  readonly held: unknown;
}

export interface RowId {
  readonly node: string;
  readonly ord: number;
}

/** What a rollback is asked with. */
export interface RollbackRun {
  /** Archive the records that have to stay, where their model can; default false. */
  readonly archive?: boolean;
  /** The number of records the run made or changed, typed by who means it. */
  readonly confirm?: number;
}

/** What a rollback would do now. */
export interface RollbackPreview {
  readonly runId: string;
  /** Records that the run made or changed. */
  readonly records: number;
  readonly nodes: readonly UndoneNode[];
  /** Records that Odoo made along with those of the run. */
  readonly alsoDeleted: readonly { readonly model: string; readonly count: number }[];
  /** What stays, and why; at most 1,000, `keptTotal` counts the rows that stay whole. */
  readonly kept: readonly KeptRow[];
  readonly keptTotal: number;
  /** Whose references could be looked for: of all models, of those the user may read, of those of the graph. */
  readonly scope: 'all' | 'readable' | 'known';
  /** Models that refer to the records and that the user may not read. */
  readonly unseen: readonly string[];
}

export interface UndoneNode {
  readonly nodeId: string;
  readonly model: string;
  readonly toDelete: number;
  readonly toRestore: number;
  readonly kept: readonly { readonly reason: KeptReason; readonly count: number }[];
}

export interface KeptRow {
  readonly node: string;
  readonly row: number;
  readonly key: string;
  readonly recordId: number | null;
  readonly reason: KeptReason;
  readonly detail: string;
  /** Only some of its fields stay, the others are restored. */
  readonly isPartial: boolean;
}

/** A row that an earlier run loaded and the dataset of this one has no more. */
export interface VanishedView {
  readonly node: string;
  readonly key: string;
  readonly model: string;
  readonly recordId: number;
  readonly externalId: string;
  /** What the node asks for. */
  readonly action: VanishedAction;
  readonly state: VanishedState;
  readonly reason: VanishedReason | null;
  /** Why a record is kept, in a sentence. */
  readonly detail: string | null;
  /** The new key that is probably this row's. */
  readonly renamedTo: string | null;
}

export interface IssueGroup {
  readonly node: string;
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  readonly field: string | null;
  readonly column: string | null;
  readonly count: number;
  /** At most 5. */
  readonly samples: readonly Issue[];
}

/** Rows that a run did not load, in the layout of their sheets, to be corrected and given back (`DatasetCases.correct`). */
export interface RejectQuery {
  /** `csv`: one sheet, or a zip where several have rejects. */
  readonly format: 'xlsx' | 'csv';
  readonly sheet?: string;
  /** Rows that wait for a rejected one too, with what blocks them. */
  readonly withBlocked?: boolean;
}

export interface RejectFile {
  readonly name: string;
  readonly kind: 'xlsx' | 'csv' | 'zip';
  /** Rows by sheet. */
  readonly rows: Readonly<Record<string, number>>;
  readonly content: AsyncIterable<Uint8Array>;
  /** Ends what makes the content; its own end does so too. */
  close(): Promise<void>;
}
