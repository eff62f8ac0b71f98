/** A word that a formula can hold: a column as it is written, or a function. */
export interface Word {
  readonly kind: 'column' | 'function';
  readonly label: string;
  /** What is put into the formula. */
  readonly insert: string;
  readonly hint: string;
}

export interface Completion {
  /** Where the unfinished word begins. */
  readonly from: number;
  readonly words: readonly Word[];
}

const MOST = 12;

/** The words that can stand for the one before the caret; a column may be begun without its quotes. */
export function complete(text: string, caret: number, words: readonly Word[]): Completion {
  const before = text.slice(0, caret);
  const open =
    (before.replace(/'(?:[^']|'')*'/g, (one) => ' '.repeat(one.length)).match(/"/g) ?? []).length % 2;
  const begun =
    open === 1 ? before.slice(before.lastIndexOf('"')) : (/[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '');
  const from = caret - begun.length;
  const typed = begun.replace('"', '').toLowerCase();
  if (begun === '') return { from, words: [] };
  const isLike = ({ label }: Word) => label.toLowerCase().includes(typed);
  const found = words.filter((word) => (open === 1 ? word.kind === 'column' : true) && isLike(word));
  const rank = ({ label }: Word) => (label.toLowerCase().startsWith(typed) ? 0 : 1);
  return { from, words: found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST) };
}

export interface Typed {
  readonly text: string;
  readonly caret: number;
}

/** The text with the word in place of the unfinished one; a quote that was typed ahead is not doubled. */
export function insertWord(text: string, caret: number, { from }: Completion, word: Word): Typed {
  const isQuoted = word.insert.endsWith('"') && text.charAt(caret) === '"';
  const rest = text.slice(isQuoted ? caret + 1 : caret);
  const head = text.slice(0, from) + word.insert;
  return { text: head + rest, caret: head.length };
}
