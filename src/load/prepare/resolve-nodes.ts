import type { Issue } from '../../issue.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import { CHUNK, type PrepareContext } from './prepare-context.ts';
import { joinJunction, namedKeys, splitCells } from './read-lists.ts';
import type { NodeSource, StepRecipe } from './recipe.ts';
import { keyTable, knownTable, listTable, parentTable } from './step-tables.ts';

/**
 * References to rows of a node, by its key: `r<i>_<j>(ord, keys, xids)`. A key that the node's sheet has not may be one of an earlier
 * run (key map). A key of a rejected row resolves too: `load` blocks the child then, and names the row.
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
  const parent = context.recipes.get(source.node);
  if (!parent) throw new Error(`The node "${source.node}" is not prepared yet.`);
  const named = namedKeys(recipe, j, source);
  await askKnownKeys(context, recipe, { j, named, parent });
  await collectParents(engine, recipe, { j, source, named, parent });
  if (source.onMissing === 'reject') await reportMissing(engine, recipe, { j, source, named, parent });
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
  await engine.run(`CREATE OR REPLACE TABLE ${table}(key VARCHAR, xid VARCHAR);
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
    await engine.append(table, [...known]);
  }
  await engine.run(`DROP TABLE ${missing}`);
}

async function collectParents(
  engine: Engine,
  recipe: StepRecipe,
  { j, named, parent, source }: Place & { readonly source: NodeSource },
): Promise<void> {
  const found = `SELECT named.ord, named.pos, named.k, coalesce(parent.xid, known.xid) AS xid FROM ${named} named
    LEFT JOIN ${keyTable(parent.index)} parent ON parent.key = named.k
    LEFT JOIN ${knownTable(recipe.index, j)} known ON known.key = named.k
    WHERE coalesce(parent.xid, known.xid) IS NOT NULL`;
  // one list of structs, sorted by itself: ordered aggregates took four times as long for a million values
  const several = source.list !== null || source.junction !== null;
  await engine.run(
    `CREATE OR REPLACE TABLE ${parentTable(recipe.index, j)} AS ${
      several
        ? `SELECT ord, list_transform(parents, lambda parent: parent.k) AS keys,
             array_to_string(list_transform(parents, lambda parent: parent.xid), ',') AS xids, FALSE AS unchecked
           FROM (SELECT ord, list_sort(list({'pos': pos, 'k': k, 'xid': xid})) AS parents FROM (
             SELECT ord, k, any_value(xid) AS xid, min(pos) AS pos FROM (${found}) GROUP BY ord, k) GROUP BY ord)`
        : `SELECT ord, [k] AS keys, xid AS xids, FALSE AS unchecked FROM (${found})`
    }`,
  );
}

async function reportMissing(
  engine: Engine,
  recipe: StepRecipe,
  { j, named, parent, source }: Place & { readonly source: NodeSource },
): Promise<void> {
  const missing = `SELECT named.ord, named.src_row, named.pos, named.raw, named.via FROM ${named} named
    ANTI JOIN ${keyTable(parent.index)} parent ON parent.key = named.k
    ANTI JOIN ${knownTable(recipe.index, j)} known ON known.key = named.k`;
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
