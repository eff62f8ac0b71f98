import type { Engine } from '../engine.ts';
import { isIdHeader } from './choose-type.ts';
import type { ColumnProfile, ColumnType, KeyCandidate } from './dataset-profile.ts';

/** A column with its physical name. */
export interface KeyColumn {
  readonly column: string;
  readonly profile: ColumnProfile;
}

export interface KeySheet {
  readonly relation: string;
  readonly rows: number;
  readonly columns: readonly KeyColumn[];
}

const NEARLY_UNIQUE = 0.95;
const MOST_KEYS = 10;
/** Combinations are made of so many columns at most: 28 pairs, 56 triples. */
const COMBINED_COLUMNS = 8;
/** So many rows, evenly spread, rule out most combinations; what is left is counted over all rows. */
const SAMPLED_ROWS = 20_000;
const COUNTED_COMBINATIONS = 4;

/** How well a type names rows; what is not here does not: amounts, yes and no, long texts. */
const RANK: Partial<Record<ColumnType, number>> = {
  identifier: 6,
  code: 5,
  integer: 4,
  email: 4,
  phone: 2,
  text: 2,
  url: 1,
  date: 1,
  datetime: 1,
};
const MAX_KEY_LENGTH = 200;

/** Columns that name the rows, alone; where none does by its kind, pairs, and where no pair does, triples. */
export async function findKeys(engine: Engine, sheet: KeySheet): Promise<readonly KeyCandidate[]> {
  if (sheet.rows === 0) return [];
  const singles = sheet.columns
    .filter((column) => canName(column) && uniqueShareOf(column, sheet.rows) >= NEARLY_UNIQUE)
    .sort((a, b) => scoreOf(b, sheet) - scoreOf(a, sheet))
    .map((column) => ({ columns: [column.profile.name], uniqueShare: uniqueShareOf(column, sheet.rows) }));
  const combined = singles.some(({ uniqueShare }) => uniqueShare === 1)
    ? []
    : await findCombinations(engine, sheet);
  return [
    ...combined.filter(({ uniqueShare }) => uniqueShare === 1),
    ...singles,
    ...combined.filter(({ uniqueShare }) => uniqueShare < 1),
  ].slice(0, MOST_KEYS);
}

function canName({ profile }: KeyColumn): boolean {
  const { type, maxLength } = profile;
  return RANK[type] !== undefined && type !== 'date' && type !== 'datetime' && maxLength <= MAX_KEY_LENGTH;
}

function uniqueShareOf({ profile }: KeyColumn, rows: number): number {
  return profile.distinct / rows;
}

function scoreOf(column: KeyColumn, { rows, columns }: KeySheet): number {
  const { type, name } = column.profile;
  const isWhole = uniqueShareOf(column, rows) === 1 ? 10 : 0;
  return isWhole + (RANK[type] ?? 0) + (isIdHeader(name) ? 3 : 0) - columns.indexOf(column) / columns.length;
}

async function findCombinations(engine: Engine, sheet: KeySheet): Promise<readonly KeyCandidate[]> {
  const parts = sheet.columns
    .filter(({ profile }) => RANK[profile.type] !== undefined && profile.maxLength <= MAX_KEY_LENGTH)
    .filter(({ profile }) => profile.distinct > 1 && profile.nulls <= sheet.rows * (1 - NEARLY_UNIQUE))
    .sort((a, b) => partScore(b) - partScore(a))
    .slice(0, COMBINED_COLUMNS)
    // named in the order of the sheet
    .sort((a, b) => sheet.columns.indexOf(a) - sheet.columns.indexOf(b));
  for (const size of [2, 3]) {
    const found = await countCombinations(engine, sheet, combinationsOf(parts, size));
    if (found.length > 0) return found;
  }
  return [];
}

function partScore({ profile }: KeyColumn): number {
  return (RANK[profile.type] ?? 0) + (isIdHeader(profile.name) ? 5 : 0) + Math.log10(profile.distinct + 1);
}

function combinationsOf(columns: readonly KeyColumn[], size: number): readonly (readonly KeyColumn[])[] {
  if (size === 0) return [[]];
  return columns.flatMap((column, index) =>
    combinationsOf(columns.slice(index + 1), size - 1).map((rest) => [column, ...rest]),
  );
}

async function countCombinations(
  engine: Engine,
  { relation, rows }: KeySheet,
  combinations: readonly (readonly KeyColumn[])[],
): Promise<readonly KeyCandidate[]> {
  const possible = combinations.filter(
    (columns) =>
      columns.reduce((product, { profile }) => product * profile.distinct, 1) >= rows * NEARLY_UNIQUE,
  );
  const step = Math.max(1, Math.ceil(rows / SAMPLED_ROWS));
  const sample = `(SELECT * FROM ${relation} WHERE src_row % ${step} = 0)`;
  const likely = (await uniqueShares(engine, sample, possible)).filter(({ share }) => share >= NEARLY_UNIQUE);
  const best = [...likely]
    .sort((a, b) => b.share - a.share || b.score - a.score)
    .slice(0, COUNTED_COMBINATIONS);
  const counted =
    step === 1
      ? best
      : await uniqueShares(
          engine,
          relation,
          best.map(({ columns }) => columns),
        );
  return [...counted]
    .filter(({ share }) => share >= NEARLY_UNIQUE)
    .sort((a, b) => b.share - a.share || b.score - a.score)
    .map(({ columns, share }) => ({
      columns: columns.map(({ profile }) => profile.name),
      uniqueShare: share,
    }));
}

interface Counted {
  readonly columns: readonly KeyColumn[];
  readonly share: number;
  readonly score: number;
}

async function uniqueShares(
  engine: Engine,
  relation: string,
  combinations: readonly (readonly KeyColumn[])[],
): Promise<readonly Counted[]> {
  if (combinations.length === 0) return [];
  const counts = combinations.map((columns, index) => {
    const names = columns.map(({ column }) => column);
    const isFilled = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
    return `count(DISTINCT hash(${names.join(', ')})) FILTER (${isFilled}) / greatest(count(*), 1) AS k${index}`;
  });
  const [shares] = await engine.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${relation}`);
  return combinations.map((columns, index) => ({
    columns,
    share: shares?.[`k${index}`] ?? 0,
    score: columns.reduce((sum, column) => sum + partScore(column), 0),
  }));
}
