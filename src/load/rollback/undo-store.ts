import type { Outcome } from '../../issue.ts';
import type { InboundFields } from '../ports.ts';
import type { VanishedState } from '../vanished/vanished-words.ts';
import type { KeptReason, UndoneState, UndoState } from './undo-words.ts';

/** What our database knows of a run that is to be undone; implemented by `store/`. It writes nothing. */
export interface UndoReader {
  readonly runId: string;
  nodes(): Promise<readonly UndoNode[]>;
  /** Rows of a node that created or changed a record, or may have; in parts, in the order of the sheet. */
  rows(node: UndoNode): AsyncIterable<readonly UndoRow[]>;
  /** When the runs on this connection wrote, by Odoo's clock, in the order they were asked for. */
  windows(): Promise<readonly WriteWindow[]>;
  /** By database ID, the fields that later runs changed in these records and have not been rolled back since. */
  laterChanges(
    node: UndoNode,
    recordIds: readonly number[],
  ): Promise<ReadonlyMap<number, ReadonlySet<string>>>;
  /** Which of these records the key map of the connection has, in whatever graph. */
  known(model: string, recordIds: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface UndoNode {
  readonly node: string;
  readonly index: number;
  readonly model: string;
}

/** From `first` to `last`, both included; `first` is null where it was not noted. */
export interface WriteWindow {
  readonly runId: string;
  readonly first: string | null;
  readonly last: string;
}

export interface UndoRow {
  readonly ord: number;
  readonly srcRow: number;
  readonly key: string;
  readonly generation: number;
  readonly outcome: Outcome | null;
  readonly recordId: number | null;
  /** What an earlier turn or rollback made of it; null: not judged. */
  readonly undo: UndoState | null;
  readonly reason: KeptReason | null;
  readonly detail: string | null;
  /** This run made the record. */
  readonly isCreated: boolean;
  /** What the key map says of the record; null where it speaks of another one, or of none. */
  readonly entry: UndoEntry | null;
  /** What this run changed in the record. */
  readonly change: UndoChange | null;
}

export interface UndoEntry {
  readonly heldHashes: Readonly<Record<string, string>>;
  /** The last run that wrote to the record. */
  readonly writtenRun: string | null;
  /** The write date with which a rollback of another run left the record; null: none has looked. */
  readonly leftWriteDate: string | null;
}

/** By field: before and after as Odoo's `read` gave it, wanted as it was sent. */
export interface UndoChange {
  readonly before: Readonly<Record<string, unknown>>;
  readonly wanted: Readonly<Record<string, string>>;
  /** Null where it was not read back. */
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What is to become of a row, or became of it. */
export interface UndoMark {
  readonly ord: number;
  readonly undo: UndoState;
  /** For `kept` and `archived`. */
  readonly reason?: KeptReason;
  /** The reason in a sentence. */
  readonly detail?: string;
}

export interface UndoneRow extends UndoMark {
  readonly undo: UndoneState;
  readonly key: string;
  /**
   * What the key map makes of its entry: `forget` the record, or remember of these fields what it did before the run.
   */
  readonly keyMap?: 'forget' | { readonly revert: readonly string[] };
}

/** A row that is still to be deleted, and the fields of its record that close no circle any more. */
export interface OpenedRow {
  readonly key: string;
  readonly fields: readonly string[];
}

/** A row that was gone from the data and whose record the run archived. */
export interface ArchivedRow {
  /** As in the key map. */
  readonly key: string;
  readonly recordId: number;
  /** False: a later run has the row again, or its record. */
  readonly isOurs: boolean;
}

export interface WokenRow {
  readonly key: string;
  readonly state: Extract<VanishedState, 'woken' | 'gone' | 'kept'>;
  /** Of `kept`: a sentence. */
  readonly detail?: string;
}

/** A record that Odoo made along with one of ours, and that goes with it. */
export interface Companion {
  /** The row it goes after. */
  readonly nodeIndex: number;
  readonly ord: number;
  readonly model: string;
  readonly recordId: number;
}

/** A record that another run left in Odoo. */
export interface OtherRecord {
  readonly model: string;
  readonly recordId: number;
  readonly leftWriteDate: string | null;
}

export interface LeftRecord {
  readonly model: string;
  readonly recordId: number;
  readonly writeDate: string;
}

/** A row as planned, for a worker that takes a rollback up. */
export interface MarkedRow {
  readonly ord: number;
  readonly recordId: number | null;
  readonly undo: UndoState;
  readonly isCreated: boolean;
}

export interface WantedRows {
  readonly undo: UndoState;
  /** For `kept`. */
  readonly reasons?: readonly KeptReason[];
  readonly generation?: number;
  /** Only rows further up in the sheet than this one. */
  readonly below?: number;
  readonly limit: number;
}

/** The same under a worker's lease: every write is one transaction fenced by the run's epoch. */
export interface UndoStore extends UndoReader {
  /** Whether it was decided what is to become of each row: then the plan is carried out and not made again. */
  isPlanned(): Promise<boolean>;
  /** Whether kept records are to be archived. */
  isArchiving(): Promise<boolean>;
  /** Tells that a worker is at it. */
  begin(): Promise<void>;
  /** Notes what is to become of these rows; nothing is undone yet. */
  plan(node: UndoNode, marks: readonly UndoMark[]): Promise<void>;
  planCompanions(companions: readonly Companion[]): Promise<void>;
  /** `scope`: how far the user can see what refers to a record; `unseen`: referring models that may not be read. */
  planned(seen: {
    readonly scope: InboundFields['scope'];
    readonly unseen: readonly string[];
  }): Promise<void>;
  /** Rows with a record that are marked, in parts, for a worker that takes a rollback up. */
  marks(node: UndoNode): AsyncIterable<readonly MarkedRow[]>;
  /** The last ones of the sheet first. */
  select(node: UndoNode, wanted: WantedRows): Promise<readonly UndoRow[]>;
  /** Created rows to be deleted that were written twice, for a circle among them. */
  circular(node: UndoNode): Promise<readonly UndoRow[]>;
  /** The key map forgets of these rows the fields that were written second. */
  opened(node: UndoNode, rows: readonly OpenedRow[]): Promise<void>;
  lastGeneration(node: UndoNode): Promise<number>;
  /** State, key map, counters and event in one transaction. */
  settle(node: UndoNode, rows: readonly UndoneRow[]): Promise<void>;
  /** Rows whose records the run archived, and that are not settled; by key. */
  archivedRows(node: UndoNode, limit: number): Promise<readonly ArchivedRow[]>;
  /** State and key map in one transaction. */
  settleWoken(node: UndoNode, rows: readonly WokenRow[]): Promise<void>;
  /** Companions that are still to go. */
  companions(): Promise<readonly Companion[]>;
  /** Those of them whose row of this node is deleted. */
  orphans(node: UndoNode): Promise<readonly Companion[]>;
  settleCompanions(companions: readonly Companion[], state: 'deleted' | 'left'): Promise<void>;
  /** Records of the namespace that runs created and this rollback does not delete, in parts. */
  others(): AsyncIterable<readonly OtherRecord[]>;
  /** Remembers the write dates of records that are as their runs left them. */
  noteLeft(records: readonly LeftRecord[]): Promise<void>;
  /** Those this rollback noted, in parts. */
  left(): AsyncIterable<readonly LeftRecord[]>;
}
