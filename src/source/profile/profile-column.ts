import type { Engine } from '../engine.ts';
import { sqlTextList } from '../sql-text.ts';
import { judgeBoolean } from './boolean-words.ts';
import { chooseType, formatsOf, shareOf, type TypeEvidence } from './choose-type.ts';
import type {
  ColumnFlaw,
  ColumnProfile,
  ColumnType,
  DateOrder,
  Outlier,
  ValueFormat,
} from './dataset-profile.ts';
import { createCompactDays, createDays, type DateFacts, readDays } from './date-values.ts';
import { describeCells } from './describe-cells.ts';
import { createNumbers, farNumbers, numberFormats, numberRange, type Range } from './number-values.ts';
import { type ColumnSource, createCells } from './value-cells.ts';
import { type ClassCount, countClasses, createShapes, type ValueClass } from './value-shapes.ts';

export interface ColumnRequest extends ColumnSource {
  readonly header: string;
  readonly position: number;
  /** Rows of the sheet. */
  readonly rows: number;
}

/** What follows from the type chosen. */
interface Typed {
  readonly type: ColumnType;
  readonly typeShare: number;
  readonly formats: readonly ValueFormat[];
  readonly range: Range | null;
  readonly outliers: readonly Outlier[];
  readonly dateOrder: DateOrder | null;
}

const MOST = 0.9;
const MOST_OUTLIERS = 20;

/** One column. Afterwards its different texts stand in `cells` for whoever compares columns. */
export async function profileColumn(engine: Engine, request: ColumnRequest): Promise<ColumnProfile> {
  const tokens = await createCells(engine, request);
  await createShapes(engine);
  const { shown, range, patternShare } = await describeCells(engine, request.rows);
  const classes = await countClasses(engine);
  const evidence: TypeEvidence = { ...request, ...shown, patternShare, classes };
  const typed =
    (await judgeWords(engine, evidence, shown.values)) ??
    (await judgeDates(engine, evidence)) ??
    (await judgeRest(engine, evidence));
  const flaws: readonly ColumnFlaw[] = [...shown.flaws, ...tokenFlaw(tokens)];
  return {
    name: request.header,
    type: typed.type,
    typeShare: typed.typeShare,
    ...shown,
    ...(typed.range ?? range),
    formats: typed.formats,
    outliers: typed.outliers.slice(0, MOST_OUTLIERS),
    flaws,
    dateOrder: typed.dateOrder,
  };
}

function tokenFlaw(
  tokens: readonly { readonly token: string; readonly rows: number }[],
): readonly ColumnFlaw[] {
  if (tokens.length === 0) return [];
  const rows = tokens.reduce((sum, token) => sum + token.rows, 0);
  return [{ flaw: 'null_token', rows, samples: tokens.map(({ token }) => token) }];
}

async function judgeWords(
  engine: Engine,
  { distinct, filled, nulls }: TypeEvidence,
  values: ColumnProfile['values'],
): Promise<Typed | null> {
  const verdict = distinct === values.length ? judgeBoolean(values, filled, nulls) : null;
  if (verdict === null) return null;
  const { share, formats, others } = verdict;
  const odd = await engine.rows<{ row: number; value: string }>(
    `SELECT r AS row, v AS value FROM cells WHERE t IN ${sqlTextList(others)} ORDER BY r`,
  );
  const outliers = odd.map(({ row, value }) => ({ row, value, reason: 'neither yes nor no' }));
  return { type: 'boolean', typeShare: share, formats, range: null, outliers, dateOrder: null };
}

async function judgeDates(engine: Engine, evidence: TypeEvidence): Promise<Typed | null> {
  const { filled } = evidence;
  if (filled === 0) return null;
  const compact = isCompact(evidence);
  if (!compact && shareOf(evidence, ['date']) < MOST) return null;
  await (compact ? createCompactDays(engine) : createDays(engine, "class = 'date'"));
  const facts = await readDays(engine, filled);
  // eight digits that are all days are dates, else they are numbers
  if (facts.rows / filled < (compact ? 1 : MOST)) return null;
  return {
    type: facts.hasTimes ? 'datetime' : 'date',
    typeShare: facts.rows / filled,
    formats: facts.formats,
    range: await dateRange(engine, facts),
    outliers: await dateOutliers(engine),
    dateOrder: facts.order,
  };
}

function isCompact({ classes, distinct }: TypeEvidence): boolean {
  return (
    distinct >= 3 &&
    classes.every(
      (c) =>
        c.class === 'number' &&
        c.fmt === '1234' &&
        c.shortest === 8 &&
        c.longest === 8 &&
        /^(19|20)/.test(c.example),
    )
  );
}

async function dateRange(engine: Engine, { hasTimes }: DateFacts): Promise<Range> {
  const format = hasTimes ? '%Y-%m-%d %H:%M:%S' : '%Y-%m-%d';
  const [range] = await engine.rows<{ min: string | null; max: string | null }>(
    `SELECT strftime(min(moment), '${format}') AS min, strftime(max(moment), '${format}') AS max FROM days`,
  );
  return range ?? { min: null, max: null };
}

async function dateOutliers(engine: Engine): Promise<readonly Outlier[]> {
  const odd = await engine.rows<{ row: number; value: string; is_day: boolean }>(
    `SELECT r AS row, v AS value, moment IS NOT NULL AS is_day FROM days WHERE moment IS NULL OR y NOT BETWEEN 1900 AND 2100 ORDER BY r LIMIT ${MOST_OUTLIERS}`,
  );
  const strange = odd.map(({ row, value, is_day }) => ({
    row,
    value,
    reason: is_day ? 'a year before 1900 or after 2100' : 'no such day',
  }));
  return [...strange, ...(await strangers(engine, 'date', ['date', 'number']))];
}

async function judgeRest(engine: Engine, evidence: TypeEvidence): Promise<Typed> {
  const { type, classes, typeShare } = chooseType(evidence);
  const counts = evidence.classes.filter((c) => classes.includes(c.class));
  const others = type === 'text' || type === 'empty' ? [] : await strangers(engine, type, classes);
  const base = { type, typeShare, dateOrder: null } as const;
  if (['integer', 'decimal', 'money', 'percentage', 'identifier'].includes(type) && isNumeric(counts)) {
    await createNumbers(engine, classes, formatsOf(counts));
    const far = type === 'identifier' ? [] : await farNumbers(engine, MOST_OUTLIERS / 2);
    return {
      ...base,
      formats: numberFormats(counts, evidence.filled),
      range: await numberRange(engine),
      outliers: [...others, ...far],
    };
  }
  const formats = type === 'phone' ? await phoneFormats(engine, evidence.filled) : [];
  const odd = type === 'code' || type === 'identifier' ? await rareShapes(engine) : [];
  return { ...base, formats, range: null, outliers: [...others, ...odd] };
}

function isNumeric(counts: readonly ClassCount[]): boolean {
  return counts.every(({ class: of }) => ['number', 'money', 'percentage'].includes(of));
}

/** With the country's number, or as it is dialled within the country. */
async function phoneFormats(engine: Engine, filled: number): Promise<readonly ValueFormat[]> {
  const found = await engine.rows<{ format: string; rows: number; example: string }>(
    `SELECT CASE WHEN regexp_matches(t, '^(\\+|00)') THEN 'international' ELSE 'national' END AS format, sum(cells.n)::BIGINT AS rows, arg_min(t, cells.r) AS example
      FROM cells JOIN shapes USING (p) WHERE class IN ('phone', 'number') GROUP BY format ORDER BY rows DESC, format`,
  );
  return found.map(({ format, rows, example }) => ({ format, share: rows / filled, example }));
}

/** Cells that are something else than the column. */
async function strangers(
  engine: Engine,
  type: ColumnType,
  classes: readonly ValueClass[],
): Promise<readonly Outlier[]> {
  const list = classes.map((name) => `'${name}'`).join(', ');
  const found = await engine.rows<{ row: number; value: string }>(
    `SELECT cells.r AS row, v AS value FROM cells JOIN shapes USING (p) WHERE class NOT IN (${list}) ORDER BY cells.r LIMIT ${MOST_OUTLIERS}`,
  );
  return found.map(({ row, value }) => ({
    row,
    value: value.slice(0, 200),
    reason: `no ${WORDS[type] ?? type}`,
  }));
}

const WORDS: Partial<Record<ColumnType, string>> = {
  integer: 'whole number',
  decimal: 'number',
  money: 'amount',
  email: 'e-mail address',
  phone: 'telephone number',
  url: 'web address',
};

/** A code written unlike nearly all others. */
async function rareShapes(engine: Engine): Promise<readonly Outlier[]> {
  const shown = `regexp_replace(p, '9{2,}', '9+', 'g')`;
  const found = await engine.rows<{ row: number; value: string; usual: string }>(
    `WITH kinds AS (SELECT ${shown} AS k, sum(n) AS rows FROM shapes GROUP BY k),
      usual AS (SELECT arg_max(k, rows) AS k, max(rows) AS rows, sum(rows) AS total FROM kinds)
      SELECT cells.r AS row, v AS value, usual.k AS usual FROM cells JOIN kinds ON kinds.k = ${shown}, usual
      WHERE usual.rows >= 0.9 * total AND kinds.rows <= greatest(1, 0.02 * total) AND kinds.k <> usual.k
      ORDER BY cells.r LIMIT ${MOST_OUTLIERS}`,
  );
  return found.map(({ row, value, usual }) => ({ row, value, reason: `not written like ${usual}` }));
}
