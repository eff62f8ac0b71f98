import { readableKey } from '../mapping/external-id.ts';

/** The key of a row as it was written: stored keys are escaped. */
export function keyWords(key: string): string {
  return readableKey(key);
}

/** A row as another one names it, `node:key`. */
export function rowWords(row: string): string {
  const [node = '', ...key] = row.split(':');
  return `${node} ${readableKey(key.join(':'))}`.trimEnd();
}
