import type { Outcome } from './issue.ts';

/**
 * Everything that can happen in a run, one union. Progress, logs, metrics, pages and reports are readers of this one stream;
 * totals always come from the database, never from the stream.
 */
export type RunEvent =
  | { readonly type: 'run_queued' }
  | { readonly type: 'run_started'; readonly worker: string; readonly epoch: number }
  | { readonly type: 'run_resumed'; readonly worker: string; readonly epoch: number }
  | { readonly type: 'run_handed_on'; readonly worker: string }
  | { readonly type: 'run_paused'; readonly reason: string; readonly message: string }
  | { readonly type: 'run_finished'; readonly status: string; readonly message: string | null }
  | {
      readonly type: 'node_prepared';
      readonly node: string;
      readonly rows: number;
      readonly rejected: number;
      readonly skipped: number;
    }
  | { readonly type: 'node_warning'; readonly node: string; readonly message: string }
  | {
      readonly type: 'defaults_found';
      readonly node: string;
      /** Sent along from now on; else only told. */
      readonly isPinned: boolean;
      readonly fields: readonly FoundDefault[];
    }
  | {
      readonly type: 'defaults_unpinned';
      readonly node: string;
      /** A row that was sent without them got another value, or Odoo took a row only without them. */
      readonly reason: 'differs' | 'refused';
      readonly fields: readonly FoundDefault[];
    }
  | { readonly type: 'node_started'; readonly node: string }
  | { readonly type: 'node_finished'; readonly node: string; readonly status: string }
  | {
      readonly type: 'batch_sent';
      readonly node: string;
      readonly batch: number;
      readonly rows: number;
      readonly kind: 'create' | 'update';
    }
  | {
      readonly type: 'rows_settled';
      readonly node: string;
      readonly batch: number | null;
      readonly counts: Readonly<Partial<Record<Outcome, number>>>;
    }
  | {
      readonly type: 'rows_vanished';
      readonly node: string;
      readonly rows: number;
      readonly withheld: number;
    }
  | { readonly type: 'vanished_settled'; readonly node: string; readonly rows: number }
  | {
      readonly type: 'call_failed';
      readonly node: string;
      readonly kind: string;
      readonly reason: string;
      readonly message: string;
      /** Milliseconds until the next try; null when there is none. */
      readonly retryInMs: number | null;
    }
  | { readonly type: 'waiting'; readonly message: string }
  | { readonly type: 'rollback_queued' }
  | { readonly type: 'rollback_started'; readonly worker: string; readonly epoch: number }
  | {
      readonly type: 'rollback_planned';
      /** By what is to become of them. */
      readonly rows: Readonly<Record<string, number>>;
      /** Whose references to the records could be looked for. */
      readonly scope: 'all' | 'readable' | 'known';
      /** Models the user may not read: what refers from there is not seen. */
      readonly unseen: readonly string[];
    }
  | {
      readonly type: 'rows_undone';
      readonly node: string;
      readonly counts: Readonly<Partial<Record<'deleted' | 'restored' | 'kept' | 'archived', number>>>;
    }
  | { readonly type: 'rollback_cancelled' };

/** A field that Odoo computed the same for all of the first new records of a node. */
export interface FoundDefault {
  readonly field: string;
  readonly label: string;
  readonly value: string | number | true;
  /** Display name of a record, label of a selection; null where the value says it all, or it could not be read. */
  readonly name: string | null;
}

/** An event as stored: numbered without gaps within its run. */
export interface StoredEvent {
  readonly seq: number;
  readonly at: string;
  readonly event: RunEvent;
}
