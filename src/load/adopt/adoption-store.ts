import type { ClaimState } from './claim-words.ts';

/**
 * What a run remembers of records that were in Odoo before any of its rows was loaded and are taken over (adopted) by rows; part of
 * the lease, with the same fence.
 */
export interface AdoptionStore {
  /** The largest database ID per model when the run began; null before it was noted. */
  newestAtStart(): Promise<Readonly<Record<string, number>> | null>;
  /** The first note of a run stays. */
  noteNewest(newest: Readonly<Record<string, number>>): Promise<void>;
  /** Adds claims; a row keeps the one it has. */
  claim(node: string, claims: readonly NewClaim[]): Promise<void>;
  /** Decides the claims found of the node. Answers with those that are taken, of rows without an outcome. */
  decide(node: string): Promise<readonly TakenClaim[]>;
  /** By `ord`; without those that are taken. */
  claims(node: string, ords: readonly number[]): Promise<ReadonlyMap<number, Claim>>;
  note(node: string, ords: readonly number[], state: 'marked' | 'by_id'): Promise<void>;
  /** Which of these external IDs records would have but for the reason that they are known by their database ID only. */
  recordsWithout(externalIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface Claim {
  readonly ord: number;
  readonly recordId: number;
  readonly label: string;
  readonly isArchived: boolean;
  /** When Odoo made the record, as it says; null where it keeps no dates. */
  readonly createDate: string | null;
  /** Number of the rule that found it, from 0; -1 where the row had the record already. */
  readonly rule: number;
  readonly state: ClaimState;
}

export interface NewClaim extends Omit<Claim, 'state'> {
  readonly key: string;
  readonly externalId: string;
  readonly model: string;
  readonly state: 'found' | 'held' | 'by_id';
}

export interface TakenClaim extends Claim {
  readonly srcRow: number;
  /** Who else wants or has the record; `srcRow` null: a key that the run's dataset has not. */
  readonly rival: { readonly node: string; readonly key: string; readonly srcRow: number | null };
}
