import type { Issue } from '../../issue.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import { generatedId } from './key-of.ts';
import { matchRows, reportUnmatched } from './match-rows.ts';
import { CHUNK, type PrepareContext } from './prepare-context.ts';
import { joinJunction, namedKeys, splitCells } from './read-lists.ts';
import type { NodeSource, StepRecipe } from './recipe.ts';
import { keyTable, knownTable, listTable, matchTable, parentTable, workTable } from './step-tables.ts';

/**
 * References to rows of a node, by its key or what stands for it (`match-rows.ts`): `x<i>_<j>(key, xid)`, the keys that the node's sheet has not, with the external ID where an
 * earlier run knows one (key map); and where a row may name several, `r<i>_<j>(ord, keys, xids)`. A key of a rejected row resolves too:
 * `load` blocks the child then, and names the row.
 */
export async function resolveNodeReference(
  context: PrepareContext,
  recipe: StepRecipe,
  at: { readonly j: number; readonly source: NodeSource },
): Promise<readonly Issue[]> {
  const { engine } = context;
  const { j, source } = at;
  const [slot] = source.slots;
  if (source.list && slot) await splitCells(engine, recipe, { j, list: source.list, slot });
  const warnings = source.junction ? await joinAndWarn(engine, recipe, { j, source }) : [];
  const parent = parentOf(context, source);
  if (source.match) {
    await matchRows(engine, recipe, { j, source, parent });
    await reportUnmatched(engine, recipe, { j, source, parent });
  }
  const named = namedKeys(recipe, j, source);
  await askKnownKeys(context, recipe, { j, named, parent });
  if (!isDirect(source)) {
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${parentTable(recipe.index, j)} AS ${severalParents(recipe, { j, named, parent })}`,
    );
  }
  if (source.onMissing === 'reject' && !source.match)
    await reportMissing(engine, recipe, { j, source, named, parent });
  return warnings;
}

interface Place {
  readonly j: number;
  readonly named: string;
  readonly parent: StepRecipe;
}

async function askKnownKeys(
  { engine, memory }: PrepareContext,
  recipe: StepRecipe,
  { j, named, parent }: Place,
): Promise<void> {
  const table = knownTable(recipe.index, j);
  const missing = `${table}_missing`;
  await engine.run(`CREATE OR REPLACE TABLE ${table}_run(key VARCHAR, xid VARCHAR);
    CREATE OR REPLACE TABLE ${missing} AS SELECT row_number() OVER (ORDER BY k) AS no, k FROM (
      SELECT DISTINCT k FROM ${named} named ANTI JOIN ${keyTable(parent.index)} parent ON parent.key = named.k WHERE k <> '')`);
  for (let from = 0; ; from += CHUNK) {
    const rows = await engine.rows<{ k: string }>(
      `SELECT k FROM ${missing} WHERE no > ${from} AND no <= ${from + CHUNK} ORDER BY no`,
    );
    if (rows.length === 0) break;
    const known = await memory.knownKeys(
      parent.step.node,
      rows.map((row) => row.k),
    );
    await engine.append(`${table}_run`, [...known]);
  }
  await engine.run(`
    CREATE OR REPLACE TABLE ${table} AS SELECT k AS key, xid FROM ${missing} LEFT JOIN ${table}_run ON key = k;
    DROP TABLE ${missing}; DROP TABLE ${table}_run;`);
}

export function parentOf({ recipes }: PrepareContext, { node }: NodeSource): StepRecipe {
  const parent = recipes.get(node);
  if (!parent) throw new Error(`The node "${node}" is not prepared yet.`);
  return parent;
}

/** The row names one parent at most, in cells of its own. */
export function isDirect({ list, junction }: NodeSource): boolean {
  return list === null && junction === null;
}

export interface DirectParent {
  /** To stand behind the working rows `w`. */
  readonly joins: string;
  readonly key: string;
  /** SQL of the external ID, null where there is no such parent. */
  readonly xid: string;
}

/** The parent of a direct reference, without a table in between: an external ID that no sheet gives is a function of the key. */
export function directParent(
  recipe: StepRecipe,
  { j, source, parent }: Pick<Place, 'j' | 'parent'> & { readonly source: NodeSource },
): DirectParent {
  const key = source.match ? `m${j}.key` : `w.k${j}`;
  const matched = source.match
    ? `LEFT JOIN ${matchTable(recipe.index, j)} m${j} ON m${j}.value = w.k${j} `
    : '';
  const known = `${matched}LEFT JOIN ${knownTable(recipe.index, j)} x${j} ON x${j}.key = ${key}`;
  const named = `w.rule IS NULL AND ${key} <> ''`;
  if (parent.givenId) {
    const joins = `${known} LEFT JOIN ${keyTable(parent.index)} k${j} ON k${j}.key = ${key}`;
    return { joins, key, xid: `CASE WHEN ${named} THEN coalesce(k${j}.xid, x${j}.xid) END` };
  }
  const xid = `CASE WHEN x${j}.key IS NULL THEN ${generatedId(parent, key)} ELSE x${j}.xid END`;
  return { joins: known, key, xid: `CASE WHEN ${named} THEN ${xid} END` };
}

/** Relation (ord, keys, xids) of the parents found. */
export function foundParents(
  recipe: StepRecipe,
  { j, source, parent }: Pick<Place, 'j' | 'parent'> & { readonly source: NodeSource },
): string {
  if (!isDirect(source)) return parentTable(recipe.index, j);
  const { joins, key, xid } = directParent(recipe, { j, source, parent });
  return `(SELECT * FROM (SELECT w.ord, [${key}] AS keys, ${xid} AS xids FROM ${workTable(recipe.index)} w ${joins}) WHERE xids IS NOT NULL)`;
}

function severalParents(recipe: StepRecipe, { j, named, parent }: Place): string {
  const given = parent.givenId ? `LEFT JOIN ${keyTable(parent.index)} parent ON parent.key = named.k` : '';
  const own = parent.givenId ? 'parent.xid' : generatedId(parent, 'named.k');
  const found = `SELECT * FROM (
    SELECT named.ord, named.pos, named.k, CASE WHEN known.key IS NULL THEN ${own} ELSE known.xid END AS xid
    FROM ${named} named ${given} LEFT JOIN ${knownTable(recipe.index, j)} known ON known.key = named.k WHERE named.k <> '')
    WHERE xid IS NOT NULL`;
  // one list of structs, sorted by itself: ordered aggregates took four times as long for a million values
  return `
    SELECT ord, list_transform(parents, lambda parent: parent.k) AS keys,
      array_to_string(list_transform(parents, lambda parent: parent.xid), ',') AS xids
    FROM (SELECT ord, list_sort(list({'pos': pos, 'k': k, 'xid': xid})) AS parents FROM (
      SELECT ord, k, any_value(xid) AS xid, min(pos) AS pos FROM (${found}) GROUP BY ord, k) GROUP BY ord)`;
}

async function reportMissing(
  engine: Engine,
  recipe: StepRecipe,
  { j, named, parent, source }: Place & { readonly source: NodeSource },
): Promise<void> {
  const missing = `SELECT named.ord, named.src_row, named.pos, named.raw, named.via FROM ${named} named
    LEFT JOIN ${knownTable(recipe.index, j)} known ON known.key = named.k
    WHERE named.k = '' OR (known.key IS NOT NULL AND known.xid IS NULL)`;
  const { junction } = source;
  const raw = source.slots.map((slot) => slot.raw).join(', ');
  const single = `SELECT sheet.ord, sheet.src_row, concat_ws(' / ', ${raw}) AS value, NULL AS via
    FROM ${recipe.sheet.relation} sheet JOIN (${missing}) missing ON missing.ord = sheet.ord`;
  const several = `SELECT ord, src_row, raw AS value, via FROM (${missing}) ORDER BY ord, pos`;
  const here = `no row of "${parent.step.node}" has the key `;
  const there = ` in sheet "${parent.sheet.name}". Add it there or fix the cell.`;
  await insertIssues(engine, recipe, {
    code: 'reference_not_found',
    field: recipe.fields[j]?.name ?? null,
    headers: (junction?.to ?? source.slots).flatMap((slot) => slot.headers),
    from: source.list || junction ? several : single,
    says: junction
      ? `'row ' || via || ${sqlText(` of "${junction.sheet.name}" names `)} || shown || ${sqlText(`, but ${here}`)} || shown || ${sqlText(there)}`
      : `${sqlText(here)} || shown || ${sqlText(there)}`,
  });
}

/** Junction rows that belong to no row of this step are links that go nowhere: said once, with examples. */
async function joinAndWarn(
  engine: Engine,
  recipe: StepRecipe,
  { j, source }: { readonly j: number; readonly source: NodeSource },
): Promise<readonly Issue[]> {
  const { junction } = source;
  if (!junction) return [];
  await joinJunction(engine, recipe, { j, junction });
  const [lost] = await engine.rows<{ n: number; examples: string | null; first: number }>(`
    SELECT count(*) AS n, array_to_string(list(via ORDER BY via)[1:10], ', ') AS examples, min(via) AS first
    FROM ${listTable(recipe.index, j)} WHERE ord IS NULL`);
  if (!lost || Number(lost.n) === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'reference_not_found',
      node: recipe.step.node,
      field: recipe.fields[j]?.name,
      sheet: junction.sheet.name,
      row: Number(lost.first),
      column: junction.from.flatMap((slot) => slot.headers).join(', '),
      message: `${lost.n} ${Number(lost.n) === 1 ? 'row' : 'rows'} of "${junction.sheet.name}" (${lost.examples}) name no row that "${recipe.step.node}" takes from "${recipe.sheet.name}", so they link nothing. Add the missing rows or correct the cells.`,
    },
  ];
}
