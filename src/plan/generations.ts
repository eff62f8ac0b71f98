import { at, packArcs } from './components.ts';
import type { RowLinks } from './cut-cycles.ts';

/**
 * Generations of rows, the pure part: SQL for the rounds in the tabular engine, and the same on typed arrays for what rounds are
 * too slow for. A row is one number there: `step × 2^40 + ord`, exact in JavaScript up to step 8191.
 *
 *   links(cs, co, ps, po, field, deferrable)  child step and ord → parent step and ord
 *     └▶ layer_links(c, p, f)                    one BIGINT per row, one number per (step, field)
 *          └▶ rounds ─▶ layer_gens(id, gen)      gen 0: refers to nothing; gen n: one more than its last parent
 */
export const ROWS_PER_STEP = 2 ** 40;

export function startSql(steps: readonly number[]): string {
  // DEFERRABLE is a reserved word, so the columns of `links` are named anew
  const mine = `(SELECT * FROM links AS l(cs, co, ps, po, field, d) WHERE cs IN (${steps.join(', ')}) AND ps IN (${steps.join(', ')}))`;
  return `
    CREATE OR REPLACE TABLE layer_fields AS
      SELECT (row_number() OVER (ORDER BY cs, field) - 1)::INTEGER AS f, cs, field, d
      FROM (SELECT cs, field, bool_and(d) AS d FROM ${mine} GROUP BY cs, field);
    CREATE OR REPLACE TABLE layer_links AS
      SELECT DISTINCT cs::BIGINT * ${ROWS_PER_STEP} + co AS c, ps::BIGINT * ${ROWS_PER_STEP} + po AS p, f
      FROM ${mine} JOIN layer_fields USING (cs, field);`;
}

/** Generation 0: rows that others refer to and that refer to none. Rows without any link are not listed: they are 0 too. */
export const FIRST_ROUND = `
  CREATE OR REPLACE TABLE layer_gens AS
    SELECT p AS id, 0::INTEGER AS gen FROM (SELECT DISTINCT p FROM layer_links ANTI JOIN (SELECT c FROM layer_links) child ON child.c = p);`;

/** Takes the links to rows of the last generation away; a row that has none left is of this generation. */
export function roundSql(gen: number): string {
  const before = gen === 1 ? 'layer_links' : leftTable(gen - 1);
  return `
    CREATE OR REPLACE TABLE ${leftTable(gen)} AS
      SELECT * FROM ${before} ANTI JOIN (SELECT id FROM layer_gens WHERE gen = ${gen - 1}) done ON done.id = p;
    INSERT INTO layer_gens
      SELECT DISTINCT c, ${gen} FROM (SELECT c FROM ${before} SEMI JOIN (SELECT id FROM layer_gens WHERE gen = ${gen - 1}) done ON done.id = p) freed
      ANTI JOIN (SELECT c AS open FROM ${leftTable(gen)}) l ON l.open = c;`;
}

/** Links whose parent has no generation yet after that round. */
export function leftTable(gen: number): string {
  return `layer_left_${gen % 2}`;
}

/**
 * A chain would take one round for each of its rows. Rounds end when they free next to nothing; the rest then goes to typed arrays.
 */
export function isTooSlow(round: number, freed: number, left: number): boolean {
  return round >= 64 || (round >= 8 && freed * 64 < left);
}

/** Generation of each row by longest path, at least `base`; the links must be without a cycle. */
export function layerLinks(links: Pick<RowLinks, 'size' | 'child' | 'parent'>, base: Int32Array): Int32Array {
  const down = packArcs(links.size, links.parent, links.child);
  const waiting = new Int32Array(links.size);
  for (const child of links.child) waiting[child] = at(waiting, child) + 1;
  const gens = base.slice();
  const ready: number[] = [];
  for (let row = 0; row < links.size; row++) if (at(waiting, row) === 0) ready.push(row);
  for (let row = ready.pop(); row !== undefined; row = ready.pop()) {
    for (let slot = at(down.offsets, row); slot < at(down.offsets, row + 1); slot++) {
      const child = at(down.heads, slot);
      gens[child] = Math.max(at(gens, child), at(gens, row) + 1);
      waiting[child] = at(waiting, child) - 1;
      if (at(waiting, child) === 0) ready.push(child);
    }
  }
  return gens;
}
