import { sqlText } from '../source/sql-text.ts';
import { TRIM } from './trim-text.ts';
import type { Stage } from './value-stage.ts';

/**
 * Numbers are texts of decimal digits from the cell to Odoo, never binary floats: 0.15 times 100 is 15, and a price keeps its
 * digits. The canonical form is `-?digits(.digits)?` without an exponent, a plus sign or leading zeros.
 */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  readonly thousands: ',' | '.' | ' ' | "'" | 'none';
}

export const PLAIN_NUMBER: NumberFormat = { decimal: '.', thousands: 'none' };

/** Most cells have it already; a negative zero is not among them. */
const CANONICAL = String.raw`(0|[1-9]\d*)(\.\d+)?|-[1-9]\d*(\.\d+)?|-0\.0*[1-9]\d*`;
/** Longest digits of HUGEINT that leave room for a carry. */
const EXACT_DIGITS = 37;

/** Text as declared by `format` → canonical form. `code` names the issue of what is no number. */
export function parseNumber(
  format: NumberFormat,
  code: 'number_invalid' | 'integer_invalid' = 'number_invalid',
): readonly Stage[] {
  const pattern = sqlText(numberPattern(format));
  const remedy = `Write it ${describeFormat(format)}, or declare its separators with the transform "number".`;
  return [
    TRIM,
    {
      failure: {
        code,
        when: (v) => `NOT regexp_full_match(${v}, ${pattern})`,
        problem: 'is not a number',
        remedy,
      },
      value: (v) => plainDigits(v, format),
    },
    { value: (v) => `CASE WHEN regexp_matches(${v}, '[eE]') THEN ${expandExponent(v)} ELSE ${v} END` },
    { value: normalize, yields: 'number' },
  ];
}

function numberPattern({ decimal, thousands }: NumberFormat): string {
  const point = decimal === '.' ? String.raw`\.` : ',';
  const grouped = thousands === 'none' ? '' : String.raw`|\d{1,3}(${separatorClass(thousands)}\d{3})+`;
  return String.raw`[+-]?((\d+${grouped})(${point}\d*)?|${point}\d+)([eE][+-]?\d{1,2})?`;
}

function separatorClass(thousands: NumberFormat['thousands']): string {
  if (thousands === ' ') return String.raw`[ \x{A0}\x{2007}\x{2009}\x{202F}]`;
  if (thousands === "'") return String.raw`['\x{2019}]`;
  return thousands === '.' ? String.raw`\.` : ',';
}

function describeFormat({ decimal, thousands }: NumberFormat): string {
  const whole = thousands === 'none' ? '1234' : `1${thousands}234`;
  return `like ${whole}${decimal}56`;
}

function plainDigits(v: string, { decimal, thousands }: NumberFormat): string {
  const whole = thousands === 'none' ? v : withoutSeparator(v, thousands);
  return decimal === '.' ? whole : `replace(${whole}, ',', '.')`;
}

function withoutSeparator(v: string, thousands: NumberFormat['thousands']): string {
  if (thousands === '.' || thousands === ',') return `replace(${v}, ${sqlText(thousands)}, '')`;
  return `regexp_replace(${v}, ${sqlText(separatorClass(thousands))}, '', 'g')`;
}

/** `1.5e3` → 1500 by moving the point: the pattern allows two digits of exponent, so the result is bounded. */
function expandExponent(v: string): string {
  const part = (group: number) =>
    String.raw`regexp_extract(${v}, '^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d+)$', ${group})`;
  const point = `(length(${part(2)}) + coalesce(TRY_CAST(${part(4)} AS INTEGER), 0))`;
  return placePoint(part(1), `(${part(2)} || ${part(3)})`, point);
}

/** Digits with the point behind the first `point` of them, zeros added where it falls outside. */
function placePoint(sign: string, digits: string, point: string): string {
  return `${sign} || CASE WHEN ${point} <= 0 THEN '0.' || repeat('0', (-${point})::BIGINT) || ${digits}
    WHEN ${point} >= length(${digits}) THEN ${digits} || repeat('0', (${point} - length(${digits}))::BIGINT)
    ELSE left(${digits}, ${point}) || '.' || substr(${digits}, ${point} + 1) END`;
}

function normalize(v: string): string {
  const unsigned = String.raw`regexp_replace(${v}, '^\+', '')`;
  const started = String.raw`regexp_replace(${unsigned}, '^(-?)\.', '\10.')`;
  const ended = String.raw`regexp_replace(${started}, '\.$', '')`;
  const trimmed = String.raw`regexp_replace(${ended}, '^(-?)0+(\d)', '\1\2')`;
  const positive = String.raw`regexp_replace(${trimmed}, '^-(0(\.0*)?)$', '\1')`;
  return String.raw`CASE WHEN regexp_full_match(${v}, '${CANONICAL}') THEN ${v}
    WHEN regexp_full_match(${v}, '0+[1-9]\d*(\.\d+)?') THEN regexp_replace(${v}, '^0+', '') ELSE ${positive} END`;
}

/** Canonical form without zeros at the end of the fraction: `2.50` → `2.5`, `3.0` → `3`. */
function dropTrailingZeros(v: string): string {
  return String.raw`CASE WHEN contains(${v}, '.') THEN regexp_replace(regexp_replace(${v}, '0+$', ''), '\.$', '') ELSE ${v} END`;
}

const sign = (v: string) => `CASE WHEN starts_with(${v}, '-') THEN '-' ELSE '' END`;
const whole = (v: string) => `split_part(ltrim(${v}, '-'), '.', 1)`;
const fraction = (v: string) => `split_part(ltrim(${v}, '-'), '.', 2)`;

/** Half away from zero on the decimal digits; fewer digits than asked for stay as they are. */
export function roundNumber(digits: number): readonly Stage[] {
  const kept = (v: string) => `(${whole(v)} || left(${fraction(v)}, ${digits}))`;
  const up = (v: string) => `CASE WHEN substr(${fraction(v)}, ${digits + 1}, 1) >= '5' THEN 1 ELSE 0 END`;
  const rounded = (v: string) => `(coalesce(TRY_CAST(${kept(v)} AS HUGEINT), 0) + ${up(v)})::VARCHAR`;
  return [
    ...parseNumber(PLAIN_NUMBER),
    {
      failure: tooLong((v) => `length(${fraction(v)}) > ${digits} AND length(${kept(v)}) > ${EXACT_DIGITS}`),
      value: (v) => `CASE WHEN length(${fraction(v)}) <= ${digits} THEN ${v}
        ELSE ${placePoint(sign(v), rounded(v), `(length(${rounded(v)}) - ${digits})`)} END`,
    },
    { value: normalize },
    { value: (v) => dropTrailingZeros(v) },
    { value: normalize, yields: 'number' },
  ];
}

/** Exact multiplication by a decimal factor. */
export function scaleNumber(factor: number): readonly Stage[] {
  const { negative, mantissa, exponent } = decimalParts(factor);
  const digits = (v: string) => `(${whole(v)} || ${fraction(v)})`;
  const product = (v: string) =>
    mantissa === '1'
      ? digits(v)
      : `(coalesce(TRY_CAST(${digits(v)} AS HUGEINT), 0) * ${mantissa}::HUGEINT)::VARCHAR`;
  const signOf = (v: string) =>
    negative ? `CASE WHEN starts_with(${v}, '-') THEN '' ELSE '-' END` : sign(v);
  const scaled: Stage = {
    value: (v) =>
      placePoint(signOf(v), product(v), `(length(${product(v)}) - length(${fraction(v)}) + (${exponent}))`),
    ...(mantissa === '1'
      ? {}
      : { failure: tooLong((v) => `length(${digits(v)}) > ${EXACT_DIGITS - mantissa.length}`) }),
  };
  return [
    ...parseNumber(PLAIN_NUMBER),
    scaled,
    { value: normalize },
    { value: (v) => dropTrailingZeros(v) },
    { value: normalize, yields: 'number' },
  ];
}

function tooLong(when: (v: string) => string) {
  return {
    code: 'number_invalid',
    when,
    problem: 'has too many digits to compute with exactly',
    remedy: 'Shorten the number in the cell.',
  } as const;
}

/** factor = ± mantissa × 10^exponent, from its shortest decimal digits. */
export function decimalParts(factor: number): {
  readonly negative: boolean;
  readonly mantissa: string;
  readonly exponent: number;
} {
  const [coefficient = '0', power = '0'] = Math.abs(factor).toExponential().split('e');
  const [first = '0', rest = ''] = coefficient.split('.');
  return { negative: factor < 0, mantissa: `${first}${rest}`, exponent: Number(power) - rest.length };
}
