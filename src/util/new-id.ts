import { ulid } from 'ulid';

/** An opaque, time-ordered id: prefix + ULID, e.g. `run_01J9…` (30 characters for a three-letter prefix). */
export function newId(prefix: string): string {
  return `${prefix}_${ulid()}`;
}
