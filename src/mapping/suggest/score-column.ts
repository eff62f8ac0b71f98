import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { FieldMapping } from '../field-mapping.ts';
import type { FoundValues } from './found-values.ts';
import { matchName, type WordWeights } from './phrase-index.ts';
import type { Slot, SlotPlan } from './slots.ts';
import { fitValues } from './value-fit.ts';
import { behindPrefix, wordsOf } from './words.ts';

export interface SlotScore {
  /** 0 to 1, and a little above where name and values agree. */
  readonly score: number;
  readonly reason: string;
  /** The column was loaded into the field before: null where how it was is not known any more. */
  readonly accepted?: FieldMapping | null;
  /** For a reference: the records that Odoo has of these names. */
  readonly found?: FoundValues;
  /** Nothing speaks for it but a language model. */
  readonly isAdvised?: true;
}

/** A header as its words, with and without what stands before the name of the field. */
export interface Header {
  readonly words: readonly string[];
  /** Without words that name the record itself. */
  readonly bare: readonly (readonly string[])[];
  /** By role: what is left behind its prefix. */
  readonly behind: ReadonlyMap<string, readonly (readonly string[])[]>;
}

export function readHeader(name: string, plan: SlotPlan, sheetWords: readonly string[]): Header {
  const words = wordsOf(name);
  const ways = [words, ...otherWays(name)];
  const behindAny = (prefixes: readonly (readonly string[])[]) =>
    ways.flatMap((way) =>
      prefixes.flatMap((prefix) => {
        const rest = behindPrefix(way, prefix);
        return rest === null || rest.length === 0 ? [] : [rest];
      }),
    );
  // `Organization - City` in a sheet of organizations is no other record's
  const own = sheetWords.length > 0 && behindPrefix(words, sheetWords) !== null ? sheetWords.length : 0;
  const roles = [...plan.prefixes].map(
    ([role, prefixes]) => [role, behindAny(prefixes.filter((prefix) => prefix.length > own))] as const,
  );
  return {
    words,
    bare: [...ways.slice(1), ...behindAny([...plan.own, ...(sheetWords.length > 0 ? [sheetWords] : [])])],
    behind: new Map(roles.filter(([, rests]) => rests.length > 0)),
  };
}

/** `ZIP/Postal code` says one thing twice, and `Country of Address` is the address's country. */
function otherWays(name: string): readonly (readonly string[])[] {
  const at = name.lastIndexOf(' - ');
  const [before, last] = at === -1 ? ['', name] : [name.slice(0, at), name.slice(at + 3)];
  const parts = last.split('/').filter((part) => part.trim() !== '');
  return parts.flatMap((part) => {
    const [first = '', ...others] = part.split(/ of /i);
    const turned = others.length === 1 ? [`${others[0]} ${first}`] : [];
    return [...(parts.length > 1 ? [part] : []), ...turned].map((way) => wordsOf(`${before} ${way}`));
  });
}

/** A word less is a little less sure. */
const WITHOUT_OWN_WORD = 0.97;
const WITHOUT_PREFIX = 0.88;
/** A header that names another record (`Shipping City`) is hardly a field of this one. */
const OF_ANOTHER_RECORD = 0.55;
/** `Territory ID` of a sheet of territories says which row it is, and refers to no other. */
const NAMES_ITS_OWN_ROWS = 0.5;
/** The name of a field of this record that says another one all the same (`customer id`). */
const SURE = 0.93;

/** What a column is among the sheets of its dataset. */
export interface ColumnPlace {
  readonly weights: WordWeights;
  /** It holds keys of another sheet's rows. */
  readonly refers: boolean;
  /** It names the rows of its own sheet, and is called like it. */
  readonly isOwnKey: boolean;
}

export function scoreSlot(
  column: ColumnProfile,
  header: Header,
  slot: Slot,
  { weights, refers, isOwnKey }: ColumnPlace,
): SlotScore {
  const name = slot.role === 'main' ? nameInMain(header, slot, weights) : nameInRole(header, slot, weights);
  if (name.score === 0 && !mayBeByValues(header, slot)) return UNLIKE;
  const { factor, alone, reason } = fitValues(column, slot.field);
  const byName = name.score * factor * likelihood(header, slot, { refers, isOwnKey });
  const byValues = mayBeByValues(header, slot) ? alone : 0;
  const both = byName > 0.4 && alone > 0 ? 0.03 : 0;
  const score = Math.max(byName, byValues) + both;
  return { score, reason: explain(slot, byName >= byValues ? name.phrase : '', reason) };
}

const UNLIKE: SlotScore = { score: 0, reason: '' };

/** Values alone speak only for fields that the catalogue knows, and not where the header says another record. */
function mayBeByValues(header: Header, slot: Slot): boolean {
  return slot.isKnown && slot.role === 'main' && header.behind.size === 0;
}

/** IDs are no names, and what a reference is found by is not known of fields outside of the catalogue. */
function likelihood(
  header: Header,
  slot: Slot,
  { refers, isOwnKey }: Pick<ColumnPlace, 'refers' | 'isOwnKey'>,
): number {
  if (header.words.at(-1) === 'id' && slot.field.name.endsWith('name')) return 0.5;
  const isReference = slot.field.type === 'many2one' || slot.field.type === 'many2many';
  if (refers && !isReference) return OF_ANOTHER_RECORD;
  if (isOwnKey && isReference) return NAMES_ITS_OWN_ROWS;
  return isReference && !slot.isKnown && !slot.field.name.startsWith('x_') ? 0.55 : 1;
}

function nameInMain(header: Header, slot: Slot, weights: WordWeights) {
  const full = matchName(header.words, slot.names, weights);
  const isOther = header.behind.size > 0 && full.score < SURE;
  let best = isOther ? { ...full, score: full.score * OF_ANOTHER_RECORD } : full;
  for (const words of header.bare) {
    const match = matchName(words, slot.names, weights);
    const score = match.score * WITHOUT_OWN_WORD * (isOther ? OF_ANOTHER_RECORD : 1);
    if (score > best.score) best = { score, phrase: match.phrase };
  }
  return best;
}

/** Without a word before it, such a name is the main record's. */
const PLAIN_NAMES: ReadonlySet<string> = new Set(['code', 'full name', 'id', 'name', 'number', 'reference']);

function nameInRole(header: Header, slot: Slot, weights: WordWeights) {
  let best = { score: 0, phrase: '' };
  for (const words of header.behind.get(slot.role) ?? []) {
    const match = matchName(words, slot.names, weights);
    if (match.score > best.score) best = match;
  }
  const bare = matchName(header.words, slot.names, weights);
  if (!slot.isBare || PLAIN_NAMES.has(bare.phrase)) return best;
  const score = bare.score * WITHOUT_PREFIX;
  return score > best.score ? { score, phrase: bare.phrase } : best;
}

function explain(slot: Slot, phrase: string, values: string | null): string {
  const said = phrase === '' ? [] : [`the header reads like "${phrase}"`];
  const reasons = [...said, ...(values === null ? [] : [values])];
  return reasons.length > 0 ? reasons.join(', and ') : `it may be "${slot.field.label}"`;
}
