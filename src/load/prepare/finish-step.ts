import type { Issue } from '../../issue.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import { generatedId } from './key-of.ts';
import type { PrepareContext } from './prepare-context.ts';
import type { RecipeField, StepRecipe } from './recipe.ts';
import { type DirectParent, directParent, foundParents, isDirect, parentOf } from './resolve-nodes.ts';
import {
  answerTable,
  knownTable,
  listTable,
  matchRowTable,
  matchTable,
  parentTable,
  rowTable,
  workTable,
} from './step-tables.ts';

/** What preparation made of the rows of a step. */
export interface PreparedCounts {
  readonly node: string;
  readonly rows: number;
  readonly rejected: number;
  readonly skipped: number;
  /** Values that could not be looked up in Odoo, by field; only offline or in a check. */
  readonly unchecked: Readonly<Record<string, number>>;
  /** Problems that concern no row of the step. */
  readonly warnings: readonly Issue[];
}

/** Phase 3: `n<i>` with final values, required fields checked and outcomes set; the working tables go. */
export async function finishStep(
  context: PrepareContext,
  recipe: StepRecipe,
  seen: Pick<PreparedCounts, 'unchecked' | 'warnings'>,
): Promise<PreparedCounts> {
  const { engine } = context;
  const { index } = recipe;
  await engine.run(`CREATE OR REPLACE TABLE ${rowTable(index)} AS ${finalRows(context, recipe)}`);
  if (recipe.step.component !== null) await keepDeferred(context, recipe);
  for (const [j, field] of recipe.fields.entries()) await reportMissing(engine, recipe, { j, field });
  await engine.run(`
    UPDATE ${rowTable(index)} SET outcome = 'rejected'
    WHERE outcome IS NULL AND ord IN (SELECT ord FROM issues WHERE step = ${index} AND severity = 'error')`);
  await dropWork(engine, recipe);
  const [counts] = await engine.rows<{ rows: number; rejected: number; skipped: number }>(`
    SELECT count(*) AS rows, count(*) FILTER (outcome = 'rejected') AS rejected, count(*) FILTER (outcome = 'skipped') AS skipped
    FROM ${rowTable(index)}`);
  return {
    node: recipe.step.node,
    rows: Number(counts?.rows ?? 0),
    rejected: Number(counts?.rejected ?? 0),
    skipped: Number(counts?.skipped ?? 0),
    ...seen,
  };
}

function finalRows(context: PrepareContext, recipe: StepRecipe): string {
  const { index, fields } = recipe;
  const inComponent = recipe.step.component !== null;
  const directs = fields.map(({ source }, j) =>
    source.kind === 'node' && isDirect(source)
      ? directParent(recipe, { j, source, parent: parentOf(context, source) })
      : null,
  );
  const columns = fields.map((field, j) => finalColumns(field, j, inComponent, directs[j] ?? null));
  const joins = fields.flatMap(({ name, source }, j) => {
    if (source.kind === 'value') return [];
    const found = directs[j]?.joins ?? `LEFT JOIN ${parentTable(index, j)} r${j} ON r${j}.ord = w.ord`;
    const deferred = `LEFT JOIN (SELECT ord FROM deferred WHERE step = ${index} AND field = ${sqlText(name)}) d${j} ON d${j}.ord = w.ord`;
    return inComponent && source.kind === 'node' ? [found, deferred] : [found];
  });
  if (inComponent) {
    joins.push(`LEFT JOIN (SELECT ord, gen FROM gens WHERE step = ${index}) g ON g.ord = w.ord`);
  }
  const sent = fields.map((_, j) => `CASE WHEN f${j} IS NULL THEN '0' ELSE '1' END`);
  return `
    SELECT ord, src_row, key, xid, outcome, rule, record_id, gen, ${sent.length === 0 ? "''" : sent.join(' || ')} AS sig,
      * EXCLUDE (ord, src_row, key, xid, outcome, rule, record_id, gen)
    FROM (SELECT ${[
      `w.ord, w.src_row, w.key, ${recipe.givenId ? 'w.xid' : `CASE WHEN w.key <> '' THEN ${generatedId(recipe, 'w.key')} END AS xid`}`,
      "CASE WHEN w.rule IS NOT NULL THEN 'skipped' END AS outcome, w.rule, w.record_id",
      `${inComponent ? 'coalesce(g.gen, 0)' : '0'}::INTEGER AS gen`,
      ...columns,
    ].join(', ')} FROM ${workTable(index)} w ${joins.join(' ')})`;
}

function finalColumns(
  { source, clears }: RecipeField,
  j: number,
  inComponent: boolean,
  direct: DirectParent | null,
): string {
  const value = source.kind === 'value' ? `w.v${source.slot.id}` : (direct?.xid ?? `r${j}.xids`);
  const isUnchecked = source.kind === 'record' ? `WHEN r${j}.unchecked THEN NULL ` : '';
  const cleared = clears ? `CASE ${isUnchecked}WHEN TRUE THEN coalesce(${value}, '') END` : value;
  if (source.kind !== 'node') return `${cleared} AS f${j}`;
  const unlessDeferred = (what: string) =>
    inComponent ? `CASE WHEN d${j}.ord IS NULL THEN ${what} END` : what;
  const keys =
    direct === null ? `r${j}.keys` : `CASE WHEN ${direct.xid} IS NOT NULL THEN [${direct.key}] END`;
  return `${unlessDeferred(cleared)} AS f${j}, ${unlessDeferred(keys)} AS p${j}`;
}

/** The values of fields that close a cycle of rows, for the second write. */
async function keepDeferred(context: PrepareContext, recipe: StepRecipe): Promise<void> {
  for (const [j, { name, source }] of recipe.fields.entries()) {
    if (source.kind !== 'node') continue;
    const found = foundParents(recipe, { j, source, parent: parentOf(context, source) });
    await context.engine.run(`
      INSERT INTO deferred_values SELECT d.step, d.ord, d.field, r.xids, r.keys FROM deferred d
      JOIN ${found} r ON r.ord = d.ord WHERE d.step = ${recipe.index} AND d.field = ${sqlText(name)}`);
  }
}

/** Odoo refuses a record without a required value: said here, before a batch is lost to it. */
async function reportMissing(
  engine: Engine,
  recipe: StepRecipe,
  { j, field }: { readonly j: number; readonly field: RecipeField },
): Promise<void> {
  if (field.needed === 'never') return;
  const { index, sheet } = recipe;
  const { source, name, schema } = field;
  const empty = field.needed === 'always' ? `coalesce(f${j}, '') = ''` : `f${j} = ''`;
  const unchecked =
    source.kind === 'record'
      ? ` AND ord NOT IN (SELECT ord FROM ${parentTable(index, j)} WHERE unchecked)`
      : '';
  const rows = `SELECT ord FROM ${rowTable(index)} WHERE outcome IS NULL AND ${empty}${unchecked}
    AND ord NOT IN (SELECT ord FROM issues WHERE step = ${index} AND field = ${sqlText(name)})`;
  const slots = source.kind === 'node' ? source.slots : [source.slot];
  const listed = source.kind !== 'value' && source.list;
  const raw = listed ? 'NULL' : `concat_ws(' / ', ${slots.map((slot) => slot.raw).join(', ')})`;
  await insertIssues(engine, recipe, {
    code: 'required_missing',
    field: name,
    headers: slots.flatMap((slot) => slot.headers),
    from: `SELECT ord, src_row, coalesce(${raw}, '') AS value FROM ${sheet.relation} WHERE ord IN (${rows})`,
    says: `CASE WHEN value = '' THEN '' ELSE shown || ' counts as empty: ' END || ${sqlText(`Odoo needs a value for "${schema.label}" (${name}). Fill in the cell, or give a default in the mapping.`)}`,
  });
}

async function dropWork(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { index, fields } = recipe;
  const tables = fields.flatMap((_, j) => [
    listTable(index, j),
    parentTable(index, j),
    answerTable(index, j),
    knownTable(index, j),
    matchTable(index, j),
    matchRowTable(index, j),
  ]);
  await engine.run([workTable(index), ...tables].map((table) => `DROP TABLE IF EXISTS ${table};`).join(' '));
}
