import { sqlText } from '../source/sql-text.ts';
import { escapeKeyPart, readableKey } from './external-id.ts';

/**
 * Stands for the database ID of a record that only a run would create for a value (`on_missing: create`): in a check there is no ID
 * yet. No record has it, so whatever refers to it counts as changed. It begins with a character that no cell of text holds.
 */
const MARK = '\u0001new:';

export function newRecord(value: string): string {
  return `${MARK}${escapeKeyPart(value)}`;
}

/** The mark as SQL: what contains it stands for such a record. */
export function newRecordMarkSql(): string {
  return `chr(1) || ${sqlText(MARK.slice(1))}`;
}

export function isNewRecord(id: string): boolean {
  return id.startsWith(MARK);
}

/** The value such a record would be created for. */
export function valueOfNewRecord(id: string): string {
  return readableKey(id.slice(MARK.length));
}
