import { worldCodeOf } from '../source/world-names.ts';
import { countGroups, toStep } from './compile-transform.ts';
import type { Transform, TransformStep } from './transform.ts';

/**
 * What is wrong with the arguments of a transform as a sentence, null when nothing is. Knows the rules of the tabular engine (RE2,
 * strptime), so that no recipe fails in the middle of a run.
 */
export function checkTransform(transform: Transform): string | null {
  const step = toStep(transform);
  if (JSON.stringify(step).includes(String.raw`\u0000`)) {
    return `The transform "${step.name}" holds a NUL character. Remove it.`;
  }
  switch (step.name) {
    case 'replace':
      return step.regex ? checkReplacement(step.from, step.to) : null;
    case 'regex_extract':
      return checkPattern(step.pattern) ?? checkGroup(step.pattern, step.group);
    case 'split_part':
      return step.index === 0 ? 'The transform "split_part" counts from 1, or from -1 at the end.' : null;
    case 'number':
      return checkSeparators(step);
    case 'boolean':
      return checkWords(step);
    case 'date':
      return checkFormats(step.formats);
    case 'datetime':
      return checkFormats(step.formats) ?? checkTimeZone(step.time_zone);
    case 'phone':
      return checkCountry(step.country);
    case 'trim':
    case 'collapse_spaces':
    case 'upper':
    case 'lower':
    case 'title':
    case 'concat':
    case 'prefix':
    case 'suffix':
    case 'default':
    case 'round':
    case 'scale':
    case 'email':
    case 'unescape_html':
    case 'repair_encoding':
      return null;
    default:
      return unreachable(step);
  }
}

function unreachable(step: never): never {
  throw new Error(`unexpected transform ${JSON.stringify(step)}`);
}

/** A pattern that RE2 refuses, or that only repeats without bound; null when it is fine. */
export function checkPattern(pattern: string): string | null {
  const bare = pattern.replace(/\\\\/g, '');
  if (/\(\?(=|!|<=|<!)/.test(bare)) return `The pattern ${pattern} looks ahead or behind, which RE2 has not.`;
  if (/\(\?</.test(bare)) return `The pattern ${pattern} names a group; RE2 writes it (?P<name>…).`;
  const letterEscape = /\\[A-Za-z]/g;
  const unknown = (bare.match(letterEscape) ?? []).find(
    (mark) => !/[afntrvdDsSwWbBAzQECpPx]/.test(mark[1] ?? ''),
  );
  if (unknown && !/\\k/.test(unknown))
    return `The pattern ${pattern} has ${unknown}, which RE2 does not know.`;
  if (/\\[1-9]|\\k</.test(bare)) return `The pattern ${pattern} refers back to a group, which RE2 has not.`;
  if (/\(\?>|[*+?}]\+/.test(bare.replace(/\[[^\]]*\]/g, ''))) {
    return `The pattern ${pattern} has an atomic group or a possessive repetition, which RE2 has not.`;
  }
  // the code of a character stands in braces too
  const counted = bare.replace(/\\x\{[0-9A-Fa-f]+\}/g, '');
  const repeats = [...counted.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, low, high]) => [low, high]);
  if (repeats.some((count) => Number(count ?? 0) > 1000)) {
    return `The pattern ${pattern} repeats more than 1000 times, which RE2 refuses.`;
  }
  return checkSyntax(pattern);
}

/** Flags, named groups and classes of RE2 are written so that JavaScript can read the rest. */
function checkSyntax(pattern: string): string | null {
  const readable = pattern
    .replace(/^\(\?[imsU-]+\)/, '')
    .replace(/\(\?[imsU-]+:/g, '(?:')
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:\^?[a-z]+:\]/g, 'a')
    .replace(/\\[AzQECa]/g, '')
    .replace(/\\x\{([0-9A-Fa-f]+)\}/g, 'x')
    .replace(/\\[pP]([A-Z])/g, String.raw`\p{$1}`);
  try {
    new RegExp(readable);
    return null;
  } catch {
    return `The pattern ${pattern} is no regular expression. Check its brackets and repetitions (RE2 syntax).`;
  }
}

function checkGroup(pattern: string, group: number | undefined): string | null {
  if (group === undefined || group <= countGroups(pattern)) return null;
  return `The pattern ${pattern} has no group ${group}.`;
}

function checkReplacement(pattern: string, to: string): string | null {
  const wrong = checkPattern(pattern);
  if (wrong) return wrong;
  const groups = countGroups(pattern);
  for (const [, mark = ''] of to.matchAll(/\\(.?)/gs)) {
    if (mark === '\\') continue;
    if (!/^\d$/.test(mark))
      return `In the replacement ${to} a backslash stands before no digit; write \\\\ for one.`;
    if (Number(mark) > groups)
      return `The replacement ${to} names group ${mark}, but the pattern has ${groups}.`;
  }
  return null;
}

function checkSeparators(step: Extract<TransformStep, { name: 'number' }>): string | null {
  return (step.decimal ?? '.') === (step.thousands ?? 'none')
    ? `The transform "number" has "${step.thousands}" both as decimal and as thousands separator.`
    : null;
}

function checkWords({ yes = [], no = [] }: Extract<TransformStep, { name: 'boolean' }>): string | null {
  const fold = (word: string) => word.trim().toLowerCase();
  const twice = yes.map(fold).find((word) => no.map(fold).includes(word));
  return twice === undefined ? null : `The transform "boolean" has "${twice}" both as yes and as no.`;
}

/** What DuckDB's strptime can read; `%e`, `%D` and others of C it has not. */
const SPECIFIERS = /^%(-?[dmyHIMSj]|[aAbBYpfgnzZ%])/;

function checkFormats(formats: readonly string[] | undefined): string | null {
  for (const format of formats ?? []) {
    for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', at)) {
      const found = SPECIFIERS.exec(format.slice(at));
      if (!found) {
        return `The format ${format} has the unknown specifier ${format.slice(at, at + 2)}. Use %Y %y %m %d %b %B %H %I %M %S %p %f %z.`;
      }
      at += found[0].length;
    }
    if (!/%-?[yY]/.test(format)) return `The format ${format} has no year (%Y or %y).`;
  }
  return null;
}

function checkCountry(code: string | undefined): string | null {
  if (code === undefined || worldCodeOf('region', code) === code) return null;
  return `The transform "phone" has the unknown country ${code}. Use an ISO 3166 code such as BE, GB or US.`;
}

function checkTimeZone(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return null;
  } catch {
    return `The time zone ${zone} is unknown. Use an IANA name such as Europe/Brussels.`;
  }
}
