import { trimText } from '../source/blanks.ts';
import { lookUp } from './lookup-expression.ts';
import type { Stage } from './value-stage.ts';

/** Texts that become other texts: matches exactly, after trimming; what is not in the map stays as it is. */
export function translateValue(map: Readonly<Record<string, string>> | undefined): readonly Stage[] {
  const pairs = new Map(Object.entries(map ?? {}).map(([from, to]) => [from.trim(), to]));
  if (pairs.size === 0) return [];
  return [{ value: (v) => `coalesce(${lookUp(trimText(v), [...pairs])}, ${v})` }];
}
