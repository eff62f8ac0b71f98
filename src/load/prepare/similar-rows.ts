import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import type { SimilarRows } from '../prepared-run.ts';
import type { GoneRow } from '../vanished/vanished-store.ts';
import type { StepRecipe } from './recipe.ts';
import { rowTable } from './step-tables.ts';

/**
 * A value that more rows than this have in common, on either side, tells none of them: pairs are only looked for through rarer ones,
 * so there are at most this many squared for each value and never all rows against all.
 */
const RARE = 20;
/** One equal field is chance. */
const LEAST_EQUAL = 2;

const TABLES = ['similar_gone', 'similar_fresh', 'similar_new', 'similar_pairs'];

/** Rows that are gone and rows that are new, joined by the hashes of their fields; all of it set-based. */
export async function findSimilar(
  engine: Engine,
  recipe: StepRecipe,
  of: {
    readonly fresh: AsyncIterable<readonly number[]>;
    readonly gone: AsyncIterable<readonly GoneRow[]>;
    /** Fields that the sheet feeds: a constant of the mapping says nothing of a row. */
    readonly columns: readonly FedField[];
  },
): Promise<readonly SimilarRows[]> {
  await engine.run(`
    CREATE OR REPLACE TABLE similar_gone(key VARCHAR, field VARCHAR, hash VARCHAR);
    CREATE OR REPLACE TABLE similar_fresh(ord BIGINT);`);
  for await (const rows of of.gone) {
    await engine.append('similar_gone', rows.flatMap(hashRows));
  }
  for await (const ords of of.fresh) {
    await engine.append(
      'similar_fresh',
      ords.map((ord) => [ord]),
    );
  }
  await engine.run(newHashes(recipe, of.columns));
  await engine.run(pairs(recipe, of.columns));
  const best = await engine.rows<PairRecord>(bestPairs(recipe));
  await engine.run(TABLES.map((table) => `DROP TABLE IF EXISTS ${table};`).join(' '));
  return best.map((pair) => ({
    goneKey: pair.gone_key,
    ord: Number(pair.ord),
    srcRow: Number(pair.src_row),
    key: pair.key,
    equal: pair.equal,
    differing: pair.differing ?? [],
  }));
}

export interface FedField {
  readonly name: string;
  /** Its position in the mapping. */
  readonly j: number;
}

type PairRecord = {
  readonly gone_key: string;
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly equal: readonly string[];
  readonly differing: readonly string[] | null;
};

function hashRows({ key, fieldHashes }: GoneRow): readonly (readonly string[])[] {
  return Object.entries(fieldHashes).map(([field, hash]) => [key, field, hash]);
}

/** SQL twin of `fieldHash`: 16 characters of the SHA-256 in base64url. */
function fieldHashSql(value: string): string {
  return `translate(to_base64(unhex(sha256(${value})))[1:16], '+/', '-_')`;
}

/** An empty value says nothing of which row it is. */
function newHashes(recipe: StepRecipe, columns: readonly FedField[]): string {
  const fields = columns.map(
    ({ name, j }) =>
      `SELECT ord, ${sqlText(name)} AS field, ${fieldHashSql(`f${j}`)} AS hash FROM rows WHERE f${j} IS NOT NULL AND f${j} <> ''`,
  );
  const none = "SELECT 0::BIGINT AS ord, '' AS field, '' AS hash WHERE false";
  return `CREATE OR REPLACE TABLE similar_new AS
    WITH rows AS (SELECT n.* FROM ${rowTable(recipe.index)} n SEMI JOIN similar_fresh USING (ord))
    ${fields.length === 0 ? none : fields.join(' UNION ALL ')}`;
}

/** Fields in which all rows of the sheet are alike count neither way; of a single row nobody can say. */
function pairs(recipe: StepRecipe, columns: readonly FedField[]): string {
  const varied = columns.map(
    ({ name, j }) =>
      `UNION SELECT ${sqlText(name)} FROM ${rowTable(recipe.index)} HAVING count(*) = 1 OR min(f${j}) <> max(f${j})`,
  );
  return `
  CREATE OR REPLACE TABLE similar_pairs AS
  WITH telling AS (
    SELECT field FROM (SELECT field, hash FROM similar_gone UNION SELECT field, hash FROM similar_new)
    GROUP BY field HAVING count(*) > 1
    ${varied.join(' ')}
  ), rare AS (
    SELECT field, hash FROM (SELECT field, hash, count(*) AS n FROM similar_gone GROUP BY ALL) g
    JOIN (SELECT field, hash, count(*) AS m FROM similar_new GROUP BY ALL) f USING (field, hash)
    SEMI JOIN telling USING (field) WHERE n <= ${RARE} AND m <= ${RARE}
  ), found AS (
    SELECT DISTINCT g.key, f.ord FROM rare
    JOIN similar_gone g USING (field, hash) JOIN similar_new f USING (field, hash)
  )
  SELECT key, ord, list(field ORDER BY field) FILTER (same) AS equal, list(field ORDER BY field) FILTER (NOT same) AS differing
  FROM (
    SELECT found.key, found.ord, g.field, g.hash = f.hash AS same FROM found
    JOIN similar_gone g ON g.key = found.key JOIN similar_new f ON f.ord = found.ord AND f.field = g.field
    SEMI JOIN telling ON telling.field = g.field
  ) GROUP BY key, ord`;
}

/** The best for both, and no other as good: of two alike nobody can say which it is. */
function bestPairs(recipe: StepRecipe): string {
  return `
    WITH good AS (
      SELECT *, len(equal) AS n FROM similar_pairs
      WHERE len(equal) >= ${LEAST_EQUAL} AND len(equal) > coalesce(len(differing), 0)
    ), ranked AS (
      SELECT *, max(n) OVER (PARTITION BY key) AS best_of_gone, max(n) OVER (PARTITION BY ord) AS best_of_new FROM good
    ), best AS (
      SELECT *, count(*) OVER (PARTITION BY key) AS rivals_of_gone, count(*) OVER (PARTITION BY ord) AS rivals_of_new
      FROM ranked WHERE n = best_of_gone AND n = best_of_new
    )
    SELECT best.key AS gone_key, n.ord, n.src_row, n.key, best.equal, best.differing FROM best
    JOIN ${rowTable(recipe.index)} n ON n.ord = best.ord
    WHERE rivals_of_gone = 1 AND rivals_of_new = 1 ORDER BY n.ord`;
}
