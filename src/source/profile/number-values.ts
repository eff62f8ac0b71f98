import type { Engine } from '../engine.ts';
import { sqlTextList } from '../sql-text.ts';
import type { Outlier, ValueFormat } from './dataset-profile.ts';
import { separatorsOf, settleFormat } from './number-formats.ts';
import { type ClassCount, classIn, type ValueClass } from './value-shapes.ts';

/**
 * Numbers of `cells` as `numbers`: `v t n r` as there, `s` in plain digits with a point, `x` its value (null: too long to be one).
 */
export async function createNumbers(
  engine: Engine,
  classes: readonly ValueClass[],
  formats: readonly string[],
): Promise<void> {
  const commas = [...new Set(formats)].filter(
    (format) => separatorsOf(settleFormat(format, formats)).decimal === ',',
  );
  const digits = `CASE WHEN fmt IN ${sqlTextList(commas)} THEN replace(regexp_replace(t, '[^0-9,]', '', 'g'), ',', '.')
    WHEN fmt = '' OR is_plain THEN t ELSE regexp_replace(t, '[^0-9.]', '', 'g') END`;
  const sign = `CASE WHEN fmt <> '' AND regexp_matches(t, '[-−(]') THEN '-' ELSE '' END`;
  await engine.run(`CREATE OR REPLACE TEMP TABLE numbers AS SELECT *, TRY_CAST(s AS DOUBLE) AS x
    FROM (SELECT v, t, cells.n, cells.r, ${sign} || ${digits} AS s FROM cells
      JOIN (SELECT p, fmt, regexp_full_match(p, '9+(\\.9+)?') AS is_plain FROM shapes WHERE ${classIn(classes)}) USING (p))`);
}

export interface Range {
  readonly min: string | null;
  readonly max: string | null;
}

export async function numberRange(engine: Engine): Promise<Range> {
  const [range] = await engine.rows<{ min: string | null; max: string | null }>(
    'SELECT arg_min(s, x) AS min, arg_max(s, x) AS max FROM numbers WHERE x IS NOT NULL',
  );
  return range ?? { min: null, max: null };
}

/** Fewer different numbers say nothing of what is usual. */
const FEWEST = 20;
/** So many times the middle half's width away from it; a tail of more than one in 200 rows (or one) is how the column is. */
const FAR = 4;
const MOST_SHARE = 0.005;

/** Numbers far from the rest: the quartiles are those of the different values, not of the rows. */
export async function farNumbers(engine: Engine, limit: number): Promise<readonly Outlier[]> {
  const quartiles =
    'SELECT quantile_cont(x, 0.25) AS q1, quantile_cont(x, 0.75) AS q3, count(*) AS k, sum(n) AS total FROM numbers';
  const far = `(x < q1 - ${FAR} * (q3 - q1) OR x > q3 + ${FAR} * (q3 - q1))`;
  const found = await engine.rows<{ row: number; value: string; x: number; q1: number }>(
    `SELECT r AS row, v AS value, x, q1 FROM numbers, (${quartiles}) WHERE k >= ${FEWEST} AND q3 > q1 AND ${far}
      AND (SELECT sum(n) FROM numbers, (${quartiles}) WHERE ${far}) <= greatest(1, ${MOST_SHARE} * total)
      ORDER BY abs(x - q1) DESC, r LIMIT ${limit}`,
  );
  return found.map(({ row, value, x, q1 }) => ({
    row,
    value,
    reason: x > q1 ? 'far above the other numbers' : 'far below the other numbers',
  }));
}

/** Formats of numbers with what stands around them: `€1,234.56`, `1.234,56 %`. */
export function numberFormats(classes: readonly ClassCount[], filled: number): readonly ValueFormat[] {
  const all = classes.map(({ fmt }) => fmt);
  const formats = new Map<string, { rows: number; example: string }>();
  for (const { fmt, rows, example } of classes) {
    const format = around(example, fmt === '' ? '1.2e3' : settleFormat(fmt, all));
    const before = formats.get(format);
    formats.set(format, { rows: rows + (before?.rows ?? 0), example: before?.example ?? example });
  }
  return [...formats]
    .sort(([, a], [, b]) => b.rows - a.rows)
    .map(([format, { rows, example }]) => ({ format, share: rows / filled, example }));
}

function around(example: string, format: string): string {
  if (format === '1.2e3') return format;
  const before = /^[-+−(]*([^\d.,]*?)[-+−]?[.,]?\d/.exec(example)?.[1]?.trimStart() ?? '';
  const after = /[\d.,]([^\d]*?)[)-]*$/.exec(example)?.[1] ?? '';
  return `${before}${format}${after}`;
}
