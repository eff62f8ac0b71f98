import type { Engine } from '../engine.ts';
import { sqlTextList } from '../sql-text.ts';
import { NUMBER_FORMATS } from './number-formats.ts';

/** What a text looks like by itself; the type of a column follows from the classes of its cells (`choose-type.ts`). */
export type ValueClass =
  | 'number'
  | 'percentage'
  | 'money'
  | 'date'
  | 'email'
  | 'url'
  | 'phone'
  | 'code'
  | 'text';

/** Cells of one class that are written the same way. */
export interface ClassCount {
  readonly class: ValueClass;
  /** For numbers one of `NUMBER_FORMATS`, else empty. */
  readonly fmt: string;
  readonly rows: number;
  readonly values: number;
  /** Rows whose number has a zero in front that counts: `01581`. */
  readonly zeros: number;
  /** Rows that begin with `+`, `(` or `0`. */
  readonly dialled: number;
  readonly firstRow: number;
  readonly example: string;
  readonly shortest: number;
  readonly longest: number;
}

const GAP = String.raw`[ \x{A0}\x{2007}\x{2009}\x{202F}]`;
const CORE = String.raw`[9.,''’ \x{A0}\x{2007}\x{2009}\x{202F}]*`;
const SIGN = '[-+−]?';
const SYMBOL = String.raw`([$€£¥₹₽₺₩₫฿₪]|[AaR]\+?a?\+?[$.]?)`;
const CURRENCIES = `(?i)(^|[^\\p{L}])([a-z]{0,2}[$€£¥₹₽₺₩₫฿₪]|eur|usd|gbp|chf|jpy|cny|rmb|inr|rs\\.?|brl|cad|aud|nzd|sek|nok|dkk|isk|kr\\.?|pln|zł|czk|kč|huf|ft|ron|lei|bgn|try|tl|rub|руб\\.?|uah|zar|mxn|ars|clp|cop|pen|aed|sar|ils|thb|sgd|hkd|twd|krw|vnd|idr|myr|php|euros?|dollars?|fr\\.?)($|[^\\p{L}])`;
const MONTHS =
  '(?i)^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(tember)?|oct(ober)?|nov(ember)?|dec(ember)?)$';
const TIME = String.raw`([ T,]+9{1,2}:99(:99([.,]9+)?)?( ?[Aa]\+)?( ?(A|[-+]99:?99))?)?`;
const NUMERIC_DATE = ['/', String.raw`\.`, '-']
  .map((sep) => `9{1,2}${sep}9{1,2}${sep}(9999|99)|9999${sep}9{1,2}${sep}9{1,2}`)
  .join('|');
const NAMED_DATE = String.raw`9{1,2}[ .-]?[Aa]\+?a?\+?[ .,-]*(9999|99)|[Aa]\+?a?\+? 9{1,2},? 9999`;
const CODE = String.raw`[Aa9+._/#:\\-]+`;

/** Groups `cells` into `shapes`: one row per pattern, with its class and, for numbers, the format. Patterns are few. */
export async function createShapes(engine: Engine): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE shapes AS
    SELECT *, CASE WHEN kind IN ('number', 'percentage', 'money') THEN fmt0 ELSE '' END AS fmt, kind AS class FROM (
      SELECT *, ${classOf()} AS kind FROM (
        SELECT *, ${numberFormatOf('core')} AS fmt0 FROM (
          SELECT *, trim(regexp_extract(p, '9${CORE}9|[.,]?9+[.,]?')) AS core
          FROM (${SHAPE_ROWS}))))`);
}

const SHAPE_ROWS = `SELECT p, sum(n)::BIGINT AS n, count(*) AS d, min(r) AS r, arg_min(t, r) AS ex, min(t) AS lo, max(t) AS hi,
  coalesce(sum(n) FILTER (regexp_matches(t, '^0[0-9]')), 0)::BIGINT AS zeros,
  coalesce(sum(n) FILTER (regexp_matches(t, '^[+(0]')), 0)::BIGINT AS dialled
  FROM cells GROUP BY p`;

/** Formats whose separator can be read both ways are told as such: the whole column decides. */
function numberFormatOf(core: string): string {
  const whens = NUMBER_FORMATS.map(
    ({ format, pattern }) =>
      `WHEN regexp_full_match(${core}, '${pattern.replaceAll("'", "''")}') THEN '${format.replaceAll("'", "''")}'`,
  );
  return `CASE ${whens.join(' ')} ELSE '' END`;
}

/** The lowest and the highest text of a pattern stand for all of them where a word decides. */
function classOf(): string {
  const both = (test: (text: string) => string): string => `${test('lo')} AND ${test('hi')}`;
  const bare = "replace(p, core, '9')";
  const words = both((text) => `regexp_matches(${text}, '${CURRENCIES}')`);
  const month = both((text) => `regexp_matches(regexp_extract(${text}, '\\p{L}+'), '${MONTHS}')`);
  const isNumber = `fmt0 <> '' AND regexp_full_match(${bare}, '${SIGN}9|9-|\\(9\\)')`;
  return `CASE
    WHEN ${isNumber} AND length(core) <= 18 THEN 'number'
    WHEN regexp_matches(p, '^-?9[.,]9+[aA][-+]?9{1,2}$') AND ${both((t) => `regexp_matches(${t}, '[eE]')`)} THEN 'number'
    WHEN fmt0 <> '' AND regexp_full_match(${bare}, '${SIGN}9${GAP}?%') THEN 'percentage'
    WHEN fmt0 <> '' AND regexp_full_match(${bare}, '\\(?${SIGN}${GAP}?${SYMBOL}${GAP}?${SIGN}9\\)?|\\(?${SIGN}9${GAP}?${SYMBOL}\\)?-?') AND ${words} THEN 'money'
    WHEN regexp_full_match(p, '(${NUMERIC_DATE})${TIME}') THEN 'date'
    WHEN regexp_full_match(p, '(${NAMED_DATE})${TIME}') AND ${month} THEN 'date'
    WHEN regexp_full_match(p, '[^\\s@,;:<>]+@[^\\s@,;<>]+\\.[^\\s@.,;<>]+') THEN 'email'
    WHEN regexp_matches(p, '^[aA]\\+?://\\S+$') OR ${both((t) => `regexp_matches(${t}, '(?i)^www\\.\\S+$')`)} THEN 'url'
    WHEN regexp_full_match(p, '[+(9][-9 ()./\\x{A0}]*( ?(a|a\\+)\\.? ?9+)?') AND length(regexp_replace(p, '[^9]', '', 'g')) BETWEEN 7 AND 15 THEN 'phone'
    WHEN regexp_full_match(p, '${CODE}') AND (contains(p, '9') OR ${both((t) => `${t} = upper(${t})`)}) THEN 'code'
    ELSE 'text' END`;
}

export async function countClasses(engine: Engine): Promise<readonly ClassCount[]> {
  return await engine.rows<Mutable<ClassCount>>(
    `SELECT class, fmt, sum(n)::BIGINT AS rows, sum(d)::BIGINT AS "values", sum(zeros)::BIGINT AS zeros, sum(dialled)::BIGINT AS dialled,
      min(r) AS "firstRow", arg_min(ex, r) AS example, min(length(p)) AS shortest, max(length(p)) AS longest
      FROM shapes GROUP BY class, fmt ORDER BY rows DESC, "firstRow"`,
  );
}

/** An answer of the engine is indexed by column, which an interface with fixed names is not. */
type Mutable<T> = { [Key in keyof T]: T[Key] };

export function classIn(classes: readonly ValueClass[]): string {
  return `class IN ${sqlTextList(classes)}`;
}
