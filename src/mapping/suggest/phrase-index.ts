import { phrasesOf, wordsOf } from './words.ts';

/** How a header is like a name of a field. */
export interface NameMatch {
  /** 0 to 1. */
  readonly score: number;
  /** The name that is like it. */
  readonly phrase: string;
}

interface Phrase {
  readonly words: readonly string[];
  readonly joined: string;
  readonly weight: number;
  /** Only the whole phrase counts, not single words of it. */
  readonly isExact: boolean;
}

/** Of a label or a technical name: of a field that has synonyms, and of one that the catalogue does not name. */
const OWN_LABEL = 0.94;
const LABEL_ALONE = 0.86;
const SAME_WORDS = 0.95;
const SOME_WORDS = 0.82;
/** Of the words, by weight, that must be in both. */
const LEAST_OVERLAP = 0.6;

/** The names of one field: synonyms, labels, its technical name. */
export interface FieldNames {
  readonly phrases: readonly Phrase[];
}

export function namesOfField(synonyms: string, labels: readonly string[], technical: string): FieldNames {
  const known = phrasesOf(synonyms).map((words) => ({ words, weight: 1, isExact: false }));
  const weight = known.length > 0 ? OWN_LABEL : LABEL_ALONE;
  const shown = labels.map((label) => ({ words: wordsOf(label), weight, isExact: known.length === 0 }));
  const named = { words: wordsOf(technical), weight, isExact: true };
  const phrases = [...known, ...shown, named].map((phrase) => ({ ...phrase, joined: phrase.words.join('') }));
  return { phrases: phrases.filter(({ joined }) => joined !== '') };
}

/** Rare words tell more than frequent ones (`number`, `date`, `name`). */
export type WordWeights = ReadonlyMap<string, number>;

export function weighWords(fields: Iterable<FieldNames>): WordWeights {
  const seen = new Map<string, number>();
  let total = 0;
  for (const { phrases } of fields) {
    total += 1;
    const words = new Set(phrases.flatMap((phrase) => phrase.words));
    for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  return new Map([...seen].map(([word, count]) => [word, Math.log(1 + total / count)]));
}

const UNKNOWN_WORD = 4;

export function matchName(header: readonly string[], names: FieldNames, weights: WordWeights): NameMatch {
  let best: NameMatch = { score: 0, phrase: '' };
  const joined = header.join('');
  if (joined === '') return best;
  for (const phrase of names.phrases) {
    const score = phrase.weight * likeness(header, joined, phrase, weights);
    if (score > best.score) best = { score, phrase: phrase.words.join(' ') };
  }
  return best;
}

function likeness(header: readonly string[], joined: string, phrase: Phrase, weights: WordWeights): number {
  if (joined === phrase.joined) return 1;
  if (phrase.isExact || !header.some((word) => phrase.words.includes(word))) return 0;
  const common = header.filter((word) => phrase.words.includes(word));
  const dice = (2 * weigh(common, weights)) / (weigh(header, weights) + weigh(phrase.words, weights));
  if (dice > 0.999) return SAME_WORDS;
  return dice < LEAST_OVERLAP ? 0 : SOME_WORDS * dice;
}

function weigh(words: readonly string[], weights: WordWeights): number {
  let sum = 0;
  words.forEach((word, i) => {
    if (words.indexOf(word) === i) sum += weights.get(word) ?? UNKNOWN_WORD;
  });
  return sum;
}
