import { join } from 'node:path';
import type { Issue } from '../../src/issue.ts';
import type { Answer, FoundRecord, LoadAnswer, LoadCall, Target } from '../../src/load/ports.ts';
import type { PreparedCounts } from '../../src/load/prepare/finish-step.ts';
import { makeRecipe } from '../../src/load/prepare/make-recipe.ts';
import { NO_MEMORY, type PrepareContext } from '../../src/load/prepare/prepare-context.ts';
import { prepareSteps } from '../../src/load/prepare/prepare-steps.ts';
import { readIssues } from '../../src/load/prepare/read-prepared.ts';
import type { StepRecipe } from '../../src/load/prepare/recipe.ts';
import { compileFormulas } from '../../src/mapping/formula/compile-formula.ts';
import type { FieldSchema, SchemaSnapshot } from '../../src/mapping/target-schema.ts';
import { formulaTexts } from '../../src/plan/check-formulas.ts';
import type { GraphSpec, ModelData } from '../../src/plan/graph-spec.ts';
import type { PlanStep, StepReference } from '../../src/plan/plan.ts';
import type { DatasetManifest, SheetInfo } from '../../src/source/dataset.ts';
import type { EngineRow } from '../../src/source/engine.ts';
import { type OpenEngine, openEngine } from '../../src/source/engine-client.ts';

type Cell = string | null;
/** Header, then rows; the header is row 1. */
export type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>;

export interface TestNode {
  readonly id: string;
  readonly sheet: string;
  readonly key: ModelData['key'];
  readonly fields: ModelData['fields'];
  readonly data?: Partial<ModelData>;
  readonly component?: number;
  readonly references?: readonly StepReference[];
}

/** Small sheets in a real engine, and the steps of a graph over them. */
export interface Workbench extends AsyncDisposable {
  readonly engine: OpenEngine;
  readonly recipes: ReadonlyMap<string, StepRecipe>;
  /** Prepares the nodes of one component (or one node), by id. */
  prepare(ids: readonly string[], context?: Partial<PrepareContext>): Promise<readonly PreparedCounts[]>;
  tryPrepare(
    ids: readonly string[],
    context?: Partial<PrepareContext>,
  ): Promise<Answer<readonly PreparedCounts[]>>;
  /** Rows of `n<i>` in sheet order. */
  rows(id: string): Promise<readonly EngineRow[]>;
  issues(id: string): Promise<readonly Issue[]>;
}

export interface WorkbenchInput {
  readonly sheets: Sheets;
  readonly nodes: readonly TestNode[];
  /** Fields by model; every node's model is `x.<id>`. */
  readonly schema?: Readonly<Record<string, Readonly<Record<string, Partial<FieldSchema>>>>>;
  readonly nullTokens?: readonly string[];
  readonly engine?: OpenEngine;
}

export async function openWorkbench(input: WorkbenchInput): Promise<Workbench> {
  const engine = input.engine ?? (await openEngine());
  const manifest = await storeSheets(engine, input);
  const formulas = await compileFormulas(engine, formulaTexts(graphOf(input.nodes)));
  const recipes = new Map(
    input.nodes.map((node, index) => [
      node.id,
      makeRecipe({
        step: stepOf(node, index),
        namespace: 'shop',
        manifest,
        sheetPath: (sheet) => pathOf(engine, manifest, sheet),
        snapshot: snapshotOf(input.schema ?? {}),
        formulas,
      }),
    ]),
  );
  const tryPrepare: Workbench['tryPrepare'] = (ids, context) =>
    prepareSteps(
      {
        engine,
        target: null,
        memory: NO_MEMORY,
        creates: { foretold: new Map(), trial: null },
        recipes,
        ...context,
      },
      ids.map((id) => recipeOf(recipes, id)),
    );
  return {
    engine,
    recipes,
    tryPrepare,
    prepare: async (ids, context) => {
      const answer = await tryPrepare(ids, context);
      if (!answer.ok) throw new Error(answer.fault.message);
      return answer.value;
    },
    rows: (id) => engine.rows(`SELECT * FROM n${recipeOf(recipes, id).index} ORDER BY ord`),
    issues: async (id) => {
      const found: Issue[] = [];
      for await (const part of readIssues(engine, recipeOf(recipes, id))) {
        found.push(...part.map(({ issue }) => issue));
      }
      return found;
    },
    [Symbol.asyncDispose]: async () => {
      if (!input.engine) await engine.close();
    },
  };
}

function graphOf(nodes: readonly TestNode[]): GraphSpec {
  return {
    name: 'test',
    nodes: nodes.map((node) => ({ id: node.id, type: 'model', data: stepOf(node, 0).data })),
  };
}

function recipeOf(recipes: ReadonlyMap<string, StepRecipe>, id: string): StepRecipe {
  const recipe = recipes.get(id);
  if (!recipe) throw new Error(`no node ${id}`);
  return recipe;
}

let stored = 0;

async function storeSheets(engine: OpenEngine, input: WorkbenchInput): Promise<DatasetManifest> {
  const sheets: SheetInfo[] = [];
  for (const [name, [headers = [], ...rows]] of Object.entries(input.sheets)) {
    stored += 1;
    const storedAs = `${stored}.parquet`;
    const columns = headers.map((header, c) => ({ header: header ?? '', name: `c${c}`, emptyCells: 0 }));
    const types = columns.map((column) => `${column.name} VARCHAR`).join(', ');
    await engine.run(`CREATE TABLE sheet_${stored}(src_row BIGINT, ${types})`);
    await engine.append(
      `sheet_${stored}`,
      rows.map((row, at) => [at + 2, ...headers.map((_, c) => row[c] || null)]),
    );
    await engine.run(
      `COPY sheet_${stored} TO '${join(engine.folder, storedAs)}' (FORMAT parquet); DROP TABLE sheet_${stored}`,
    );
    const format = { kind: 'csv', headerRow: 1, nullTokens: input.nullTokens ?? [] } as const;
    sheets.push({
      name,
      file: `${name}.csv`,
      columns,
      rowCount: rows.length,
      hidden: false,
      storedAs,
      format,
    });
  }
  return { id: 'ds', name: 'ds', hash: '', createdAt: '', files: [], sheets, issues: [] };
}

function pathOf(engine: OpenEngine, manifest: DatasetManifest, sheet: string): string {
  const storedAs = manifest.sheets.find(({ name }) => name === sheet)?.storedAs;
  return join(engine.folder, storedAs ?? 'none');
}

function stepOf(node: TestNode, index: number): PlanStep {
  const model = `x.${node.id}`;
  const data: ModelData = { odooModel: model, key: node.key, fields: node.fields, ...node.data };
  return {
    node: node.id,
    index,
    model,
    sheet: node.sheet,
    data,
    level: 0,
    dependsOn: [],
    component: node.component ?? null,
    references: node.references ?? [],
  };
}

export function snapshotOf(
  models: Readonly<Record<string, Readonly<Record<string, Partial<FieldSchema>>>>>,
): SchemaSnapshot {
  const rights = { read: true, create: true, write: true, unlink: true };
  return {
    serverVersion: '19.0',
    majorVersion: 19,
    database: 'test',
    installedModules: null,
    languages: null,
    hash: '',
    models: Object.fromEntries(
      Object.entries(models).map(([model, fields]) => [
        model,
        {
          model,
          rights,
          fields: Object.fromEntries(
            Object.entries(fields).map(([name, field]) => [
              name,
              { name, type: 'char', label: name, required: false, readonly: false, store: true, ...field },
            ]),
          ),
        },
      ]),
    ),
  };
}

/** Records of models in memory; counts the questions it is asked. */
export class RecordsTarget implements Target {
  readonly asked: string[][] = [];
  readonly loads: LoadCall[] = [];
  readonly externalIds = new Map<string, number>();
  readonly #records: Readonly<Record<string, readonly FoundRecord[]>>;
  /** Refuses a `load` that holds this value. */
  readonly #refused: string | null;

  constructor(records: Readonly<Record<string, readonly FoundRecord[]>>, refused: string | null = null) {
    this.#records = records;
    this.#refused = refused;
  }

  findByField(
    model: string,
    field: string,
    values: readonly string[],
  ): Promise<Answer<readonly FoundRecord[]>> {
    this.asked.push([`${model}.${field}`, ...values]);
    const found = (this.#records[model] ?? []).filter(({ value }) => values.includes(value));
    return Promise.resolve({ ok: true, value: found });
  }

  findById(model: string, ids: readonly number[]): Promise<Answer<readonly number[]>> {
    const known = (this.#records[model] ?? []).map(({ id }) => id);
    return Promise.resolve({ ok: true, value: ids.filter((id) => known.includes(id)) });
  }

  findByExternalId(_model: string, ids: readonly string[]): Promise<Answer<ReadonlyMap<string, number>>> {
    const found = ids.flatMap((id) => {
      const record = this.externalIds.get(id);
      return record === undefined ? [] : [[id, record] as const];
    });
    return Promise.resolve({ ok: true, value: new Map(found) });
  }

  async tryLoad(call: LoadCall): Promise<Answer<LoadAnswer>> {
    const answer = await this.load(call);
    this.loads.pop();
    return answer;
  }

  findForeignExternalIds(): Promise<Answer<ReadonlyMap<string, string>>> {
    return Promise.resolve({ ok: true, value: new Map() });
  }

  newestId(): Promise<Answer<number>> {
    return Promise.resolve({ ok: true, value: Math.max(0, ...this.externalIds.values()) });
  }

  load(call: LoadCall): Promise<Answer<LoadAnswer>> {
    this.loads.push(call);
    const bad = call.rows.some((row) => row.includes(this.#refused ?? '\u0000'));
    if (bad) {
      const messages = [{ type: 'error', message: 'Not allowed.' }] as const;
      return Promise.resolve({ ok: true, value: { ids: null, messages, nextrow: 0 } });
    }
    const ids = call.rows.map(([xid = '']) => {
      const id = this.externalIds.get(xid) ?? 1000 + this.externalIds.size;
      this.externalIds.set(xid, id);
      return id;
    });
    return Promise.resolve({ ok: true, value: { ids, messages: [], nextrow: 0 } });
  }

  readonly writeEach = null;
  write(): Promise<never> {
    return Promise.reject(new Error('preparation writes no records'));
  }

  read(): Promise<never> {
    return Promise.reject(new Error('preparation reads no records'));
  }

  peek(): Promise<never> {
    return Promise.reject(new Error('preparation peeks at no records'));
  }

  findByValues(): Promise<never> {
    return Promise.reject(new Error('preparation looks for no candidates'));
  }

  createExternalIds(): Promise<never> {
    return Promise.reject(new Error('preparation writes no external IDs'));
  }

  deleteExternalIds(): Promise<never> {
    return Promise.reject(new Error('preparation writes no external IDs'));
  }

  unlink(): Promise<never> {
    return Promise.reject(new Error('preparation deletes nothing'));
  }

  inboundFields(): Promise<never> {
    return Promise.reject(new Error('preparation looks at no referrers'));
  }

  findReferrers(): Promise<never> {
    return Promise.reject(new Error('preparation looks at no referrers'));
  }

  snapshot(): Promise<never> {
    return Promise.reject(new Error('preparation takes no snapshot'));
  }
}
