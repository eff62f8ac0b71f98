import type { Engine, EngineRow } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import type { BlockedRow, PreparedRun, SimilarRows } from '../prepared-run.ts';
import type { PreparedStep } from '../prepared-step.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { GoneRow } from '../vanished/vanished-store.ts';
import type { StepRecipe } from './recipe.ts';
import { findSimilar } from './similar-rows.ts';
import { badTable, foretoldTable, NOT_TAKEN, rowTable, settledTable } from './step-tables.ts';

/** The prepared steps of a run as `load` reads them; every step has been through `prepareSteps`. */
export async function openPreparedRows(engine: Engine, recipes: readonly StepRecipe[]): Promise<PreparedRun> {
  for (const { index } of recipes) {
    await engine.run(`CREATE TABLE IF NOT EXISTS ${settledTable(index)}(ord BIGINT);
      CREATE TABLE IF NOT EXISTS ${badTable(index)}(ord BIGINT);
      CREATE TABLE IF NOT EXISTS ${foretoldTable(index)}(ord BIGINT);`);
  }
  return new PreparedRows(engine, recipes);
}

class PreparedRows implements PreparedRun {
  readonly steps: readonly PreparedStep[];
  readonly #engine: Engine;
  readonly #recipes: ReadonlyMap<string, StepRecipe>;

  constructor(engine: Engine, recipes: readonly StepRecipe[]) {
    this.#engine = engine;
    this.#recipes = new Map(recipes.map((recipe) => [recipe.step.node, recipe]));
    this.steps = recipes.map(({ step, fields }) => ({ step, fields }));
  }

  async lastGeneration(steps: readonly PreparedStep[]): Promise<number> {
    let last = 0;
    for (const { step } of steps) {
      const [row] = await this.#engine.rows<{ last: number | null }>(
        `SELECT max(gen) AS last FROM ${rowTable(step.index)} WHERE outcome IS NULL`,
      );
      last = Math.max(last, row?.last ?? 0);
    }
    return last;
  }

  async markSettled({ step }: PreparedStep, ords: readonly number[]): Promise<void> {
    await this.#engine.append(
      settledTable(step.index),
      ords.map((ord) => [ord]),
    );
  }

  async markBad({ step }: PreparedStep, ords: readonly number[]): Promise<void> {
    await this.#engine.append(
      badTable(step.index),
      ords.map((ord) => [ord]),
    );
  }

  async markForetold({ step }: PreparedStep, ords: readonly number[]): Promise<void> {
    await this.#engine.append(
      foretoldTable(step.index),
      ords.map((ord) => [ord]),
    );
  }

  async foretold(model: string, externalIds: readonly string[]): Promise<ReadonlySet<string>> {
    const makers = this.steps.filter(({ step }) => step.model === model);
    if (makers.length === 0 || externalIds.length === 0) return new Set();
    const asked = externalIds.map((id) => `(${sqlText(id)})`).join(', ');
    const made = makers.map(
      ({ step: { index } }) =>
        `SELECT xid FROM ${rowTable(index)} SEMI JOIN ${foretoldTable(index)} made USING (ord) SEMI JOIN asked USING (xid)`,
    );
    const rows = await this.#engine.rows<{ xid: string }>(
      `WITH asked(xid) AS (VALUES ${asked}) ${made.join(' UNION ALL ')}`,
    );
    return new Set(rows.map(({ xid }) => xid));
  }

  async blocked({ step }: PreparedStep, generation: number): Promise<readonly BlockedRow[]> {
    const recipe = this.#recipeOf(step.node);
    const links = recipe.fields.flatMap(({ source }, j) =>
      source.kind === 'node'
        ? [
            {
              node: source.node,
              sql: `SELECT ord, unnest(p${j}) AS key FROM ${openRows(step.index)} WHERE gen = ${generation} AND p${j} IS NOT NULL`,
            },
          ]
        : [],
    );
    return await this.#toBad(links);
  }

  async *rows(
    { step }: PreparedStep,
    generation: number,
    size: () => number,
  ): AsyncIterable<readonly RowToSend[]> {
    const sql = `SELECT sig, ${this.#rowColumns(step.node)} FROM ${openRows(step.index)} WHERE gen = ${generation} ORDER BY sig, ord`;
    let part: RowToSend[] = [];
    let sig: unknown = null;
    let most = size();
    for await (const chunk of this.#engine.stream(sql)) {
      for (const row of chunk) {
        if (part.length > 0 && (part.length >= most || row.sig !== sig)) {
          yield part;
          part = [];
          most = size();
        }
        sig = row.sig;
        part.push(this.#toRow(step.node, row));
      }
    }
    if (part.length > 0) yield part;
  }

  async rowsByOrd({ step }: PreparedStep, ords: readonly number[]): Promise<readonly RowToSend[]> {
    if (ords.length === 0) return [];
    const rows = await this.#engine.rows(
      `SELECT ${this.#rowColumns(step.node)} FROM ${rowTable(step.index)} WHERE ord IN (${ords.map(Number).join(', ')}) ORDER BY ord`,
    );
    return rows.map((row) => this.#toRow(step.node, row));
  }

  async deferred({ step }: PreparedStep): Promise<readonly RowToSend[]> {
    const recipe = this.#recipeOf(step.node);
    const rows = await this.#engine.rows<DeferredRow>(`
      SELECT n.ord, n.src_row, n.key, n.xid, d.field, d.value FROM deferred_values d JOIN ${rowTable(step.index)} n ON n.ord = d.ord
      WHERE d.step = ${step.index} AND n.outcome IS NULL ORDER BY n.ord`);
    const grouped = Map.groupBy(rows, (row) => Number(row.ord));
    return [...grouped.values()].map((group) => deferredRow(recipe, group));
  }

  async deferredToBad({ step }: PreparedStep): Promise<readonly BlockedRow[]> {
    const recipe = this.#recipeOf(step.node);
    const links = recipe.fields.flatMap(({ name, source }) =>
      source.kind === 'node'
        ? [
            {
              node: source.node,
              sql: `SELECT d.ord, unnest(d.parents) AS key FROM deferred_values d JOIN ${rowTable(step.index)} n ON n.ord = d.ord
                WHERE d.step = ${step.index} AND d.field = ${sqlText(name)} AND n.outcome IS NULL`,
            },
          ]
        : [],
    );
    return await this.#toBad(links);
  }

  /** Which of these links lead to a row without a record; one answer per row. */
  async #toBad(
    links: readonly { readonly node: string; readonly sql: string }[],
  ): Promise<readonly BlockedRow[]> {
    const blocked = new Map<number, BlockedRow>();
    for (const { node, sql } of links) {
      const rows = await this.#engine.rows<{ ord: number; key: string }>(`
        SELECT links.ord, min(links.key) AS key FROM (${sql}) links
        SEMI JOIN (${badKeys(this.#recipeOf(node).index)}) bad ON bad.key = links.key GROUP BY links.ord ORDER BY links.ord`);
      for (const { ord, key } of rows) {
        if (!blocked.has(Number(ord))) blocked.set(Number(ord), { ord: Number(ord), node, key });
      }
    }
    return [...blocked.values()].sort((a, b) => a.ord - b.ord);
  }

  async similar(
    { step }: PreparedStep,
    fresh: AsyncIterable<readonly number[]>,
    gone: AsyncIterable<readonly GoneRow[]>,
  ): Promise<readonly SimilarRows[]> {
    const recipe = this.#recipeOf(step.node);
    const columns = recipe.fields.flatMap(({ name }, j) => {
      const mapping = step.data.fields[name];
      return mapping === undefined || 'value' in mapping ? [] : [{ name, j }];
    });
    return await findSimilar(this.#engine, recipe, { fresh, gone, columns });
  }

  #recipeOf(node: string): StepRecipe {
    const recipe = this.#recipes.get(node);
    if (!recipe) throw new Error(`The node "${node}" is not prepared.`);
    return recipe;
  }

  #rowColumns(node: string): string {
    const fields = this.#recipeOf(node).fields.map((_, j) => `f${j}`);
    return ['ord', 'src_row', 'key', 'xid', ...fields].join(', ');
  }

  #toRow(node: string, row: EngineRow): RowToSend {
    return {
      ord: Number(row.ord),
      srcRow: Number(row.src_row),
      key: textOrNull(row.key) ?? '',
      externalId: textOrNull(row.xid) ?? '',
      values: this.#recipeOf(node).fields.map((_, j) => textOrNull(row[`f${j}`])),
      recordId: null,
    };
  }
}

type DeferredRow = {
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly xid: string;
  readonly field: string;
  readonly value: string;
};

function deferredRow(recipe: StepRecipe, group: readonly DeferredRow[]): RowToSend {
  const [first] = group;
  if (!first) throw new Error('A group of rows is never empty.');
  const values = new Map(group.map(({ field, value }) => [field, value]));
  return {
    ord: Number(first.ord),
    srcRow: Number(first.src_row),
    key: first.key,
    externalId: first.xid,
    values: recipe.fields.map(({ name }) => values.get(name) ?? null),
    recordId: null,
    isSecondWrite: true,
  };
}

/** Rows still to be loaded. */
export function openRows(index: number): string {
  return `(SELECT * FROM ${rowTable(index)} WHERE outcome IS NULL
    AND ord NOT IN (SELECT ord FROM ${settledTable(index)}) AND ord NOT IN (SELECT ord FROM ${badTable(index)}))`;
}

/**
 * Keys of rows without a record. A row skipped as a repetition (`distinct`) has none of its own, but its key is that of the row that was
 * taken: it makes no key bad.
 */
function badKeys(index: number): string {
  return `SELECT key FROM ${rowTable(index)} WHERE (rule IS NULL OR rule NOT IN ${NOT_TAKEN}) AND key <> ''
    AND (outcome = 'rejected' OR ord IN (SELECT ord FROM ${badTable(index)}))`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
