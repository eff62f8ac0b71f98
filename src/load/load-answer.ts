import type { LoadAnswer, LoadMessage } from './ports.ts';

/**
 * What an answer of `load` means for the rows of the call. `load` is all or nothing per call (`odoo/orm/models.py`, `load`: any
 * message of type error rolls back to the savepoint), so there are only these cases:
 *
 *   ids for every row ............ written
 *   errors that name rows ........ suspects: the rest is sent again, each suspect alone
 *   errors that name no row ...... halve
 *   a conflict told as text ...... repeat the whole call
 *   anything else ................ unclear: look up, never zip ids to rows
 */
export type Reading =
  | {
      readonly kind: 'written';
      readonly ids: readonly number[];
      readonly warnings: ReadonlyMap<number, readonly string[]>;
    }
  | { readonly kind: 'suspects'; readonly indexes: readonly number[] }
  | { readonly kind: 'unattributed'; readonly message: string }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'unclear'; readonly message: string };

export function readLoadAnswer(
  answer: LoadAnswer,
  rowCount: number,
  isConflict: (text: string) => boolean,
): Reading {
  const errors = answer.messages.filter((m) => m.type === 'error');
  const conflict = errors.find((m) => isConflict(m.message));
  if (conflict) return { kind: 'conflict', message: conflict.message };
  if (answer.ids !== null && errors.length === 0) return readIds(answer, answer.ids, rowCount);
  if (answer.ids !== null) return { kind: 'unclear', message: 'Odoo answered with ids and errors at once.' };
  if (errors.length === 0) return { kind: 'unclear', message: 'Odoo wrote nothing and gave no reason.' };
  return readErrors(errors, rowCount);
}

function readIds(answer: LoadAnswer, ids: readonly number[], rowCount: number): Reading {
  if (!areWhole(ids, rowCount) || answer.nextrow > 0) {
    return { kind: 'unclear', message: `Odoo answered with ${ids.length} ids for ${rowCount} rows.` };
  }
  return { kind: 'written', ids, warnings: warningsByRow(answer.messages, rowCount) };
}

/** One record for each row: no other answer may be zipped to rows. */
export function areWhole(ids: readonly number[], rowCount: number): boolean {
  return (
    ids.length === rowCount &&
    new Set(ids).size === rowCount &&
    ids.every((id) => Number.isInteger(id) && id > 0)
  );
}

function warningsByRow(
  messages: readonly LoadMessage[],
  rowCount: number,
): ReadonlyMap<number, readonly string[]> {
  const byRow = new Map<number, string[]>();
  for (const message of messages) {
    for (const index of indexesOf(message, rowCount))
      byRow.set(index, [...(byRow.get(index) ?? []), message.message]);
  }
  return byRow;
}

function readErrors(errors: readonly LoadMessage[], rowCount: number): Reading {
  const suspects = new Set<number>();
  for (const error of errors) for (const index of indexesOf(error, rowCount)) suspects.add(index);
  const message = errors.map((e) => e.message).join('\n');
  // A failure of the whole batch is blamed on its first row, whichever row caused it (Odoo 17+, `_load_records` in `load`),
  // so a lone blame of row 0 says nothing while there are other rows.
  const onlyFirst = suspects.size === 1 && suspects.has(0) && rowCount > 1;
  if (suspects.size === 0 || onlyFirst) return { kind: 'unattributed', message };
  return { kind: 'suspects', indexes: [...suspects].sort((a, b) => a - b) };
}

function indexesOf(message: LoadMessage, rowCount: number): readonly number[] {
  if (!message.rows) return [];
  const from = Math.max(0, message.rows.from);
  const to = Math.min(rowCount - 1, message.rows.to);
  return Number.isInteger(from) && Number.isInteger(to) && from <= to
    ? Array.from({ length: to - from + 1 }, (_, i) => from + i)
    : [];
}
