import { hash } from 'node:crypto';

/** What the key map keeps of a value we wrote: 16 characters are enough to see a change, and the value itself is not stored. */
export function fieldHash(value: string): string {
  return hash('sha256', value, 'base64url').slice(0, 16);
}

/** SHA-256 of the rows of a call as they are sent, lower-case hex. */
export function payloadHash(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return hash('sha256', JSON.stringify([columns, rows]), 'hex');
}
