import { createHash } from 'node:crypto';

const LONGEST = 500;
const KEPT = 400;

/**
 * The key as `key_map` has it: an index entry must stay under 2,704 bytes, so a very long key keeps its beginning and a hash. An
 * escaped key has upper-case hex or a second `~` after every `~`, so `~h` occurs in a key that is stored whole only behind another
 * `~`, which the cut never leaves.
 */
export function storedKey(key: string): string {
  if (key.length <= LONGEST) return key;
  return `${key.slice(0, KEPT).replace(/~+$/, '')}~h${createHash('sha256').update(key).digest('hex')}`;
}

/** SQL twin of `storedKey`. */
export function storedKeySql(key: string): string {
  return `case when length(${key}) <= ${LONGEST} then ${key}
    else regexp_replace(left(${key}, ${KEPT}), '~+$', '') || '~h' || encode(sha256(convert_to(${key}, 'UTF8')), 'hex') end`;
}
