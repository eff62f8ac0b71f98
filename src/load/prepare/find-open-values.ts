import { compileSlots } from '../../mapping/compile-slots.ts';
import { answersAt, selectionPlace, type Vocabulary } from '../../mapping/vocabulary.ts';
import type { Answer } from '../ports.ts';
import { askOdoo } from './ask-odoo.ts';
import { CHUNK, type PrepareContext } from './prepare-context.ts';
import { prepareValues } from './prepare-values.ts';
import { splitCells } from './read-lists.ts';
import type { LocatedSlot, RecipeField, RecordSource, StepRecipe } from './recipe.ts';
import { namedValues } from './resolve-records.ts';
import { workTable } from './step-tables.ts';

/** The distinct values of one field that name no record and no choice, or several. */
export interface OpenField {
  readonly node: string;
  readonly field: RecipeField;
  readonly place: string;
  /** Whose records or choices they should be. */
  readonly model: string;
  readonly headers: readonly string[];
  readonly onMissing: RecordSource['onMissing'];
  /** Those of the most rows first. */
  readonly values: readonly FoundOpen[];
}

export interface FoundOpen {
  readonly value: string;
  readonly rows: number;
  /** What it was answered with, in vain. */
  readonly answer: string | null;
  readonly verdict: 'missing' | 'ambiguous';
  /** Of an ambiguous value. */
  readonly candidates: readonly string[];
}

/** Of the most frequent values of a field; names of a million customers are no vocabulary. */
const MOST_ASKED = 10_000;

/** Of a recipe made without answers, so that its values are what is asked for; the answers are those of `vocabulary`. */
export async function findOpenValues(
  context: PrepareContext,
  recipe: StepRecipe,
  vocabulary: Vocabulary,
): Promise<Answer<readonly OpenField[]>> {
  await prepareValues(context.engine, recipe);
  const found: OpenField[] = [];
  for (const [j, field] of recipe.fields.entries()) {
    const { source } = field;
    const node = recipe.step.node;
    if (source.kind === 'record' && source.within.length === 0) {
      const { place, model, onMissing } = source;
      const values = await openReferences(context, recipe, { j, source, vocabulary });
      if (!values.ok) return values;
      const { headers } = source.slot;
      found.push({ node, field, place, model, headers, onMissing, values: values.value });
    } else if (
      source.kind === 'value' &&
      field.schema.type === 'selection' &&
      source.slot.headers.length > 0
    ) {
      const { model } = recipe.step;
      const place = selectionPlace(model, field.name);
      const values = await openChoices(context, recipe, { field, slot: source.slot, place, vocabulary });
      const { headers } = source.slot;
      found.push({ node, field, place, model, headers, onMissing: 'reject', values });
    }
  }
  return { ok: true, value: found };
}

type Counted = { readonly v: string; readonly rows: number };

async function openReferences(
  context: PrepareContext,
  recipe: StepRecipe,
  of: { readonly j: number; readonly source: RecordSource; readonly vocabulary: Vocabulary },
): Promise<Answer<readonly FoundOpen[]>> {
  const { j, source, vocabulary } = of;
  const { engine } = context;
  if (source.list) await splitCells(engine, recipe, { j, list: source.list, slot: source.slot });
  const counted = await engine.rows<Counted>(
    `SELECT v, count(DISTINCT ord) AS rows FROM ${namedValues(recipe, j, source)} GROUP BY v
     ORDER BY rows DESC, v LIMIT ${MOST_ASKED}`,
  );
  const answers = answersAt(vocabulary, source.place);
  const open: FoundOpen[] = [];
  for (let from = 0; from < counted.length; from += CHUNK) {
    const part = counted
      .slice(from, from + CHUNK)
      .map(({ v, rows }) => ({ v, rows, answer: given(answers, v) }));
    const asked = [...new Set(part.map(({ v, answer }) => answer ?? v))].filter((value) => value !== '');
    const answered = await askOdoo(context, recipe, {
      source: { ...source, onMissing: 'reject' },
      values: asked,
    });
    if (!answered.ok) return answered;
    const known = new Map(answered.value.map((one) => [one.value, one]));
    for (const { v, rows, answer } of part) {
      const { verdict, candidates = [] } = known.get(answer ?? v) ?? {};
      if (verdict === 'missing' || verdict === 'ambiguous')
        open.push({ value: v, rows: Number(rows), answer, verdict, candidates });
    }
  }
  return { ok: true, value: open };
}

function given(answers: Readonly<Record<string, string>>, value: string): string | null {
  return Object.hasOwn(answers, value) ? (answers[value] ?? null) : null;
}

async function openChoices(
  { engine }: PrepareContext,
  recipe: StepRecipe,
  of: {
    readonly field: RecipeField;
    readonly slot: LocatedSlot;
    readonly place: string;
    readonly vocabulary: Vocabulary;
  },
): Promise<readonly FoundOpen[]> {
  const { slot, field } = of;
  const at = slot.stages.findIndex(({ failure }) => failure?.code === 'selection_invalid');
  const before = { ...slot, id: slot.id + 1, stages: slot.stages.slice(0, at) };
  const taken = `SELECT ord FROM ${workTable(recipe.index)} WHERE rule IS NULL`;
  const counted = await engine.rows<Counted>(
    `SELECT v${before.id} AS v, count(*) AS rows FROM (${compileSlots([slot, before], recipe.sheet.relation)})
     WHERE e${slot.id} = ${at} AND ord IN (${taken}) GROUP BY 1 ORDER BY rows DESC, v LIMIT ${MOST_ASKED}`,
  );
  const answers = answersAt(of.vocabulary, of.place);
  const choices = (field.schema.selection ?? []).flat().map((text) => text.trim().toLowerCase());
  const isKnown = (answer: string) => answer === '' || choices.includes(answer.trim().toLowerCase());
  return counted.flatMap(({ v, rows }): FoundOpen[] => {
    const answer = given(answers, v);
    if (answer !== null && isKnown(answer)) return [];
    return [{ value: v, rows: Number(rows), answer, verdict: 'missing', candidates: [] }];
  });
}
