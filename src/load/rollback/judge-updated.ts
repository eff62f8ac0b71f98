import type { ModelSchema } from '../../mapping/target-schema.ts';
import { heldHash } from '../held-hash.ts';
import type { ReadRecord, ReadValue } from '../ports.ts';
import { isSameValue } from '../same-value.ts';
import type { Kept } from './judge-created.ts';
import type { UndoChange } from './undo-store.ts';

/** What to do with the fields that a run changed in a record that was there before. */
export interface Restoring {
  /** Fields that are as the run left them, with their old values. */
  readonly values: Readonly<Record<string, ReadValue>>;
  /** Fields that Odoo would compute anew when these are written, as they are held: the run sent them along too. */
  readonly beside: Readonly<Record<string, ReadValue>>;
  /** Fields that hold their old values already. */
  readonly done: readonly string[];
  /** Why some fields stay; null: none does. */
  readonly kept: Kept | null;
}

/** Each field by itself: one that somebody changed since stays, the others get their old values back. */
export function judgeUpdated(
  change: UndoChange,
  record: ReadRecord | undefined,
  by: { readonly schema: ModelSchema | undefined; readonly later: ReadonlySet<string> },
): Restoring {
  if (!record) {
    return {
      values: {},
      beside: {},
      done: [],
      kept: { reason: 'gone', detail: 'The record is not in Odoo any more.' },
    };
  }
  const values: Record<string, ReadValue> = {};
  const beside: Record<string, ReadValue> = {};
  const done: string[] = [];
  const later: string[] = [];
  const changed: string[] = [];
  for (const [field, before] of Object.entries(change.before)) {
    const held = record[field] ?? null;
    if (isBeside(change, field)) beside[field] = held;
    else if (isSame(held, before)) done.push(field);
    else if (isAsWritten(change, field, held, by.schema))
      values[field] = before as ReadValue; // as `read` gave it
    else if (by.later.has(field)) later.push(field);
    else changed.push(field);
  }
  return { values, beside, done, kept: keptFields(later, changed) };
}

/** It was no change of the source's, so nothing was wanted of it. */
function isBeside({ wanted }: UndoChange, field: string): boolean {
  return Object.keys(wanted).length > 0 && !(field in wanted);
}

function isSame(held: ReadValue, value: unknown): boolean {
  return heldHash(held) === heldHash((value ?? null) as ReadValue); // as `read` gave it
}

/** By what was read back; else by what was sent, where that names no external ID. */
function isAsWritten(
  { wanted, after }: UndoChange,
  field: string,
  held: ReadValue,
  model: ModelSchema | undefined,
): boolean {
  if (after && field in after) return isSame(held, after[field]);
  const schema = model?.fields[field];
  const text = wanted[field];
  if (!schema || text === undefined) return false;
  if (schema.relation && !/^(\d+(,\d+)*)?$/.test(text)) return false;
  return isSameValue(schema, text, held);
}

function keptFields(later: readonly string[], changed: readonly string[]): Kept | null {
  if (changed.length > 0) {
    const detail = `Somebody changed ${[...changed, ...later].join(', ')} since the run.`;
    return { reason: 'changed_since', detail };
  }
  if (later.length === 0) return null;
  const detail = `A later run changed ${later.join(', ')}. Roll that run back first.`;
  return { reason: 'written_by_later_run', detail };
}
