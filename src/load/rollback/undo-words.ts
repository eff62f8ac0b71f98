/**
 * What becomes of a row that a run created or updated when the run is rolled back:
 *
 *   (judged)  to_delete  ─▶ deleted                 its record is gone from Odoo
 *             to_restore ─▶ restored                its fields hold what they held before the run
 *             kept, with a reason ─▶ archived       where that was asked for and the model can
 */
export const UNDO_STATES = ['to_delete', 'to_restore', 'deleted', 'restored', 'kept', 'archived'] as const;
export type UndoState = (typeof UNDO_STATES)[number];

/** Those in which nothing is left to do; each is counted per node. */
export const UNDONE_STATES = ['deleted', 'restored', 'kept', 'archived'] as const;
export type UndoneState = (typeof UNDONE_STATES)[number];

/** Rows of a node in which nothing is left to do. */
export function undoneOf(counts: Readonly<Record<UndoneState, number>>): number {
  return UNDONE_STATES.reduce((sum, state) => sum + counts[state], 0);
}

/**
 * Why a record stays as it is:
 * - `changed_since`: somebody, or Odoo itself, wrote to it after the run.
 * - `referred_to`: something that stays refers to it, or it is a part of something that stays.
 * - `written_by_later_run`: a later run of ours wrote to it; roll that one back first.
 * - `refused_by_odoo`: Odoo refuses to delete or to write it.
 * - `gone`: it is not there any more, so there is nothing to undo.
 * - `unknown`: what the run did to it was never known.
 */
export const KEPT_REASONS = [
  'changed_since',
  'referred_to',
  'written_by_later_run',
  'refused_by_odoo',
  'gone',
  'unknown',
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];
