/**
 * What becomes of a claim that a row lays to a record.
 *
 *   found ─ decide ─▶ taken          several rows, or a row of an earlier run, lay claim to the record
 *              └────▶ adopted ─▶ marked     its external ID was written
 *                        └─────▶ by_id      the user may not write external IDs
 *   held                             the row has this record by its external ID already; only keeps others from it
 */
export const CLAIM_STATES = ['found', 'held', 'taken', 'adopted', 'marked', 'by_id'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
