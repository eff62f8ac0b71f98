import { type FormulaProblem, MAX_FORMULA_LENGTH } from './formula.ts';

export interface ScannedFormula {
  /** What stands in double quotes, in the order of its first use. */
  readonly columns: readonly string[];
  readonly problem: FormulaProblem | null;
}

const MAX_OPEN = 100;

/**
 * Reads a formula as far as it can be read without a parser: its columns are what stands in double quotes. Refuses what no formula
 * needs and parsers have been fooled with: comments, several statements, parameters, other kinds of quotes, letters of other
 * alphabets outside of quotes, brackets without end.
 */
export function scanFormula(text: string): ScannedFormula {
  const columns = new Set<string>();
  const refuse = (at: number | null, message: string): ScannedFormula => ({
    columns: [...columns],
    problem: { at, message },
  });
  if (text.length > MAX_FORMULA_LENGTH)
    return refuse(
      null,
      `The formula has ${text.length} characters; at most ${MAX_FORMULA_LENGTH} are read. Use a value map or transforms for long lists.`,
    );
  if (text.trim() === '') return refuse(null, 'The formula is empty. Write an expression such as "Qty" * 2.');
  if (!text.isWellFormed() || text.includes('\0'))
    return refuse(null, 'The formula has a NUL character or half a character. Type it anew.');
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (mark === '"' || mark === "'") {
      if (mark === "'" && isSpecialQuote(text, at))
        return refuse(
          at - 1,
          "Only plain texts in single quotes are read: 'text', with '' for a quote in it.",
        );
      const end = endOfQuote(text, at);
      if (end < 0) return refuse(at, `The quote ${mark} is never closed.`);
      const quoted = text.slice(at + 1, end).replaceAll(mark + mark, mark);
      if (mark === '"') columns.add(quoted);
      at = end;
      continue;
    }
    const problem = refusedMark(text, at);
    if (problem !== null) return refuse(at, problem);
    if (mark === '(') open += 1;
    if (mark === ')') open -= 1;
    if (open > MAX_OPEN) return refuse(at, `More than ${MAX_OPEN} brackets are open. Write it flatter.`);
  }
  return { columns: [...columns], problem: null };
}

/** `E'…'`, `X'…'`, `B'…'`, `N'…'`, `U&'…'` have rules of their own. */
function isSpecialQuote(text: string, at: number): boolean {
  return /(^|[^A-Za-z0-9_"])([exbn]|u&)$/i.test(text.slice(Math.max(0, at - 3), at));
}

function endOfQuote(text: string, start: number): number {
  const mark = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== mark) continue;
    if (text[at + 1] !== mark) return at;
    at += 1;
  }
  return -1;
}

function refusedMark(text: string, at: number): string | null {
  const two = text.slice(at, at + 2);
  const mark = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (two === '--') return 'Comments are not allowed. For "minus minus" put a space between.';
  if (two === '/*') return 'Comments are not allowed. Remove it.';
  if (mark === ';') return 'A formula is one expression, without a semicolon. Remove it.';
  if (mark === '$' || mark === '?') return `Parameters and dollar quotes (${mark}) are not allowed.`;
  if (mark === '[' || mark === '{')
    return 'Lists, maps and parts in brackets are not allowed. For a part of a text use substr.';
  if (/[\t\n\r\x20-\x7e]/.test(mark)) return null;
  const code = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `The character U+${code} is not allowed outside of quotes. Columns stand in double quotes, texts in single ones.`;
}
