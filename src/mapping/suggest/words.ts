/** Headers and sheet names as lists of plain words, so that `CustomerNo.`, `customer_number` and `Customer Number` are the same. */

const SAME_WORD: Readonly<Record<string, string>> = {
  no: 'number',
  nr: 'number',
  num: 'number',
  nbr: 'number',
  numero: 'number',
  nummer: 'number',
  qty: 'quantity',
  qte: 'quantity',
  tel: 'phone',
  telephone: 'phone',
  addr: 'address',
  amt: 'amount',
  acct: 'account',
  cust: 'customer',
  inv: 'invoice',
  ids: 'id',
  pct: 'percent',
  percentage: 'percent',
  mfg: 'manufacturer',
};

/** Lower case, without accents, split at blanks, signs and capitals; plurals as singulars. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .replace(/IDs\b/g, 'Ids')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/e-?mail/g, 'email')
    .replaceAll('%', ' percent ');
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => SAME_WORD[word] ?? SAME_WORD[singular(word)] ?? singular(word));
}

function singular(word: string): string {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

export function phrasesOf(synonyms: string): readonly (readonly string[])[] {
  return synonyms
    .split('|')
    .map(wordsOf)
    .filter((phrase) => phrase.length > 0);
}

/** The words behind the prefix; null where they do not begin with it or end with it. */
export function behindPrefix(words: readonly string[], prefix: readonly string[]): readonly string[] | null {
  if (words.length < prefix.length) return null;
  return prefix.every((word, i) => words[i] === word) ? words.slice(prefix.length) : null;
}

const NOISE = new Set(
  'export import list data sheet table all csv xlsx master report dump tab file full new old final copy tbl total my the of and'.split(
    ' ',
  ),
);

/** The words of a sheet's name that mean something. */
export function sheetWords(name: string): readonly string[] {
  return wordsOf(name).filter((word) => !NOISE.has(word) && !/^\d+$/.test(word));
}
