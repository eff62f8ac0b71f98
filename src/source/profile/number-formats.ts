/**
 * Ways of writing a number, by the pattern of its digits (RE2, over `9` for each digit). What ends in `?` can be read both ways: `1,234` is
 * 1234 in London and 1.234 in Berlin; the other cells of the column decide, or nobody.
 */
export const NUMBER_FORMATS = [
  { format: '1234', pattern: '9+' },
  { format: '1,234?', pattern: '9{1,3},999' },
  { format: '1.234?', pattern: String.raw`9{1,3}\.999` },
  { format: '1,234', pattern: '9{1,3}(,999){2,}' },
  { format: '1.234', pattern: String.raw`9{1,3}(\.999){2,}` },
  { format: '1 234', pattern: String.raw`9{1,3}([ \x{A0}\x{2007}\x{2009}\x{202F}]999)+` },
  { format: "1'234", pattern: "9{1,3}(['’]999)+" },
  { format: '1,234.56', pattern: String.raw`9{1,3}(,999)+\.9*` },
  { format: '1.234,56', pattern: String.raw`9{1,3}(\.999)+,9*` },
  { format: '1 234,56', pattern: String.raw`9{1,3}([ \x{A0}\x{2007}\x{2009}\x{202F}]999)+,9*` },
  { format: '1 234.56', pattern: String.raw`9{1,3}([ \x{A0}\x{2007}\x{2009}\x{202F}]999)+\.9*` },
  { format: "1'234.56", pattern: String.raw`9{1,3}(['’]999)+\.9*` },
  { format: '1234.56', pattern: String.raw`9*\.9+|9+\.` },
  { format: '1234,56', pattern: '9*,9+|9+,' },
] as const;

const COMMA_DECIMAL: readonly string[] = ['1.234,56', '1 234,56', '1234,56'];
const POINT_DECIMAL: readonly string[] = ['1,234.56', '1 234.56', "1'234.56", '1234.56'];

export interface Separators {
  readonly decimal: '.' | ',';
  readonly thousands: ',' | '.' | ' ' | "'" | 'none';
}

/** How a format is read. */
export function separatorsOf(format: string): Separators {
  const decimal = COMMA_DECIMAL.includes(format) || format === '1.234' ? ',' : '.';
  const mark = /^1(\D)234/.exec(format)?.[1];
  return { decimal, thousands: mark === ',' || mark === '.' || mark === ' ' || mark === "'" ? mark : 'none' };
}

export function hasDecimals(format: string): boolean {
  return COMMA_DECIMAL.includes(format) || POINT_DECIMAL.includes(format);
}

/** What a format that can be read both ways is in this column. */
export function settleFormat(format: string, all: readonly string[]): string {
  const point = all.some((one) => POINT_DECIMAL.includes(one));
  const comma = all.some((one) => COMMA_DECIMAL.includes(one));
  if (format === '1,234?') return comma && !point && !all.includes('1,234') ? '1234,56' : '1,234';
  // grouping by points without any other sign of it is rarer than three decimals
  if (format === '1.234?') return (comma && !point) || all.includes('1.234') ? '1.234' : '1234.56';
  return format;
}
