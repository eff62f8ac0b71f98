import type { Engine, EngineRow } from '../../source/engine.ts';
import { sqlText, sqlTextList } from '../../source/sql-text.ts';
import { finishStep } from './finish-step.ts';
import { matchRows } from './match-rows.ts';
import type { PrepareContext } from './prepare-context.ts';
import { prepareReferences } from './prepare-steps.ts';
import { keyRows, prepareValues, workRows } from './prepare-values.ts';
import { joinJunction, namedKeys, splitCells } from './read-lists.ts';
import type { NodeSource, StepRecipe } from './recipe.ts';
import { keyTable, rowTable, workTable } from './step-tables.ts';

/** One row of a step, prepared by itself: what the preparation of the whole run made of it, without preparing the run again. */
export interface InspectedRow {
  /** Cells by header, in the order of the sheet, as they were read. */
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
  readonly externalId: string | null;
  /** Final texts by position of the field in the mapping; null: not sent. */
  readonly values: readonly (string | null)[];
  readonly parents: readonly NamedParent[];
}

export interface NamedParent {
  readonly field: string;
  readonly node: string;
  readonly key: string;
  /** Row of the run; null for a key that only an earlier run knows. */
  readonly ord: number | null;
}

/**
 * Prepares one row. Of the nodes it refers to, only the rows with the keys it names are looked for: a scan of their key columns.
 * Null where the sheet has no such row.
 */
export async function inspectRow(
  context: PrepareContext,
  whole: StepRecipe,
  ord: number,
): Promise<InspectedRow | null> {
  const { engine } = context;
  const relation = `(SELECT * FROM ${whole.sheet.relation} WHERE ord = ${ord})`;
  const recipe = { ...whole, sheet: { ...whole.sheet, relation } };
  const [cells] = await engine.rows(`SELECT * FROM ${relation}`);
  if (cells === undefined) return null;
  await prepareValues(engine, recipe);
  await makeKeyTables(context, recipe);
  const seen = await prepareReferences(context, recipe);
  await finishStep(context, recipe, seen.ok ? seen.value : { unchecked: {}, warnings: [] });
  const [row] = await engine.rows(`SELECT * FROM ${rowTable(recipe.index)}`);
  return {
    cells: [...whole.sheet.columns].map(([column, name]) => ({ column, value: textOrNull(cells[name]) })),
    externalId: textOrNull(row?.xid),
    values: recipe.fields.map((_, j) => textOrNull(row?.[`f${j}`])),
    parents: await findParents(context, recipe, row ?? {}),
  };
}

/** Table `k<i>` of each node the row refers to, with the keys it names only. */
async function makeKeyTables({ engine, recipes }: PrepareContext, recipe: StepRecipe): Promise<void> {
  const named = new Map<string, string[]>();
  for (const [j, { source }] of recipe.fields.entries()) {
    if (source.kind !== 'node') continue;
    const keys = await keysNamed(engine, recipe, { j, source, parent: recipeOf(recipes, source.node) });
    named.set(source.node, [...(named.get(source.node) ?? []), ...keys]);
  }
  for (const [node, keys] of named) {
    const parent = recipeOf(recipes, node);
    const rows = `(${workRows(parent)}) WHERE key IN ${sqlTextList(keys)} AND`;
    await engine.run(`CREATE OR REPLACE TABLE ${keyTable(parent.index)} AS ${keyRows(parent, rows)}`);
  }
}

function recipeOf(recipes: PrepareContext['recipes'], node: string): StepRecipe {
  const recipe = recipes.get(node);
  if (!recipe) throw new Error(`The node "${node}" has no recipe.`);
  return recipe;
}

interface ReferencePlace {
  readonly j: number;
  readonly source: NodeSource;
  readonly parent: StepRecipe;
}

async function keysNamed(
  engine: Engine,
  recipe: StepRecipe,
  { j, source, parent }: ReferencePlace,
): Promise<readonly string[]> {
  await readNamed(engine, recipe, { j, source, parent });
  const rows = await engine.rows<{ k: string }>(
    `SELECT DISTINCT k FROM ${namedKeys(recipe, j, source)} WHERE k <> ''`,
  );
  return rows.map((row) => row.k);
}

async function readNamed(
  engine: Engine,
  recipe: StepRecipe,
  { j, source, parent }: ReferencePlace,
): Promise<void> {
  const [slot] = source.slots;
  if (source.list && slot) await splitCells(engine, recipe, { j, list: source.list, slot });
  if (source.junction) await joinJunction(engine, recipe, { j, junction: source.junction });
  if (source.match) await matchRows(engine, recipe, { j, source, parent });
}

async function findParents(
  { engine, recipes }: PrepareContext,
  recipe: StepRecipe,
  row: EngineRow,
): Promise<readonly NamedParent[]> {
  const parents: NamedParent[] = [];
  for (const [j, { name, source }] of recipe.fields.entries()) {
    const keys = row[`p${j}`];
    const parent = source.kind === 'node' ? recipes.get(source.node) : undefined;
    if (!parent || !Array.isArray(keys)) continue;
    const found = await engine.rows<{ key: string; ord: number }>(
      `SELECT key, ord FROM ${keyTable(parent.index)}`,
    );
    const ords = new Map(found.map(({ key, ord }) => [key, Number(ord)]));
    for (const key of keys.map(String))
      parents.push({ field: name, node: parent.step.node, key, ord: ords.get(key) ?? null });
  }
  return parents;
}

/** A place in a node where rows refer to another node, `parent`; `j` is the position of the reference in the mapping. */
export interface ChildPlace extends ReferencePlace {
  readonly recipe: StepRecipe;
}

/** Where rows may refer to rows of this node, in plan order. */
export function childPlaces(recipes: readonly StepRecipe[], node: string): readonly ChildPlace[] {
  const parent = recipes.find(({ step }) => step.node === node);
  if (!parent) return [];
  return recipes.flatMap((recipe) =>
    recipe.fields.flatMap(({ source }, j) =>
      source.kind === 'node' && source.node === node ? [{ recipe, j, source, parent }] : [],
    ),
  );
}

/** Positions of the rows that name this key there, after one of them, in sheet order. */
export async function findChildren(
  engine: Engine,
  { recipe, j, source, parent }: ChildPlace,
  of: { readonly key: string; readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  await engine.run(`CREATE OR REPLACE TEMP VIEW ${workTable(recipe.index)} AS ${workRows(recipe)}`);
  await readNamed(engine, recipe, { j, source, parent });
  const rows = await engine.rows<{ ord: number }>(
    `SELECT DISTINCT ord FROM ${namedKeys(recipe, j, source)} WHERE k = ${sqlText(of.key)} AND ord > ${of.after}
     ORDER BY ord LIMIT ${of.limit}`,
  );
  await engine.run(`DROP VIEW ${workTable(recipe.index)}`);
  return rows.map((row) => Number(row.ord));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
