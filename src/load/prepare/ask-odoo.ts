import { newRecord } from '../../mapping/new-record.ts';
import type { Answer, Candidate, FoundRecord, Target } from '../ports.ts';
import { type Created, createRecords, foretellRecords, NOT_YET, type ToCreate } from './create-records.ts';
import type { CreateMissing, ForetellMissing, PrepareContext } from './prepare-context.ts';
import type { RecordSource, StepRecipe } from './recipe.ts';
import type { ValueAnswer, Verdict } from './value-answer.ts';
import { partsOf } from './within-parts.ts';

const MOST_CANDIDATES = 10;
/** Largest database ID: PostgreSQL's four-byte integer. */
const LARGEST_ID = 2_147_483_647;

interface Question {
  readonly source: RecordSource;
  readonly values: readonly string[];
}

/** Which record each of these distinct values names; exactly one match is an answer, never the first of several. */
export async function askOdoo(
  context: PrepareContext,
  recipe: StepRecipe,
  question: Question,
): Promise<Answer<readonly ValueAnswer[]>> {
  const { target } = context;
  const { source, values } = question;
  if (values.length === 0) return { ok: true, value: [] };
  if (!target) return { ok: true, value: values.map((value) => answerOf(value, 'unchecked')) };
  if (source.by === 'external_id') return await askByExternalId(target, question, recipe.namespace);
  if (source.by === 'database_id') return await askById(target, question);
  const found = await (source.within.length > 0 ? askWithin : askByField)(target, question);
  if (!found.ok) return found;
  const answers = found.value.map((known) => asForetold(context, source, known));
  if (source.onMissing !== 'create') return { ok: true, value: answers };
  return await createMissing(context, recipe, { source, answers });
}

function answerOf(value: string, verdict: Verdict, rest: Partial<ValueAnswer> = {}): ValueAnswer {
  return { value, answer: null, candidates: [], note: null, ...rest, verdict };
}

async function askByExternalId(
  target: Target,
  { source, values }: Question,
  namespace: string,
): Promise<Answer<readonly ValueAnswer[]>> {
  const full = (value: string) => (value.includes('.') ? value : `${namespace}.${value}`);
  // a comma would be two references to `load`, a space is refused by Odoo's database
  const valid = values.filter((value) => !/[\s,]/.test(value)).map(full);
  const found = await target.findByExternalId(source.model, valid, []);
  if (!found.ok) return found;
  return {
    ok: true,
    value: values.map((value) =>
      found.value.has(full(value))
        ? answerOf(value, 'found', { answer: full(value) })
        : answerOf(value, 'missing'),
    ),
  };
}

async function askById(
  target: Target,
  { source, values }: Question,
): Promise<Answer<readonly ValueAnswer[]>> {
  const idOf = (value: string) => {
    const id = /^\d{1,10}(\.0+)?$/.test(value) ? Number(value) : 0;
    return id <= LARGEST_ID ? id : 0;
  };
  const ids = [...new Set(values.map(idOf).filter((id) => id > 0))];
  const found = await target.findById(source.model, ids);
  if (!found.ok) return found;
  const known = new Set(found.value);
  return {
    ok: true,
    value: values.map((value) =>
      known.has(idOf(value))
        ? answerOf(value, 'found', { answer: String(idOf(value)) })
        : answerOf(value, 'missing'),
    ),
  };
}

async function askByField(
  target: Target,
  { source, values }: Question,
): Promise<Answer<readonly ValueAnswer[]>> {
  if (source.match === null) throw new Error(`A reference to ${source.model} by field names no field.`);
  const found = await target.findByField(source.model, source.match, values);
  if (!found.ok) return found;
  const byValue = Map.groupBy(found.value, (record) => record.value);
  return { ok: true, value: values.map((value) => judge(value, byValue.get(value) ?? [])) };
}

/** One question for each combination of the further fields: Odoo compares those, `match` is compared here. */
async function askWithin(
  target: Target,
  { source, values }: Question,
): Promise<Answer<readonly ValueAnswer[]>> {
  const { match, within, model } = source;
  if (match === null) throw new Error(`A reference to ${model} by field names no field.`);
  const combinations = Map.groupBy(values, (value) => JSON.stringify(partsOf(value).slice(1)));
  const answers: ValueAnswer[] = [];
  for (const joined of combinations.values()) {
    const [, ...others] = partsOf(joined[0] ?? '');
    // a cell that holds the sign itself names nothing
    const isWhole = others.length === within.length && others.every((other) => other !== '');
    const named = new Map(joined.map((value) => [value, partsOf(value)[0] ?? '']));
    const conditions = within.map(({ path }, at) => ({ field: path, values: [others[at] ?? ''] }));
    const found: Answer<readonly Candidate[]> = isWhole
      ? await target.findByValues(
          model,
          [{ field: match, values: [...new Set(named.values())] }, ...conditions],
          [match],
        )
      : { ok: true, value: [] };
    if (!found.ok) return found;
    const records = found.value.map(({ record, label }) => ({
      value: String(record[match]),
      id: record.id,
      label,
    }));
    const byValue = Map.groupBy(records, (record) => record.value);
    for (const [value, part] of named) answers.push(judge(value, byValue.get(part) ?? []));
  }
  return { ok: true, value: answers };
}

function judge(value: string, records: readonly FoundRecord[]): ValueAnswer {
  const [first, second] = records;
  if (!first) return answerOf(value, 'missing');
  if (!second) return answerOf(value, 'found', { answer: String(first.id) });
  const candidates = records.slice(0, MOST_CANDIDATES).map(({ label, id }) => `${label} (${id})`);
  return answerOf(value, 'ambiguous', { candidates });
}

/** In a check: the record that an earlier reference would have created would be found by now. */
function asForetold({ creates }: PrepareContext, source: RecordSource, known: ValueAnswer): ValueAnswer {
  const isForetold = 'foretold' in creates && creates.foretold.get(placeOf(source))?.has(known.value);
  return isForetold && known.verdict === 'missing' ? newAnswer(known.value) : known;
}

function placeOf({ model, match }: RecordSource): string {
  return `${model}.${match}`;
}

function newAnswer(value: string): ValueAnswer {
  return answerOf(value, 'new', { answer: newRecord(value) });
}

async function createMissing(
  context: PrepareContext,
  recipe: StepRecipe,
  of: { readonly source: RecordSource; readonly answers: readonly ValueAnswer[] },
): Promise<Answer<readonly ValueAnswer[]>> {
  const { target, creates } = context;
  const { source, answers } = of;
  const missing = missingOf(answers);
  if (missing.length === 0 || !target) return { ok: true, value: answers };
  const wanted = {
    model: source.model,
    field: source.match ?? '',
    namespace: recipe.namespace,
    values: missing,
  };
  if ('foretold' in creates) {
    const foretold = await foretellRecords(target, creates, wanted);
    if (!foretold.ok) return foretold;
    rememberForetold(creates, placeOf(source), foretold.value);
    return { ok: true, value: withCreated(answers, foretold.value) };
  }
  const made = await creates.alone(source.model, () => makeStillMissing(target, creates, { source, wanted }));
  if (made?.ok !== true) return made ?? othersMake(source.model);
  const now = new Map(made.value.map((answer) => [answer.value, answer]));
  return { ok: true, value: answers.map((answer) => now.get(answer.value) ?? answer) };
}

function missingOf(answers: readonly ValueAnswer[]): readonly string[] {
  return answers.filter(({ verdict }) => verdict === 'missing').map(({ value }) => value);
}

function withCreated(
  answers: readonly ValueAnswer[],
  created: ReadonlyMap<string, Created>,
): readonly ValueAnswer[] {
  return answers.map((known) => {
    const made = created.get(known.value);
    return made ? createdAnswer(known.value, made) : known;
  });
}

/** Another run may have made some of them since they were looked up. */
async function makeStillMissing(
  target: Target,
  creates: CreateMissing,
  { source, wanted }: { readonly source: RecordSource; readonly wanted: ToCreate },
): Promise<Answer<readonly ValueAnswer[]>> {
  const found = await askByField(target, { source, values: wanted.values });
  if (!found.ok) return found;
  const values = missingOf(found.value);
  if (values.length === 0) return found;
  const made = await createRecords(target, creates, { ...wanted, values });
  return made.ok ? { ok: true, value: withCreated(found.value, made.value) } : made;
}

function othersMake(model: string): Answer<never> {
  const message = `Another run has been making records of ${model} for a while.`;
  return { ok: false, fault: { kind: 'transient', reason: 'serialization', message } };
}

function rememberForetold(
  { foretold }: ForetellMissing,
  place: string,
  created: ReadonlyMap<string, Created>,
): void {
  const made = [...created].flatMap(([value, { id }]) => (id === NOT_YET ? [value] : []));
  foretold.set(place, new Set([...(foretold.get(place) ?? []), ...made]));
}

function createdAnswer(value: string, { id, note }: Created): ValueAnswer {
  if (id === NOT_YET) return newAnswer(value);
  return id === null
    ? answerOf(value, 'refused', { note })
    : answerOf(value, 'found', { answer: String(id) });
}
