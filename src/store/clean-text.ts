/**
 * Text that PostgreSQL takes: NUL, which no text column holds, and lone surrogates, which are no UTF-8, become U+FFFD. For what
 * is only read by people; keys are escaped and looked-up values kept as bytes, so that nothing is found under a changed name.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

export function cleanOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : cleanText(text);
}
