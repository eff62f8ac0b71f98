import { keyWords } from '../app/row-words.ts';
import type { RunView, VanishedView } from '../app/run-views.ts';
import { format } from './progress-view.ts';

export const MAX_VANISHED = 10;

/** What of earlier runs the data has no more, the first of them by name. */
export function vanishedLines(run: RunView, rows: readonly VanishedView[]): readonly string[] {
  if (rows.length === 0) return [];
  const count = Math.max(
    rows.length,
    run.progress.nodes.reduce((sum, node) => sum + node.vanished, 0),
  );
  const lines = rows.map(vanishedLine);
  const more = count > rows.length ? [`  … and ${format(count - rows.length)} more`] : [];
  return ['', `${format(count)} gone from the data:`, ...lines, ...more];
}

export function vanishedLine(row: VanishedView): string {
  return `  − ${row.node} (${keyWords(row.key)}), ${row.model} ${row.recordId}: ${fateOf(row)}`;
}

const STATES: Readonly<Record<Exclude<VanishedView['state'], 'foretold'>, string>> = {
  reported: 'left as it is',
  withheld: 'left as it is',
  pending: 'not dealt with',
  sending: 'not dealt with',
  archived: 'archived',
  deleted: 'deleted',
  already: 'was archived already',
  gone: 'not in Odoo any more',
  kept: 'kept',
  woken: 'active again',
};

const REASONS: Readonly<Record<NonNullable<VanishedView['reason']>, string>> = {
  filtered: 'the filter leaves its row out',
  node_gone: 'the graph has no such node any more',
  more_than_half: 'more than half of the rows are gone',
  rows_without_key: 'rows of the sheet have no key',
  maybe_renamed: 'it may have another key now',
};

function fateOf({ state, action, reason, detail, renamedTo }: VanishedView): string {
  const done = state === 'foretold' ? `would be ${action}d` : STATES[state];
  const why = detail ?? (reason === null ? null : REASONS[reason]);
  const renamed = renamedTo === null ? '' : `; perhaps ${renamedTo} now`;
  return `${done}${why === null ? '' : `: ${why}`}${renamed}`;
}
