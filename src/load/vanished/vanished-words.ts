/**
 * What becomes of a row that earlier runs loaded and the run's dataset has no more.
 *
 *   reported                        nothing else was asked for
 *   withheld, with a reason         it was, but the data may be incomplete
 *   foretold                        what a run would do (a check)
 *   pending ─▶ sending ─▶ archived ─▶ woken    the run was rolled back
 *                 ├─────▶ deleted
 *                 ├─────▶ already     it was archived before
 *                 ├─────▶ gone        there is no such record any more
 *                 └─────▶ kept        Odoo or a rule of ours does not allow it, with the reason
 */
export const VANISHED_STATES = [
  'reported',
  'withheld',
  'foretold',
  'pending',
  'sending',
  'archived',
  'deleted',
  'already',
  'gone',
  'kept',
  'woken',
] as const;
export type VanishedState = (typeof VANISHED_STATES)[number];

export const VANISHED_ACTIONS = ['report', 'archive', 'delete'] as const;
export type VanishedAction = (typeof VANISHED_ACTIONS)[number];

/**
 * Why nothing was done, or why the row counts as vanished:
 * - `filtered`: the dataset has the row, but the node's filter leaves it out.
 * - `node_gone`: the graph has no such node any more.
 * - `more_than_half`: most rows the node knows are gone, as when a file was cut off.
 * - `rows_without_key`: rows of the sheet have no key, so one of them may be the row.
 * - `maybe_renamed`: a new row is nearly the same.
 */
export const VANISHED_REASONS = [
  'filtered',
  'node_gone',
  'more_than_half',
  'rows_without_key',
  'maybe_renamed',
] as const;
export type VanishedReason = (typeof VANISHED_REASONS)[number];
