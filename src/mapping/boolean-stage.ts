import { lookUp } from './lookup-expression.ts';
import { TRIM } from './trim-text.ts';
import type { Stage } from './value-stage.ts';

const YES = ['true', 't', 'yes', 'y', '1', '1.0', 'on', 'x', '✓', '✔'];
const NO = ['false', 'f', 'no', 'n', '0', '0.0', 'off'];

/**
 * Words → `True` or `False`, which `load` takes in every language (`ir.fields.converter`, 14–19). Odoo 14 takes an unknown word for
 * true with a warning only: here it is an issue on all versions. Given words replace the own ones of their side.
 */
export function parseBoolean(words: {
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
}): readonly Stage[] {
  const given = new Set([...(words.yes ?? []), ...(words.no ?? [])].map(fold));
  const own = (list: readonly string[]) => list.filter((word) => !given.has(word));
  const yes = words.yes?.map(fold) ?? own(YES);
  const no = words.no?.map(fold) ?? own(NO);
  const pairs = new Map<string, string>();
  for (const word of yes) pairs.set(word, 'True');
  for (const word of no) if (!pairs.has(word)) pairs.set(word, 'False');
  const found = (v: string) => lookUp(`lower(${v})`, [...pairs]);
  const stage: Stage = {
    failure: {
      code: 'boolean_invalid',
      problem: `is neither yes (${yes.slice(0, 5).join(', ')}) nor no (${no.slice(0, 5).join(', ')})`,
      remedy: 'Write one of these words, or name yours in the transform "boolean".',
    },
    value: found,
    yields: 'boolean',
  };
  return [TRIM, stage];
}

const fold = (word: string) => word.trim().toLowerCase();
