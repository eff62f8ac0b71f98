import type { Engine } from '../engine.ts';
import { type ColumnFlaw, type ColumnProfile, FLAWS } from './dataset-profile.ts';
import type { Range } from './number-values.ts';
import { FLAW_TESTS, shownPattern } from './value-cells.ts';

/** What is told of every column, whatever its type. */
export type ShownFacts = Pick<
  ColumnProfile,
  'filled' | 'nulls' | 'distinct' | 'minLength' | 'maxLength' | 'patterns' | 'samples' | 'values' | 'flaws'
>;

export interface CellFacts {
  readonly shown: ShownFacts;
  /** Share of the cells in the three most frequent patterns. */
  readonly patternShare: number;
  /** By text. */
  readonly range: Range;
}

const MOST_PATTERNS = 10;
const MOST_SAMPLES = 10;
const MOST_VALUES = 30;
const MOST_CHARACTERS = 200;

interface Sums {
  readonly filled: number;
  readonly distinct: number;
  readonly spelled: number;
  readonly minLength: number;
  readonly maxLength: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly [flaw: string]: string | number | null;
}

/** From `cells` and `shapes`. @param rows of the sheet */
export async function describeCells(engine: Engine, rows: number): Promise<CellFacts> {
  const flawSums = Object.entries(FLAW_TESTS).map(
    ([flaw, test]) => `coalesce(sum(n) FILTER (${test}), 0)::BIGINT AS ${flaw}`,
  );
  const [sums] = await engine.rows<Sums>(
    `SELECT coalesce(sum(n), 0)::BIGINT AS filled, count(*) AS spelled, coalesce(min(length(v)), 0) AS "minLength",
      coalesce(max(length(v)), 0) AS "maxLength", left(min(t), ${MOST_CHARACTERS}) AS min, left(max(t), ${MOST_CHARACTERS}) AS max,
      ${flawSums.join(', ')} FROM cells`,
  );
  if (sums === undefined) throw new Error('The engine gave no sums of a column.');
  const { filled, minLength, maxLength, min, max } = sums;
  const patterns = await readPatterns(engine, filled);
  const hasSpaces = Number(sums.outer_spaces) > 0;
  return {
    shown: {
      filled,
      nulls: rows - filled,
      distinct: hasSpaces ? await countTrimmed(engine) : sums.spelled,
      minLength,
      maxLength,
      patterns,
      samples: await readSamples(engine),
      values: await readValues(engine, hasSpaces),
      flaws: await readFlaws(engine, sums),
    },
    patternShare: patterns.slice(0, 3).reduce((sum, { share }) => sum + share, 0),
    range: { min, max },
  };
}

/** @param hasSpaces several cells may be the same but for spaces around */
async function readValues(engine: Engine, hasSpaces: boolean): Promise<ShownFacts['values']> {
  const counted = hasSpaces ? '(SELECT t, sum(n) AS n, min(r) AS r FROM cells GROUP BY t)' : 'cells';
  return await engine.rows<{ value: string; rows: number }>(
    `SELECT left(t, ${MOST_CHARACTERS}) AS value, n::BIGINT AS rows FROM ${counted} ORDER BY n DESC, r LIMIT ${MOST_VALUES}`,
  );
}

async function countTrimmed(engine: Engine): Promise<number> {
  const [count] = await engine.rows<{ n: number }>('SELECT count(DISTINCT t) AS n FROM cells');
  return count?.n ?? 0;
}

async function readPatterns(engine: Engine, filled: number): Promise<ShownFacts['patterns']> {
  const found = await engine.rows<{ pattern: string; rows: number; example: string }>(
    `SELECT ${shownPattern('p')} AS pattern, sum(n)::BIGINT AS rows, left(arg_min(ex, r), ${MOST_CHARACTERS}) AS example FROM shapes
      GROUP BY pattern ORDER BY rows DESC, min(r) LIMIT ${MOST_PATTERNS}`,
  );
  return found.map(({ pattern, rows, example }) => ({ pattern, share: rows / filled, example }));
}

async function readSamples(engine: Engine): Promise<readonly string[]> {
  const found = await engine.rows<{ value: string }>(
    `SELECT left(v, ${MOST_CHARACTERS}) AS value FROM cells ORDER BY r, v LIMIT ${MOST_SAMPLES}`,
  );
  return found.map(({ value }) => value);
}

async function readFlaws(engine: Engine, sums: Sums): Promise<readonly ColumnFlaw[]> {
  const flaws: ColumnFlaw[] = [];
  for (const flaw of FLAWS) {
    // null tokens are no cells
    if (flaw === 'null_token') continue;
    const rows = Number(sums[flaw]);
    if (rows === 0) continue;
    const samples = await engine.rows<{ value: string }>(
      `SELECT left(v, ${MOST_CHARACTERS}) AS value FROM cells WHERE ${FLAW_TESTS[flaw]} ORDER BY r LIMIT 3`,
    );
    flaws.push({ flaw, rows, samples: samples.map(({ value }) => value) });
  }
  return flaws;
}
