import type { Issue } from '../../issue.ts';
import type { VanishedAction, VanishedState } from './vanished-words.ts';

export interface VanishPolicy {
  readonly node: string;
  readonly action: VanishedAction;
  readonly evenMoreThanHalf: boolean;
}

export interface GoneRow {
  readonly key: string;
  /** By technical field name (`fieldHash`). */
  readonly fieldHashes: Readonly<Record<string, string>>;
}

export interface Suggestion {
  readonly key: string;
  readonly renamedTo: string;
  /** Of the new row. */
  readonly ord: number;
  readonly issue: Issue;
}

/** A vanished row on which the run has yet to act; `sending`: an earlier turn may have done so. */
export interface VanishedRow {
  /** As in the key map. */
  readonly key: string;
  readonly externalId: string;
  readonly state: 'pending' | 'sending';
}

export interface VanishedResult {
  readonly key: string;
  readonly state: Extract<VanishedState, 'archived' | 'deleted' | 'already' | 'gone' | 'kept'>;
  /** Of `kept`: a sentence. */
  readonly detail?: string;
}

/** Rows that earlier runs loaded and the run's dataset has no more; part of the lease, with the same fence. */
export interface VanishedStore {
  /** Finds the vanished rows of all nodes, with what is to be done; again with the same answer. True: this call was the first. */
  find(policies: readonly VanishPolicy[]): Promise<boolean>;
  /** What is known of the fields of the node's rows that are gone, but for those that a filter leaves out; in parts. */
  gone(node: string): AsyncIterable<readonly GoneRow[]>;
  /** Notes which new key a row that is gone probably has, with the issue of the new row; nothing is done to its record then. */
  suggest(node: string, suggestions: readonly Suggestion[]): Promise<void>;
  /** Some of the node's rows that are not settled, by key; with `after` those behind this key. */
  open(node: string, limit: number, after?: string): Promise<readonly VanishedRow[]>;
  /** Says what Odoo is about to be told, for a rollback and for the next worker. */
  begin(node: string, keys: readonly string[]): Promise<void>;
  /** States, key map and event in one transaction. */
  settle(node: string, results: readonly VanishedResult[], lastWriteDate: string | null): Promise<void>;
}
