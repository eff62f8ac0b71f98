import type { Engine } from '../engine.ts';
import type { DateOrder, ValueFormat } from './dataset-profile.ts';

/**
 * Dates of `cells` as `days`: `v t n r` as there, `y a b` the year and the two other numbers in the order of the text, `day` and `month`
 * as they are to be read, `moment` when it is (null: no such day), `fmt` how it is written.
 *
 *   04/07/1996  →  a 4, b 7: can be read both ways. Cells like 13/07/1996, of the same separator or else of the column, decide.
 */
export interface DateFacts {
  readonly order: DateOrder | null;
  readonly formats: readonly ValueFormat[];
  /** Rows with a real date. */
  readonly rows: number;
  /** Some have a time of day that is not midnight. */
  readonly hasTimes: boolean;
}

interface OrderCount {
  readonly sep: string;
  readonly day_first: number;
  readonly month_first: number;
  [column: string]: string | number;
}

const MONTH_NUMBER = `list_position(['jan','feb','mar','apr','may','jun','jul','aug','sep','oct','nov','dec'], lower(left(regexp_extract(t, '\\p{L}+'), 3)))`;

/** @param where a condition over `cells` joined with `shapes` */
export async function createDays(engine: Engine, where: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE parts AS SELECT *,
      CASE WHEN len(y0) = 4 THEN y0::INT WHEN y0::INT >= 69 THEN 1900 + y0::INT ELSE 2000 + y0::INT END AS y,
      CASE WHEN is_named THEN '' WHEN y_first THEN '' ELSE regexp_extract(t, '[-/.]') END AS sep
    FROM (SELECT *, CASE WHEN y_first THEN f[1] WHEN is_named THEN f[2] ELSE f[3] END AS y0,
        CASE WHEN is_named THEN f[1]::INT WHEN y_first THEN f[2]::INT ELSE f[1]::INT END AS a,
        CASE WHEN is_named THEN ${MONTH_NUMBER} WHEN y_first THEN f[3]::INT ELSE f[2]::INT END AS b,
        f[CASE WHEN is_named THEN 3 ELSE 4 END :] AS clock
      FROM (SELECT v, t, n, r, p, regexp_extract_all(t, '[0-9]+') AS f, regexp_matches(p, '^9999') AS y_first,
        regexp_matches(p, '^[Aa]|^9+[ .-]?[Aa]') AS is_named
        FROM (SELECT v, t, cells.n AS n, cells.r AS r, p FROM cells JOIN shapes USING (p) WHERE ${where})))`);
}

/** Compact dates, `19960704`, in the same form. */
export async function createCompactDays(engine: Engine): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE parts AS SELECT v, t, n, r, p, [] AS f, true AS y_first, false AS is_named,
    left(t, 4) AS y0, t[5:6]::INT AS a, t[7:8]::INT AS b, [] AS clock, left(t, 4)::INT AS y, '' AS sep FROM cells WHERE p = '99999999'`);
}

export async function readDays(engine: Engine, filled: number): Promise<DateFacts> {
  const counts = await engine.rows<OrderCount>(
    `SELECT sep, coalesce(sum(n) FILTER (a BETWEEN 13 AND 31 AND b <= 12), 0)::BIGINT AS day_first,
      coalesce(sum(n) FILTER (b BETWEEN 13 AND 31 AND a <= 12), 0)::BIGINT AS month_first
      FROM parts WHERE sep <> '' GROUP BY sep ORDER BY sep`,
  );
  const monthFirst = counts.filter((count) => isMonthFirst(count, counts)).map(({ sep }) => sep);
  await engine.run(daysTable(monthFirst));
  const formats = await engine.rows<{ format: string; rows: number; example: string }>(
    `SELECT fmt AS format, sum(n)::BIGINT AS rows, arg_min(t, r) AS example FROM days WHERE moment IS NOT NULL
      GROUP BY fmt ORDER BY rows DESC, fmt`,
  );
  const [times] = await engine.rows<{ n: number }>(
    `SELECT count(*) AS n FROM days WHERE moment IS NOT NULL AND moment <> date_trunc('day', moment)`,
  );
  return {
    order: orderOf(counts),
    formats: formats.map(({ format, rows, example }) => ({ format, share: rows / filled, example })),
    rows: formats.reduce((sum, { rows }) => sum + rows, 0),
    hasTimes: (times?.n ?? 0) > 0,
  };
}

/** Of dates with points, and where nothing tells, the day comes first. */
function isMonthFirst(count: OrderCount, all: readonly OrderCount[]): boolean {
  if (count.day_first + count.month_first > 0) return count.month_first > count.day_first;
  if (count.sep === '.') return false;
  const sum = (of: 'day_first' | 'month_first') => all.reduce((total, each) => total + each[of], 0);
  return sum('month_first') > sum('day_first');
}

function orderOf(counts: readonly OrderCount[]): DateOrder | null {
  if (counts.length === 0) return null;
  const [day, month] = [counts.some((c) => c.day_first > 0), counts.some((c) => c.month_first > 0)];
  if (day && month) return 'mixed';
  if (month) return 'month_first';
  return day || counts.every(({ sep }) => sep === '.') ? 'day_first' : 'unknown';
}

/** Two numbers of which one can be no month are read the only way there is. */
function daysTable(monthFirst: readonly string[]): string {
  const majority =
    monthFirst.length === 0 ? 'false' : `sep IN (${monthFirst.map((sep) => `'${sep}'`).join(', ')})`;
  const isMonthFirst = `(sep <> '' AND CASE WHEN a > 12 THEN false WHEN b > 12 THEN true ELSE ${majority} END)`;
  const isFirst = `y_first OR ${isMonthFirst}`;
  const hour = `coalesce(TRY_CAST(clock[1] AS INT), 0)`;
  const isAfternoon = `regexp_matches(t, '(?i)[0-9] ?pm?') AND ${hour} < 12`;
  const isNight = `regexp_matches(t, '(?i)[0-9] ?am') AND ${hour} = 12`;
  const seconds = `(CASE WHEN ${isAfternoon} THEN ${hour} + 12 WHEN ${isNight} THEN 0 ELSE ${hour} END) * 3600
    + coalesce(TRY_CAST(clock[2] AS INT), 0) * 60 + coalesce(TRY_CAST(clock[3] AS INT), 0)`;
  return `CREATE OR REPLACE TEMP TABLE days AS SELECT v, t, n, r, y, fmt,
      TRY_CAST(format('{:04d}-{:02d}-{:02d}', y, month, day) AS DATE) + to_seconds(${seconds}) AS moment
    FROM (SELECT *, CASE WHEN ${isFirst} THEN a ELSE b END AS month, CASE WHEN ${isFirst} THEN b ELSE a END AS day,
      ${formatText(isMonthFirst)} AS fmt FROM parts)`;
}

/** `DD/MM/YYYY`, `YYYY-MM-DD HH:mm:ss.SSS`, `MMM DD, YYYY h:mm A`. */
function formatText(isMonthFirst: string): string {
  const year = `CASE WHEN len(y0) = 4 THEN 'YYYY' ELSE 'YY' END`;
  const months = `CASE WHEN len(regexp_extract(t, '\\p{L}+')) > 3 THEN 'MMMM' ELSE 'MMM' END`;
  const gap = (pattern: string): string => `regexp_extract(t, '${pattern}', 1)`;
  const dayFirst = `'DD' || ${gap('^[0-9]+([ .-]?)\\p{L}')} || ${months} || ${gap('\\p{L}([ .,-]*)[0-9]')} || ${year}`;
  const named = `CASE WHEN regexp_matches(t, '^[0-9]') THEN ${dayFirst}
    ELSE ${months} || ' DD' || ${gap('^\\p{L}+ [0-9]+(,? )')} || ${year} END`;
  const compact = `CASE WHEN len(f) = 0 THEN 'YYYYMMDD' END`;
  const yearFirst = `'YYYY' || regexp_extract(t, '[-/.]') || 'MM' || regexp_extract(t, '[-/.]') || 'DD'`;
  const yearLast = `CASE WHEN ${isMonthFirst} THEN 'MM' || sep || 'DD' ELSE 'DD' || sep || 'MM' END || sep || ${year}`;
  return `coalesce(${compact}, CASE WHEN y_first THEN ${yearFirst} WHEN is_named THEN ${named} ELSE ${yearLast} END || ${timeText()})`;
}

function timeText(): string {
  const clock = `regexp_extract(t, '([ T,]+)([0-9]{1,2}):[0-9]{2}(:[0-9]{2})?([.,][0-9]+)?( ?[AaPp][Mm]?)?( ?(Z|[-+][0-9]{2}:?[0-9]{2}))?$', `;
  const part = (group: number): string => `${clock}${group})`;
  const hasHalf = `regexp_matches(${part(5)}, '[AaPp]')`;
  return `CASE WHEN ${part(2)} = '' THEN '' ELSE ${part(1)} || CASE WHEN ${hasHalf} THEN 'hh:mm' ELSE 'HH:mm' END
    || CASE WHEN ${part(3)} <> '' THEN ':ss' ELSE '' END || CASE WHEN ${part(4)} <> '' THEN left(${part(4)}, 1) || 'SSS' ELSE '' END
    || CASE WHEN ${hasHalf} THEN regexp_replace(${part(5)}, '[AaPp][Mm]?', 'A') ELSE '' END
    || CASE WHEN ${part(6)} = '' THEN '' WHEN starts_with(${part(6)}, ' ') THEN ' Z' ELSE 'Z' END END`;
}

/** The pattern of DuckDB's `strptime` for a format that is told here. */
export function strptimeFormat(format: string): string {
  const marks = {
    YYYY: '%Y',
    YY: '%y',
    MMMM: '%B',
    MMM: '%b',
    MM: '%m',
    DD: '%d',
    HH: '%H',
    hh: '%I',
    mm: '%M',
    ss: '%S',
    SSS: '%f',
    A: '%p',
    Z: '%z',
  } as const;
  return format.replace(
    /YYYY|YY|MMMM|MMM|MM|DD|HH|hh|mm|ss|SSS|A|Z/g,
    (mark) => marks[mark as keyof typeof marks],
  );
}
