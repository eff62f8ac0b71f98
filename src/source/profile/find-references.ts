import type { Engine } from '../engine.ts';
import type { ColumnProfile, ColumnType, ReferenceCandidate } from './dataset-profile.ts';
import { isSameThing, looksLikeParent } from './name-affinity.ts';

/**
 * Values of every column that may refer, as hashes: all of them for a column that names rows (`known_values`), a sample of those
 * that may be looked up in it (`asked_values`). One join then finds what is contained in what.
 */
export interface ReferenceColumn {
  readonly id: number;
  readonly sheet: string;
  readonly rows: number;
  readonly profile: ColumnProfile;
}

/** Of a column with more different values the ones with the lowest hashes: the same in every column. */
const SAMPLED_VALUES = 10_000;
/** Below it even a column with many typing mistakes is no reference. */
const CONTAINED = 0.75;
const NEARLY_UNIQUE = 0.95;
const MOST_PER_COLUMN = 3;
const REFERRING: ReadonlySet<ColumnType> = new Set([
  'text',
  'integer',
  'code',
  'identifier',
  'email',
  'phone',
]);
const LONGEST = 200;

export async function createValueTables(engine: Engine): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE known_values (id INTEGER, h UBIGINT);
    CREATE OR REPLACE TEMP TABLE asked_values (id INTEGER, h UBIGINT);`);
}

/** Takes the values of the column that stands in `cells`. */
export async function keepValues(engine: Engine, { id, profile, rows }: ReferenceColumn): Promise<void> {
  if (!mayRefer(profile)) return;
  const share = Math.min(1, SAMPLED_VALUES / profile.distinct);
  const limit = share === 1 ? '' : `WHERE h <= ${BigInt(Math.floor(share * 2 ** 32)) << 32n}`;
  await engine.run(
    `INSERT INTO asked_values SELECT DISTINCT ${id}, h FROM (SELECT hash(t) AS h FROM cells) ${limit}`,
  );
  if (names({ profile, rows }))
    await engine.run(`INSERT INTO known_values SELECT DISTINCT ${id}, hash(t) FROM cells`);
}

function mayRefer({ type, distinct, maxLength }: ColumnProfile): boolean {
  return REFERRING.has(type) && distinct > 0 && maxLength <= LONGEST;
}

/** Nearly all rows have a value, and nearly all of these differ. */
function names({ profile, rows }: Pick<ReferenceColumn, 'profile' | 'rows'>): boolean {
  return (
    profile.type !== 'phone' &&
    profile.filled >= rows * NEARLY_UNIQUE &&
    profile.distinct >= profile.filled * NEARLY_UNIQUE
  );
}

interface Contained {
  readonly source: number;
  readonly target: number;
  readonly containment: number;
  [column: string]: number;
}

export async function findReferences(
  engine: Engine,
  columns: readonly ReferenceColumn[],
): Promise<readonly ReferenceCandidate[]> {
  const found = await engine.rows<Contained>(
    `WITH asked AS (SELECT id, count(*) AS n FROM asked_values GROUP BY id)
      SELECT a.id AS source, k.id AS target, count(*) / any_value(asked.n) AS containment
      FROM asked_values a JOIN known_values k ON a.h = k.h AND a.id <> k.id JOIN asked ON asked.id = a.id
      GROUP BY a.id, k.id HAVING count(*) >= ${CONTAINED} * any_value(asked.n) ORDER BY source, containment DESC, target`,
  );
  const byId = new Map(columns.map((column) => [column.id, column]));
  return columns.flatMap((source) => {
    const pairs = found.flatMap(({ source: id, target, containment }) => {
      const to = byId.get(target);
      return id === source.id && to !== undefined ? [{ from: source, to, containment }] : [];
    });
    return chooseTargets(pairs).map(({ from, to, containment }) => ({
      from: { sheet: from.sheet, column: from.profile.name },
      to: { sheet: to.sheet, column: to.profile.name },
      containment,
    }));
  });
}

interface Pair {
  readonly from: ReferenceColumn;
  readonly to: ReferenceColumn;
  readonly containment: number;
}

/**
 * Numbers counted from 1 are contained in every longer count, so that of such columns the names must agree as well, or, within a
 * sheet, speak of a parent. Where some targets have a name that agrees, the others are left out.
 */
function chooseTargets(pairs: readonly Pair[]): readonly Pair[] {
  const named = pairs.filter(({ from, to }) => isSameThing(from.profile.name, to.sheet, to.profile.name));
  const within = pairs.filter((pair) => isTree(pair));
  const other = pairs.filter((pair) => isTelling(pair) && pair.from.sheet !== pair.to.sheet);
  const chosen = within.length > 0 ? within : named.some(isOutside) ? named.filter(isOutside) : other;
  return [...chosen]
    .sort((a, b) => b.containment - a.containment || b.to.profile.distinct - a.to.profile.distinct)
    .slice(0, MOST_PER_COLUMN);
}

function isOutside({ from, to }: Pair): boolean {
  return from.sheet !== to.sheet;
}

/** A column of the same sheet that repeats, and tells by its name or by values that are no mere count. */
function isTree({ from, to }: Pair): boolean {
  if (from.sheet !== to.sheet || from.profile.distinct >= from.rows * NEARLY_UNIQUE) return false;
  if (from.profile.distinct === from.profile.filled && from.profile.filled > 20) return false;
  return (
    looksLikeParent(from.profile.name) ||
    (to.profile.type !== 'integer' && !isCount(to) && from.profile.nulls > 0)
  );
}

/** Values that are contained by no accident: codes and texts, or numbers that do not begin at 1. */
function isTelling({ from, to }: Pair): boolean {
  if (from.profile.distinct < 2) return false;
  return !isCount(to) && !isCount(from);
}

/** Small whole numbers, most of which occur. */
function isCount({ profile }: ReferenceColumn): boolean {
  const [min, max] = [Number(profile.min), Number(profile.max)];
  if (!Number.isInteger(min) || !Number.isInteger(max)) return false;
  return max < 1000 || (max - min < profile.distinct * 10 && min < 1000);
}
