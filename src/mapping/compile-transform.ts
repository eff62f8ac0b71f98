import { BLANK_CLASS } from '../source/blanks.ts';
import { sqlText } from '../source/sql-text.ts';
import { parseBoolean } from './boolean-stage.ts';
import { isoDate, isoDatetime, parseDate, parseDatetime } from './date-stages.ts';
import { parseNumber, roundNumber, scaleNumber } from './decimal-stages.ts';
import { normalizePhone } from './phone-stage.ts';
import { repairEncoding, unescapeHtml } from './text-repair.ts';
import type { Transform, TransformStep } from './transform.ts';
import { TRIM } from './trim-text.ts';
import type { Stage } from './value-stage.ts';

/** SQL of the cell of this row under a header, trimmed, null where it is empty or a null token. */
export type CellOf = (column: string) => string;

type Step<Name extends TransformStep['name']> = Extract<TransformStep, { name: Name }>;

/** The stages of the transforms, in their order. The transforms have passed `checkTransform`. */
export function compileTransforms(transforms: readonly Transform[], cellOf: CellOf): readonly Stage[] {
  return transforms.flatMap((transform) => compileTransform(toStep(transform), cellOf));
}

export function toStep(transform: Transform): TransformStep {
  return typeof transform === 'string' ? { name: transform } : transform;
}

function compileTransform(step: TransformStep, cellOf: CellOf): readonly Stage[] {
  switch (step.name) {
    case 'trim':
      return [TRIM];
    case 'collapse_spaces':
      return [{ value: (v) => `regexp_replace(${v}, '[${BLANK_CLASS}]+', ' ', 'g')` }, TRIM];
    case 'upper':
      return [{ value: (v) => `upper(${v})` }];
    case 'lower':
      return [{ value: (v) => `lower(${v})` }];
    case 'title':
      return [{ value: titleCase }];
    case 'replace':
      return [replaceText(step)];
    case 'regex_extract':
      return [extractPattern(step)];
    case 'split_part':
      return [{ value: (v) => `split_part(${v}, ${sqlText(step.separator)}, ${step.index})` }];
    case 'concat':
      return [concatColumns(step, cellOf)];
    case 'prefix':
      return [{ value: (v) => `${sqlText(step.text)} || ${v}` }];
    case 'suffix':
      return [{ value: (v) => `${v} || ${sqlText(step.text)}` }];
    case 'default':
      return [{ value: (v) => `coalesce(${v}, ${sqlText(step.value)})` }];
    case 'number':
      return parseNumber({ decimal: step.decimal ?? '.', thousands: step.thousands ?? 'none' });
    case 'round':
      return roundNumber(step.digits);
    case 'scale':
      return scaleNumber(step.factor);
    case 'boolean':
      return parseBoolean(step);
    case 'date':
      return step.formats?.length ? parseDate(step.formats) : isoDate();
    case 'datetime':
      return compileDatetime(step);
    case 'email':
      return [TRIM, normalizeEmail()];
    case 'phone':
      return [TRIM, normalizePhone(step, cellOf)];
    case 'unescape_html':
      return [unescapeHtml()];
    case 'repair_encoding':
      return [repairEncoding()];
    default:
      return unreachable(step);
  }
}

/** A word is letters with their marks, digits and apostrophes: `o'neil` → `O'neil`, `mary-ann` → `Mary-Ann`. */
function titleCase(v: string): string {
  const letter = String.raw`\p{L}\p{M}\p{N}''’`;
  const titled = (pieces: string, between: string) =>
    `array_to_string(list_transform(${pieces}, lambda word: upper(word[1]) || lower(word[2:])), '${between}')`;
  // twice as fast where words and signs have nothing but spaces between them
  const spaced = String.raw`([${letter}]*|[!-&(-/:-@\[-\x60{-~]*)( ([${letter}]*|[!-&(-/:-@\[-\x60{-~]*))*`;
  return `CASE WHEN regexp_full_match(${v}, '${spaced}') THEN ${titled(`string_split(${v}, ' ')`, ' ')}
    ELSE ${titled(`regexp_extract_all(${v}, '[${letter}]+|[^${letter}]+')`, '')} END`;
}

function replaceText(step: Step<'replace'>): Stage {
  const [from, to] = [sqlText(step.from), sqlText(step.to)];
  return {
    value: (v) =>
      step.regex ? `regexp_replace(${v}, ${from}, ${to}, 'g')` : `replace(${v}, ${from}, ${to})`,
  };
}

function extractPattern(step: Step<'regex_extract'>): Stage {
  const pattern = sqlText(step.pattern);
  const group = step.group ?? (countGroups(step.pattern) > 0 ? 1 : 0);
  const matches = (v: string) => `regexp_matches(${v}, ${pattern})`;
  const extracted = (v: string) => `regexp_extract(${v}, ${pattern}, ${group})`;
  if (step.on_no_match === 'keep') {
    return { value: (v) => `CASE WHEN ${matches(v)} THEN ${extracted(v)} ELSE ${v} END` };
  }
  if (step.on_no_match !== 'reject') return { value: extracted };
  return {
    value: extracted,
    failure: {
      code: 'pattern_no_match',
      when: (v) => `NOT ${matches(v)}`,
      problem: `does not match the pattern ${step.pattern}`,
      remedy: 'Correct the cell or the pattern of the transform "regex_extract".',
    },
  };
}

/** How many groups a pattern captures. */
export function countGroups(pattern: string): number {
  const bare = pattern.replace(/\\Q.*?(\\E|$)|\\./gs, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  return [...bare.matchAll(/\((?!\?)|\(\?P</g)].length;
}

function concatColumns(step: Step<'concat'>, cellOf: CellOf): Stage {
  const separator = sqlText(step.separator ?? ' ');
  const cells = step.columns.map(cellOf).join(', ');
  return { value: (v) => `CASE WHEN ${v} IS NOT NULL THEN concat_ws(${separator}, ${v}, ${cells}) END` };
}

function compileDatetime(step: Step<'datetime'>): readonly Stage[] {
  const zone = step.time_zone ?? 'UTC';
  return step.formats?.length ? parseDatetime(step.formats, zone) : isoDatetime(zone);
}

function normalizeEmail(): Stage {
  const local = String.raw`[^\s@,;:<>()\[\]"\\]+`;
  const address = String.raw`${local}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+`;
  const domain = (v: string) => `split_part(${v}, '@', 2)`;
  return {
    failure: {
      code: 'email_invalid',
      when: (v) => `NOT regexp_full_match(${v}, '${address}')`,
      problem: 'is not one e-mail address',
      remedy: 'Write one address like name@example.com in the cell, or leave it empty.',
    },
    value: (v) =>
      `CASE WHEN lower(${v}) = ${v} THEN ${v} ELSE split_part(${v}, '@', 1) || '@' || lower(${domain(v)}) END`,
  };
}

function unreachable(step: never): never {
  throw new Error(`unexpected transform ${JSON.stringify(step)}`);
}
