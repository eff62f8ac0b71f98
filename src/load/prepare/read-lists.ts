import { compileSlots } from '../../mapping/compile-slots.ts';
import { canonicalKeySql } from '../../mapping/external-id.ts';
import { trimText } from '../../source/blanks.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import { keyOf } from './key-of.ts';
import type { JunctionSource, ListSource, LocatedSlot, NodeSource, StepRecipe } from './recipe.ts';
import { listTable, matchTable, NOT_TAKEN, workTable } from './step-tables.ts';

/** `l<i>_<j>(ord, src_row, pos, raw, v, e)`: the single values of a cell that holds several, of the rows that are taken. */
export async function splitCells(
  engine: Engine,
  recipe: StepRecipe,
  at: { readonly j: number; readonly list: ListSource; readonly slot: LocatedSlot },
): Promise<void> {
  const { list, slot } = at;
  const table = listTable(recipe.index, at.j);
  const pieces = `string_split(${list.cell}, ${sqlText(list.separator)})`;
  const base = `(SELECT * REPLACE (${trimText('part')} AS part) FROM (
    SELECT *, unnest(${pieces}) AS part, unnest(range(len(${pieces}))) AS pos FROM ${recipe.sheet.relation}
    WHERE ord IN (SELECT ord FROM ${workTable(recipe.index)} WHERE rule IS NULL)) WHERE ${trimText('part')} <> '')`;
  await engine.run(`CREATE OR REPLACE TABLE ${table} AS
    SELECT ord, src_row, pos, part AS raw, v${slot.id} AS v, e${slot.id} AS e FROM (${compileSlots([slot], base)})`);
  await reportParts(engine, recipe, { table, slot, field: recipe.fields[at.j]?.name ?? '' });
}

async function reportParts(
  engine: Engine,
  recipe: StepRecipe,
  of: { readonly table: string; readonly slot: LocatedSlot; readonly field: string },
): Promise<void> {
  for (const [position, { failure }] of of.slot.stages.entries()) {
    if (!failure) continue;
    await insertIssues(engine, recipe, {
      code: failure.code,
      field: of.field,
      headers: of.slot.headers,
      from: `SELECT ord, src_row, raw AS value FROM ${of.table} WHERE e = ${position}`,
      says: `shown || ${sqlText(` ${failure.problem}. ${failure.remedy}`)}`,
    });
  }
}

/** `l<i>_<j>(ord, src_row, pos, raw, k, via)`: the keys that the junction sheet gives to each row; `via` is its row. */
export async function joinJunction(
  engine: Engine,
  recipe: StepRecipe,
  at: { readonly j: number; readonly junction: JunctionSource },
): Promise<void> {
  const { j, junction } = at;
  const raw = `concat_ws(' / ', ${junction.to.map((slot) => slot.raw).join(', ')})`;
  const base = `(SELECT *, ${raw} AS raw FROM ${junction.sheet.relation})`;
  const pairs = `SELECT ord AS pos, src_row AS via, raw, ${keyOf(junction.from)} AS owner, ${keyOf(junction.to)} AS k
    FROM (${compileSlots([...junction.from, ...junction.to], base)})`;
  await engine.run(`CREATE OR REPLACE TABLE ${listTable(recipe.index, j)} AS
    SELECT w.ord, w.src_row, w.rule, pairs.pos, pairs.raw, pairs.k, pairs.via
    FROM (${pairs}) pairs LEFT JOIN (SELECT ord, src_row, rule, k${j} FROM ${workTable(recipe.index)}
      WHERE (rule IS NULL OR rule NOT IN ${NOT_TAKEN}) AND k${j} <> '') w ON w.k${j} = pairs.owner`);
}

/** Relation (ord, src_row, pos, raw, k, via) of the keys that the rows of a step name through one field. */
export function namedKeys(recipe: StepRecipe, j: number, source: NodeSource): string {
  const written = writtenKeys(recipe, j, source);
  if (!source.match) return written;
  return `(SELECT written.* REPLACE (matched.key AS k) FROM ${written} written
    JOIN ${matchTable(recipe.index, j)} matched ON matched.value = written.k WHERE matched.key IS NOT NULL)`;
}

/** The same as the rows say it: with `match`, `k` is made of what is compared, in the form of a key. */
export function writtenKeys(recipe: StepRecipe, j: number, source: NodeSource): string {
  const table = listTable(recipe.index, j);
  if (source.junction)
    return `(SELECT ord, src_row, pos, raw, k, via FROM ${table} WHERE ord IS NOT NULL AND rule IS NULL)`;
  if (source.list) {
    return `(SELECT ord, src_row, pos, raw, ${canonicalKeySql(['v'])} AS k, NULL AS via FROM ${table} WHERE v IS NOT NULL)`;
  }
  return `(SELECT ord, src_row, 0 AS pos, NULL AS raw, k${j} AS k, NULL AS via FROM ${workTable(recipe.index)}
    WHERE rule IS NULL AND k${j} <> '')`;
}
