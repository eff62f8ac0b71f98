import { type CycleCut, cutCycles, type RowLinks } from '../../plan/cut-cycles.ts';
import {
  FIRST_ROUND,
  isTooSlow,
  layerLinks,
  leftTable,
  ROWS_PER_STEP,
  roundSql,
  startSql,
} from '../../plan/generations.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';

/** Steps that refer to each other, or one that refers to itself. */
export interface RowComponent {
  readonly steps: readonly {
    readonly index: number;
    readonly sheet: string;
    /** Table with the rows of the step: `ord`, `src_row`. */
    readonly rows: string;
  }[];
}

export interface LayeredRows {
  /** Largest generation. */
  readonly lastGeneration: number;
  /** Fields left for a second write, counted per row. */
  readonly deferred: number;
  /** Rows that got a `reference_cycle` issue: nothing can be written first. */
  readonly stuck: number;
}

/**
 * Layers the rows of a component by generation: parents first, each generation one set-based round. Reads table `links`
 * (cs, co, ps, po, field, deferrable), writes for these steps, anew when repeated:
 * - `gens(step, ord, gen)`: rows that refer or are referred to; any other row is of generation 0;
 * - `deferred(step, ord, field)`: fields that close a real cycle of rows and are written after both ends exist;
 * - `issues`: `reference_cycle` for each row in a cycle of which no field can be deferred; it gets no generation.
 */
export async function layerRows(engine: Engine, component: RowComponent): Promise<LayeredRows> {
  const steps = component.steps.map(({ index }) => index);
  await engine.run(`
    CREATE TABLE IF NOT EXISTS gens(step INTEGER, ord BIGINT, gen INTEGER);
    CREATE TABLE IF NOT EXISTS deferred(step INTEGER, ord BIGINT, field VARCHAR);
    DELETE FROM gens WHERE step IN (${steps.join(', ')});
    DELETE FROM deferred WHERE step IN (${steps.join(', ')});
    DELETE FROM issues WHERE step IN (${steps.join(', ')}) AND code = 'reference_cycle';
    ${startSql(steps)}`);
  const cut = await layerLeft(engine, component);
  await engine.run(`
    INSERT INTO gens SELECT id // ${ROWS_PER_STEP}, id % ${ROWS_PER_STEP}, gen FROM layer_gens ORDER BY id`);
  const last = await countOf(engine, 'SELECT coalesce(max(gen), 0) AS n FROM layer_gens');
  await engine.run(DROP_WORK);
  return { lastGeneration: last, deferred: cut?.deferred.length ?? 0, stuck: cut?.stuck.length ?? 0 };
}

const WORK = [
  'layer_fields',
  'layer_links',
  'layer_gens',
  'layer_left_0',
  'layer_left_1',
  'layer_ids',
  'layer_core_0',
  'layer_core_1',
  'layer_cut',
  'layer_stuck',
  'layer_path',
  'layer_deep',
];
const DROP_WORK = WORK.map((table) => `DROP TABLE IF EXISTS ${table};`).join('\n');

/** Rounds until nothing is left; what rounds cannot do goes to typed arrays. Cycles are cut once, all of them. */
async function layerLeft(engine: Engine, component: RowComponent): Promise<CycleCut | null> {
  const first = await runRounds(engine);
  if (first.end === 'done') return null;
  const core = first.end === 'stuck' ? await findCore(engine, first.left) : first.left;
  const links = await readLinks(engine, core);
  const cut = cutCycles(links);
  if (cut.deferred.length === 0 && cut.stuck.length === 0) {
    await layerDeep(engine, first.left, links);
    return null;
  }
  await applyCut(engine, component, cut);
  const second = await runRounds(engine);
  if (second.end !== 'done') await layerDeep(engine, second.left, await readLinks(engine, second.left));
  return cut;
}

interface Rounds {
  /** `stuck`: a round freed no row, so real cycles are left; `deep`: rounds became too slow. */
  readonly end: 'done' | 'stuck' | 'deep';
  readonly left: string;
}

async function runRounds(engine: Engine): Promise<Rounds> {
  await engine.run(FIRST_ROUND);
  for (let gen = 1; ; gen++) {
    await engine.run(roundSql(gen));
    const left = await countOf(engine, `SELECT count(*) AS n FROM ${leftTable(gen)}`);
    const freed = await countOf(engine, `SELECT count(*) AS n FROM layer_gens WHERE gen = ${gen}`);
    if (left === 0) return { end: 'done', left: leftTable(gen) };
    if (freed === 0) return { end: 'stuck', left: leftTable(gen) };
    if (isTooSlow(gen, freed, left)) return { end: 'deep', left: leftTable(gen) };
  }
}

/** Takes rows that nothing left refers to out of the rest, round by round: a small cycle may have a whole tree below it. */
async function findCore(engine: Engine, left: string): Promise<string> {
  let [core, size] = [left, await countOf(engine, `SELECT count(*) AS n FROM ${left}`)];
  for (let round = 1; ; round++) {
    const next = `layer_core_${round % 2}`;
    await engine.run(
      `CREATE OR REPLACE TABLE ${next} AS SELECT * FROM ${core} SEMI JOIN (SELECT p AS used FROM ${core}) u ON u.used = c`,
    );
    const count = await countOf(engine, `SELECT count(*) AS n FROM ${next}`);
    const removed = size - count;
    [core, size] = [next, count];
    if (removed === 0 || isTooSlow(round, removed, count)) return core;
  }
}

/** Reads links as numbers in order of (child, field, parent); `layer_ids` keeps which row each number is. */
async function readLinks(engine: Engine, table: string): Promise<RowLinks> {
  await engine.run(`
    CREATE OR REPLACE TABLE layer_ids AS
      SELECT id, (row_number() OVER (ORDER BY id) - 1)::INTEGER AS i FROM (SELECT c AS id FROM ${table} UNION SELECT p FROM ${table})`);
  const count = await countOf(engine, `SELECT count(*) AS n FROM ${table}`);
  const size = await countOf(engine, 'SELECT count(*) AS n FROM layer_ids');
  const links = {
    size,
    child: new Int32Array(count),
    parent: new Int32Array(count),
    field: new Int32Array(count),
    deferrable: new Uint8Array(count),
  };
  const sql = `
    SELECT a.i AS child, b.i AS parent, f AS field, d AS deferrable
    FROM ${table} l JOIN layer_ids a ON a.id = l.c JOIN layer_ids b ON b.id = l.p JOIN layer_fields USING (f)
    ORDER BY a.i, f, b.i`;
  let n = 0;
  for await (const rows of engine.stream<LinkRow>(sql)) {
    for (const row of rows) {
      links.child[n] = row.child;
      links.parent[n] = row.parent;
      links.field[n] = row.field;
      links.deferrable[n++] = row.deferrable ? 1 : 0;
    }
  }
  return links;
}

type LinkRow = {
  readonly child: number;
  readonly parent: number;
  readonly field: number;
  readonly deferrable: boolean;
};

/** Writes the cut down and takes its links away: those of deferred fields, and all from and to rows that are lost. */
async function applyCut(engine: Engine, component: RowComponent, cut: CycleCut): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TABLE layer_cut(i INTEGER, f INTEGER);
    CREATE OR REPLACE TABLE layer_stuck(i INTEGER, f INTEGER, cycle INTEGER);
    CREATE OR REPLACE TABLE layer_path(cycle INTEGER, pos INTEGER, i INTEGER);`);
  await engine.append(
    'layer_cut',
    cut.deferred.map(({ row, field }) => [row, field]),
  );
  await engine.append(
    'layer_stuck',
    cut.stuck.map(({ row, field, cycle }) => [row, field, cycle]),
  );
  await engine.append('layer_path', cut.cycles.flatMap(pathRows));
  await engine.run(`
    INSERT INTO deferred SELECT id // ${ROWS_PER_STEP}, id % ${ROWS_PER_STEP}, field
      FROM layer_cut JOIN layer_ids USING (i) JOIN layer_fields USING (f) ORDER BY id, f;
    ${stuckIssuesSql(component)};
    DELETE FROM layer_links USING layer_cut x JOIN layer_ids USING (i) WHERE layer_links.c = id AND layer_links.f = x.f;
    DELETE FROM layer_links USING layer_stuck s JOIN layer_ids USING (i) WHERE layer_links.c = id;
    DELETE FROM layer_links USING layer_stuck s JOIN layer_ids USING (i) WHERE layer_links.p = id;`);
}

/** Most rows of a cycle that a message names in full; of a longer one it names two more and an ellipsis. */
const PATH_ROWS = 10;

function pathRows(cycle: readonly number[], number: number): readonly (readonly [number, number, number])[] {
  const shown = cycle.length <= PATH_ROWS ? [...cycle, cycle[0] as number] : cycle.slice(0, PATH_ROWS + 2);
  return shown.map((row, position) => [number, position, row]);
}

function stuckIssuesSql({ steps }: RowComponent): string {
  const rows = steps.map(
    ({ index, sheet, rows: table }) =>
      `SELECT ${index} AS step, ord, src_row, ${sqlText(sheet)} AS sheet, ${index}::BIGINT * ${ROWS_PER_STEP} + ord AS id FROM ${table}`,
  );
  const name = steps.length > 1 ? `'row ' || src_row || ' of "' || sheet || '"'` : `'row ' || src_row`;
  return `
    INSERT INTO issues
    WITH rows AS (${rows.join(' UNION ALL ')}),
    named AS (SELECT rows.*, i FROM rows JOIN layer_ids USING (id)),
    paths AS (SELECT cycle, string_agg(${name}, ' → ' ORDER BY pos) || CASE WHEN count(*) > ${PATH_ROWS} + 1 THEN ' → …' ELSE '' END AS path
      FROM layer_path JOIN named USING (i) GROUP BY cycle)
    SELECT step, ord, src_row, 'error', 'reference_cycle', field, NULL, NULL,
      'Row ' || src_row || ' of "' || sheet || '", field "' || field || '": the row is part of a circle of references (' || path
        || ') in which Odoo requires every field, so none of its rows can be created first. Break the circle in one of these rows.',
      NULL
    FROM layer_stuck JOIN named USING (i) JOIN layer_fields USING (f) JOIN paths USING (cycle) ORDER BY step, ord`;
}

/** Layers what the rounds left over, without cycles, on typed arrays: a chain of 50,000 rows in one go. */
async function layerDeep(engine: Engine, left: string, links: RowLinks): Promise<void> {
  const base = new Int32Array(links.size);
  const sql = `
    SELECT i, max(gen) + 1 AS gen FROM layer_links JOIN layer_gens ON layer_gens.id = p JOIN layer_ids ON layer_ids.id = c
    SEMI JOIN (SELECT c AS open FROM ${left}) l ON l.open = c GROUP BY i`;
  for await (const rows of engine.stream<{ readonly i: number; readonly gen: number }>(sql)) {
    for (const row of rows) base[row.i] = row.gen;
  }
  const gens = layerLinks(links, base);
  await engine.run('CREATE OR REPLACE TABLE layer_deep(i INTEGER, gen INTEGER)');
  for (let start = 0; start < gens.length; start += 10_000) {
    const part = gens.subarray(start, start + 10_000);
    await engine.append(
      'layer_deep',
      Array.from(part, (gen, n) => [start + n, gen]),
    );
  }
  await engine.run(`
    INSERT INTO layer_gens SELECT id, gen FROM layer_deep JOIN layer_ids USING (i) ANTI JOIN layer_gens known ON known.id = layer_ids.id`);
}

async function countOf(engine: Engine, sql: string): Promise<number> {
  const [row] = await engine.rows<{ readonly n: number }>(sql);
  return Number(row?.n ?? 0);
}
