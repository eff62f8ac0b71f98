import { editDistance } from './nearest-name.ts';

/** Something a value may mean. */
export interface Choice {
  readonly answer: string;
  /** What it is called besides: code, label. */
  readonly names: readonly string[];
}

const MOST = 3;
const LEAST = 0.6;

/** The answers that a value most probably means, best first; none where nothing is near. `alias`: a code that is known for it. */
export function nearestValues(value: string, choices: readonly Choice[], alias?: string): readonly string[] {
  const wanted = fold(value);
  const code = alias === undefined ? null : fold(alias);
  const scored = choices.map(({ answer, names }) => {
    const known = [answer, ...names].map(fold);
    return { answer, score: Math.max(...known.map((name) => (name === code ? 1 : likeness(wanted, name)))) };
  });
  const near = scored.filter(({ score }) => score >= LEAST);
  near.sort((a, b) => b.score - a.score || (a.answer < b.answer ? -1 : 1));
  return [...new Set(near.map(({ answer }) => answer))].slice(0, MOST);
}

function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  if (a.length > 1 && (a === initials(b) || b === initials(a))) return 0.9;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length > 2 && ` ${long} `.includes(` ${short} `)) return 0.8;
  if (short.length > 2 && long.startsWith(short)) return 0.7;
  const limit = Math.ceil(long.length * (1 - LEAST));
  const edits = editDistance(a, b, limit + 1);
  return edits > limit || short.length < 3 ? 0 : 1 - edits / long.length;
}

function initials(text: string): string {
  const words = text.split(' ');
  return words.length < 2 ? '' : words.map((word) => word.charAt(0)).join('');
}

function fold(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
