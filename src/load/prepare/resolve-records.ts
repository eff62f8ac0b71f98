import type { Engine } from '../../source/engine.ts';
import type { Answer } from '../ports.ts';
import type { ResolvedValue } from '../run-store.ts';
import { askOdoo } from './ask-odoo.ts';
import { CHUNK, type PrepareContext } from './prepare-context.ts';
import { splitCells } from './read-lists.ts';
import type { RecordSource, StepRecipe } from './recipe.ts';
import { reportUnresolved } from './report-unresolved.ts';
import { answerTable, listTable, parentTable, workTable } from './step-tables.ts';
import type { ValueAnswer } from './value-answer.ts';
import { joinedParts } from './within-parts.ts';

/**
 * References to records in Odoo: every distinct value is asked once, in chunks, and the answers are kept for the whole run.
 * Makes `a<i>_<j>(value, answer, verdict, candidates, note)` and `r<i>_<j>(ord, keys, xids)`. Answers with the number of values left
 * unchecked, or the fault that kept Odoo from answering.
 */
export async function resolveRecordReference(
  context: PrepareContext,
  recipe: StepRecipe,
  at: { readonly j: number; readonly source: RecordSource },
): Promise<Answer<number>> {
  const { engine } = context;
  const { j, source } = at;
  if (source.list) await splitCells(engine, recipe, { j, list: source.list, slot: source.slot });
  const table = answerTable(recipe.index, j);
  await engine.run(
    `CREATE OR REPLACE TABLE ${table}(value VARCHAR, answer VARCHAR, verdict VARCHAR, candidates VARCHAR[], note VARCHAR)`,
  );
  const named = namedValues(recipe, j, source);
  const asked = await answerAll(context, recipe, { j, source, named });
  if (!asked.ok) return asked;
  await collectRecords(engine, recipe, { j, source, named });
  await reportUnresolved(engine, recipe, { j, source, named });
  return asked;
}

/** Relation (ord, src_row, pos, raw, v) of the values that the rows of a step name through one field. */
export function namedValues(recipe: StepRecipe, j: number, source: RecordSource): string {
  if (source.list) {
    return `(SELECT ord, src_row, pos, raw, v FROM ${listTable(recipe.index, j)} WHERE v IS NOT NULL)`;
  }
  const parts = [source.slot, ...source.within.map(({ slot }) => slot)];
  const named = joinedParts(parts.map(({ id }) => `v${id}`));
  return `(SELECT ord, src_row, 0 AS pos, NULL AS raw, ${named} AS v FROM ${workTable(recipe.index)}
    WHERE rule IS NULL AND v${source.slot.id} IS NOT NULL)`;
}

interface Place {
  readonly j: number;
  readonly source: RecordSource;
  readonly named: string;
}

async function answerAll(
  context: PrepareContext,
  recipe: StepRecipe,
  { j, source, named }: Place,
): Promise<Answer<number>> {
  const { engine, memory } = context;
  const node = recipe.step.node;
  const field = recipe.fields[j]?.name ?? '';
  const table = answerTable(recipe.index, j);
  const remembered = new Map((await memory.resolvedValues(node, field)).map((known) => [known.value, known]));
  await engine.run(`CREATE OR REPLACE TABLE ${table}_values AS
    SELECT row_number() OVER (ORDER BY v) AS no, v FROM (SELECT DISTINCT v FROM ${named})`);
  let unchecked = 0;
  for (let from = 0; ; from += CHUNK) {
    const rows = await engine.rows<{ v: string }>(
      `SELECT v FROM ${table}_values WHERE no > ${from} AND no <= ${from + CHUNK} ORDER BY no`,
    );
    if (rows.length === 0) break;
    const values = rows.map((row) => row.v);
    const known = values.flatMap((value) => remembered.get(value) ?? []).map(fromMemory);
    const answered = await askOdoo(context, recipe, {
      source,
      values: values.filter((value) => !remembered.has(value)),
    });
    if (!answered.ok) return answered;
    const kept = answered.value.filter(
      ({ verdict }) => verdict === 'found' || verdict === 'missing' || verdict === 'ambiguous',
    );
    if (kept.length > 0) await memory.saveResolvedValues(node, field, kept.map(toMemory));
    unchecked += answered.value.filter(({ verdict }) => verdict === 'unchecked').length;
    const all = [...known, ...answered.value];
    await engine.append(
      table,
      all.map(({ value, answer, verdict, candidates, note }) => [value, answer, verdict, candidates, note]),
    );
  }
  await engine.run(`DROP TABLE ${table}_values`);
  return { ok: true, value: unchecked };
}

function fromMemory({ value, answer, candidates }: ResolvedValue): ValueAnswer {
  const unanswered = candidates.length > 0 ? 'ambiguous' : 'missing';
  return { value, answer, candidates, note: null, verdict: answer === null ? unanswered : 'found' };
}

function toMemory({ value, answer, candidates }: ValueAnswer): ResolvedValue {
  return { value, answer, candidates };
}

/** `unchecked` marks a row of which a value could not be looked up: its field is not missing. */
async function collectRecords(
  engine: Engine,
  recipe: StepRecipe,
  { j, source, named }: Place,
): Promise<void> {
  const found = `SELECT named.ord, named.pos, answers.answer, answers.verdict = 'unchecked' AS unchecked FROM ${named} named
    JOIN ${answerTable(recipe.index, j)} answers ON answers.value = named.v WHERE answers.verdict IN ('found', 'new', 'unchecked')`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${parentTable(recipe.index, j)} AS ${
      source.list
        ? `SELECT ord, NULL::VARCHAR[] AS keys, unchecked,
             array_to_string(list_transform(answers, lambda one: one.answer), ',') AS xids
           FROM (SELECT ord, list_sort(list({'pos': pos, 'answer': answer}) FILTER (answer IS NOT NULL)) AS answers,
             bool_or(unchecked) AS unchecked FROM (
             SELECT ord, answer, min(pos) AS pos, bool_or(unchecked) AS unchecked FROM (${found}) GROUP BY ord, answer) GROUP BY ord)`
        : `SELECT ord, NULL::VARCHAR[] AS keys, answer AS xids, unchecked FROM (${found})`
    }`,
  );
}
