/** Whether a word from the server has a text here: lists that the API leaves open may grow. */
export function isKnown<T extends object>(texts: T, word: string): word is Extract<keyof T, string> {
  return Object.hasOwn(texts, word);
}
