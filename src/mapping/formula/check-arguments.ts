import { checkPattern } from '../check-transform.ts';
import type { Argument } from './formula-functions.ts';
import type { Checked, Checking, SyntaxNode } from './syntax-nodes.ts';
import { asDate, asNumber, asText, asWhole } from './value-kinds.ts';

interface Taking {
  readonly call: SyntaxNode;
  readonly child: SyntaxNode;
  readonly argument: Argument;
  readonly name: string;
}

const MOST_REPEATED = 10_000;
const MOST_PATTERN = 500;
const PARTS: ReadonlySet<string> = new Set(
  'year quarter month week day hour minute second isodow dow doy isoyear decade century epoch'.split(' '),
);

/** An argument as its function takes it: turned, or refused where its cost has no bound. */
export function takeArgument({ call, child, argument, name }: Taking, checking: Checking): Checked {
  const value = checking.check(child);
  const written = (what: string, problem: (text: string) => string | null): Checked => {
    const at = value.written === undefined ? call : child;
    if (typeof value.written !== 'string')
      return checking.refuse(at, `${name}: ${what} must be written out as a text in single quotes.`);
    const wrong = problem(value.written);
    return wrong === null ? value : checking.refuse(at, `${name}: ${wrong}`);
  };
  switch (argument) {
    case 'text':
      return asText(value);
    case 'number':
      return asNumber(value);
    case 'whole':
      return asWhole(value);
    case 'date':
      return asDate(value);
    case 'any':
      return value;
    case 'pattern':
      return written('the pattern', patternProblem);
    case 'replacement':
      return written('the text to replace with', (text) =>
        /\\(?![0-9\\])/.test(text) ? 'a backslash stands before no digit; write \\\\ for one.' : null,
      );
    case 'format':
      return written('the format', (text) =>
        text.length > 100 ? 'the format has more than 100 characters.' : null,
      );
    case 'option':
      return written('the options', (text) =>
        /^[cgilmnps]{1,6}$/.test(text) ? null : 'the options are letters of c, g, i, l, m, n, p, s.',
      );
    case 'part':
      return written('the part', (text) =>
        PARTS.has(text.toLowerCase())
          ? null
          : `the part "${text.slice(0, 40)}" is unknown. It is one of year, quarter, month, week, day, hour, minute, second, isodow.`,
      );
    case 'length': {
      const count = value.written;
      if (typeof count === 'number' && count >= 0 && count <= MOST_REPEATED) return value;
      return checking.refuse(
        typeof count === 'number' ? child : call,
        `${name}: the length must be written out as a whole number from 0 to ${MOST_REPEATED.toLocaleString('en-US')}.`,
      );
    }
  }
}

/** RE2 takes time in proportion to the text, and memory in proportion to the pattern with its repetitions written out. */
function patternProblem(pattern: string): string | null {
  if (pattern.length > MOST_PATTERN) return `the pattern has more than ${MOST_PATTERN} characters.`;
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, low = '1', high]) =>
    Math.max(1, Number(high || low)),
  );
  if (counts.reduce((product, count) => product * count, 1) > 1000)
    return `the pattern '${pattern.slice(0, 60)}' repeats more than 1000 times.`;
  const wrong = checkPattern(pattern);
  return wrong === null ? null : wrong.charAt(0).toLowerCase() + wrong.slice(1);
}
