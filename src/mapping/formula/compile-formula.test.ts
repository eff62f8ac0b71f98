import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineError } from '../../source/engine.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { sqlText } from '../../source/sql-text.ts';
import { compileFormula } from './compile-formula.ts';
import { formulaSource, formulaStage } from './formula-stage.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine({ memoryLimitMb: 256, threads: 1, computesFormulas: true });
  const rows = ROWS.map(
    (row, i) => `(${[i + 1, ...row.map((cell) => (cell === null ? 'NULL' : sqlText(cell)))].join(', ')})`,
  );
  await engine.run(`
    CREATE TABLE cells(src_row BIGINT, c0 VARCHAR, c1 VARCHAR, c2 VARCHAR, c3 VARCHAR);
    INSERT INTO cells VALUES ${rows.join(', ')};
    CREATE TABLE typed AS SELECT src_row, c0::DOUBLE AS "N", c1::DOUBLE AS "No 2", c2 AS "T", c3 AS "T'2" FROM cells`);
});
afterAll(() => engine.close());

const COLUMNS = ['N', 'No 2', 'T', "T'2"];
const ROWS = [
  ['1.5', '-3', 'Ann Lee', '12'],
  ['0', '0.1', 'É; x', null],
  [null, '1000000', '7', 'a,b'],
  ['2e3', '4', 'yes', '2024-02-29'],
] as const;

const number = fc.constantFrom('("N" * 1)', '"No 2"::DOUBLE', '2', '0.25', '-1', '1e2', '100', 'length("T")');
/** What may fail to be turned is a cell: of constants the planner decides before any row which it looks at. */
const column = fc.constantFrom('"T"', `"T'2"`);
const text = fc.constantFrom('"T"', `"T'2"`, `'a'`, `'It''s'`, `'x; -- "y"'`, `'É😀'`, `''`);
const { formula } = fc.letrec<{ number: string; text: string; truth: string; formula: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('number').map((a) => `${a} / 8`),
    tie('number').map((a) => `-(${a})`),
    tie('number').map((a) => `abs(${a})`),
    tie('number').map((a) => `round(${a}, 2)`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `greatest(${a}, ${b})`),
    fc
      .tuple(tie('truth'), tie('number'), tie('number'))
      .map(([c, a, b]) => `CASE WHEN ${c} THEN ${a} ELSE ${b} END`),
    column.map((a) => `${a}::INTEGER`),
    tie('text').map((a) => `TRY_CAST(${a} AS DOUBLE)`),
    tie('text').map((a) => `strpos(${a}, 'e')`),
  ),
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a} || ${b}`),
    fc
      .tuple(fc.constantFrom('upper', 'lower', 'trim', 'reverse', 'md5', 'strip_accents'), tie('text'))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('text'), fc.integer({ min: -3, max: 5 })).map(([a, n]) => `left(${a}, ${n})`),
    tie('text').map((a) => `lpad(${a}, 6, '0')`),
    tie('text').map((a) => `replace(${a}, 'a', 'bb')`),
    tie('text').map((a) => `split_part(${a}, ' ', 1)`),
    tie('text').map((a) => `regexp_replace(${a}, '[aeiou]', '<\\0>', 'g')`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `concat_ws('-', ${a}, ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `coalesce(${a}, ${b})`),
    fc.tuple(tie('truth'), tie('text'), tie('text')).map(([c, a, b]) => `if(${c}, ${a}, ${b})`),
    column.map((a) => `${a}::DATE::VARCHAR`),
  ),
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('TRUE', '1 = 2'),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '=', '<>', '>=', 'IS DISTINCT FROM'), tie('number'))
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    fc
      .tuple(tie('text'), fc.constantFrom('=', '<', '<>'), tie('text'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc
      .tuple(tie('truth'), fc.constantFrom('AND', 'OR'), tie('truth'))
      .map(([a, op, b]) => `((${a}) ${op} (${b}))`),
    tie('truth').map((a) => `NOT (${a})`),
    tie('text').map((a) => `(${a}) IS NULL`),
    tie('text').map((a) => `(${a}) LIKE '%e%'`),
    tie('text').map((a) => `(${a}) NOT ILIKE 'A%'`),
    tie('text').map((a) => `(${a}) IN ('a', 'b', '12')`),
    tie('number').map((a) => `${a} NOT IN (1, 2, 100)`),
    tie('number').map((a) => `(${a}) BETWEEN -1 AND 5`),
    tie('text').map((a) => `regexp_matches(${a}, '^[A-Z]')`),
  ),
  formula: fc.oneof(tie('number'), tie('text'), tie('truth')),
}));

/** A text, or `failed`. */
type Made = string | null;

/** What the engine makes of the expression itself, over columns that have their types. */
async function directly(expression: string, row: number): Promise<Made> {
  try {
    const [described] = await engine.rows<{ column_type: string }>(
      `DESCRIBE SELECT (${expression}) FROM typed`,
    );
    const value =
      described?.column_type === 'DOUBLE' ? `printf('%.15g', ${expression})` : `(${expression})::VARCHAR`;
    // in a CASE: the engine takes parts that occur twice out of branches that it does not come to
    const [found] = await engine.rows<{ value: string | null }>(
      `SELECT CASE WHEN src_row::VARCHAR = '' THEN NULL ELSE ${value} END AS value FROM typed WHERE src_row = ${row}`,
    );
    return found?.value === '' ? null : (found?.value ?? null);
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'sql') return 'failed';
    throw error;
  }
}

async function byFormula(expression: string): Promise<readonly Made[]> {
  const answer = await compileFormula(engine, expression);
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join(' '));
  const { formula: compiled } = answer;
  const source = formulaSource(compiled, (column) => `c${COLUMNS.indexOf(column)}`);
  const { failure } = formulaStage(compiled);
  const rows = await engine.rows<{ made: string | null; failed: boolean }>(
    `SELECT made, ${failure?.when?.('made')} AS failed FROM (SELECT src_row, ${source} AS made FROM cells) ORDER BY src_row`,
  );
  return rows.map(({ made, failed }) => (failed ? 'failed' : made?.slice(1) || null));
}

test('a formula gives what the engine makes of the expression itself', async () => {
  await fc.assert(
    fc.asyncProperty(formula, async (expression) => {
      // a constant that cannot be computed is refused before any row
      fc.pre((await compileFormula(engine, expression)).ok);
      const made = await byFormula(expression);
      for (const [i, value] of made.entries()) {
        const direct = await directly(expression, i + 1);
        const shown = direct === 'true' ? 'True' : direct === 'false' ? 'False' : direct;
        expect(value, `${expression} on row ${i + 1}`).toBe(shown);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  );
});

test('a number is kept as it is written, without the noise of its last digits', async () => {
  expect(await byFormula('"No 2" * 3')).toEqual(['-9', '0.3', '3000000', '12']);
  expect(await byFormula('"N" || \' pcs\'')).toEqual(['1.5 pcs', '0 pcs', null, '2e3 pcs']);
  expect(await byFormula(`"N" * 2 || ' pcs'`)).toEqual(['3 pcs', '0 pcs', null, '4000 pcs']);
});

test('division by zero fails, with / and %, also where it would be infinity or nothing', async () => {
  expect(await byFormula('1 / "N"')).toEqual(['0.666666666666667', 'failed', null, '0.0005']);
  expect(await byFormula('1 / (1 / "N")')).toEqual(['1.5', 'failed', null, '2000']);
  expect(await byFormula('7 % "N"')).toEqual(['1', 'failed', null, '7']);
  expect(await byFormula('mod(7, "N")')).toEqual(['1', 'failed', null, '7']);
  expect(await byFormula('1 / 0')).toEqual(['failed', 'failed', 'failed', 'failed']);
  expect(await byFormula('10 ^ ("No 2" * 10)')).toEqual(['1e-30', '10', 'failed', '1e+40']);
});

test('a text is compared with a number as a number', async () => {
  expect(await byFormula('"N" > 10')).toEqual(['False', 'False', null, 'True']);
  expect(await byFormula('"N" IN (1.5, 2000)')).toEqual(['True', 'False', null, 'True']);
  expect(await byFormula('coalesce("N", 0) + 1')).toEqual(['2.5', '1', '1', '2001']);
  expect(await byFormula('CASE WHEN "N" > 1 THEN "N" * 2 ELSE "T" END')).toEqual(['3', 'É; x', '7', '4000']);
  expect(await byFormula('nullif("N", 0)')).toEqual(['1.5', null, null, '2e3']);
  expect(await byFormula(`"T'2"::DATE > '2024-01-01'`)).toEqual(['failed', null, 'failed', 'True']);
});
