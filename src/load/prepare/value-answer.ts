/** How a distinct value was answered. `new`: a run would create the record. `unchecked`: there was nobody to ask. */
export type Verdict = 'found' | 'new' | 'missing' | 'ambiguous' | 'refused' | 'unchecked';

export interface ValueAnswer {
  readonly value: string;
  /** Database ID, or external ID for `by: external_id`; for `new` the mark of `mapping/new-record.ts`. */
  readonly answer: string | null;
  readonly verdict: Verdict;
  readonly candidates: readonly string[];
  /** For `refused`: why Odoo did not create it. */
  readonly note: string | null;
}
