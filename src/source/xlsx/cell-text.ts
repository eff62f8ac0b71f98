import type { NumberFormat } from './number-format.ts';

/** `_x000D_` and the like, by which workbooks write characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    // a zero byte can be stored nowhere behind us
    return code === 0 ? '' : String.fromCharCode(code);
  });
}

/** Canonical text of a number cell. Anything that is no number in the file stays as it is. */
export function numberText(raw: string, format: NumberFormat | undefined, uses1904: boolean): string {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(raw)) return raw;
  switch (format?.kind) {
    case undefined:
    case 'number':
      return plainDecimal(raw);
    case 'digits':
      return fillDigits(plainDecimal(raw), format.pattern);
    case 'date':
    case 'datetime':
    case 'time':
    case 'elapsed':
      return serialText(Number(raw), format.kind, uses1904) ?? plainDecimal(raw);
  }
}

const MAX_EXPONENT = 60;
/** Digits a double holds for sure; spreadsheets show no more. */
const EXACT_DIGITS = 15;

/**
 * Without exponent and without the noise of binary fractions: `0.30000000000000004` was typed as `0.3`. Whole numbers keep
 * all digits of the file, ids beyond 2^53 too.
 */
export function plainDecimal(raw: string): string {
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(raw) ?? [];
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return raw;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const text = shiftPoint(digits, point);
  const minus = sign === '-' && /[1-9]/.test(text) ? '-' : '';
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '').length;
  if (!text.includes('.') || significant <= EXACT_DIGITS) return minus + text;
  const rounded = Number(text).toPrecision(EXACT_DIGITS);
  return minus + (rounded.includes('e') ? plainDecimal(rounded) : trimFraction(rounded));
}

function shiftPoint(digits: string, point: number): string {
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return trimFraction(`${whole}.${padded.slice(at)}`);
}

function trimFraction(text: string): string {
  return text.includes('.') ? text.replace(/\.?0*$/, '') : text;
}

function fillDigits(text: string, pattern: string): string {
  if (!/^\d+$/.test(text)) return text;
  const places = pattern.replaceAll(/[^0]/g, '').length;
  const digits = text.padStart(places, '0');
  // digits beyond the places stand in front, as spreadsheets show them
  const extra = digits.length - places;
  let next = extra;
  const filled = pattern.replaceAll('0', () => {
    next += 1;
    return digits[next - 1] ?? '';
  });
  return digits.slice(0, extra) + filled;
}

const DAY_SECONDS = 86_400;
const MS_PER_DAY = DAY_SECONDS * 1000;
/** Last serial that spreadsheets show as a date: 9999-12-31. */
const MAX_SERIAL = 2_958_465;

/** Null where the number is no date at all, so that it stays a number. */
function serialText(
  serial: number,
  kind: 'date' | 'datetime' | 'time' | 'elapsed',
  uses1904: boolean,
): string | null {
  if (serial < 0 || serial >= MAX_SERIAL + 1) return null;
  const seconds = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  const clock = clockText(seconds - days * DAY_SECONDS);
  if (kind === 'elapsed') return clockText(seconds);
  if (kind === 'time' && days === 0) return clock;
  const date = uses1904 ? dateText(Date.UTC(1904, 0, 1), days) : dateText1900(days);
  // a date shown without its time keeps the time it has
  return kind === 'date' && seconds % DAY_SECONDS === 0 ? date : `${date} ${clock}`;
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function dateText(epoch: number, days: number): string {
  return new Date(epoch + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * Spreadsheets count a 29 February 1900 that never was (serial 60). It is given as shown, and so is day 0 of January 1900: an
 * impossible date is found later and named, while a shifted one would go unnoticed.
 */
function dateText1900(days: number): string {
  if (days === 0) return '1900-01-00';
  if (days === 60) return '1900-02-29';
  return dateText(Date.UTC(1899, 11, days < 60 ? 31 : 30), days);
}
