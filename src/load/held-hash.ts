import { fieldHash } from './field-hash.ts';
import type { ReadValue } from './ports.ts';

/** What the key map keeps of a value that Odoo holds: enough to see that somebody has changed it since. Sets have no order. */
export function heldHash(held: ReadValue): string {
  if (held === null || held === '') return fieldHash('false');
  const plain = Array.isArray(held) ? [...held].sort(byText) : held;
  return fieldHash(JSON.stringify(plain));
}

function byText(a: number | string, b: number | string): number {
  return String(a) < String(b) ? -1 : 1;
}
