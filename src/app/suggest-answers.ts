import type { Answer, Target } from '../load/ports.ts';
import type { OpenField } from '../load/prepare/find-open-values.ts';
import { worldCode } from '../mapping/cleaning/propose-names.ts';
import { type Choice, nearestValues } from '../plan/nearest-values.ts';
import type { OpenValue } from './value-cases.ts';

/** Up to here all records of a model are looked at; more are no vocabulary. */
const MOST_RECORDS = 5_000;

/** The values with the nearest answers to each that is missing. */
export async function suggestAnswers(
  target: Target,
  of: OpenField,
  values: readonly OpenValue[],
): Promise<Answer<readonly OpenValue[]>> {
  if (!values.some(({ problem }) => problem === 'missing')) return { ok: true, value: values };
  const choices = await choicesOf(target, of);
  if (!choices.ok) return choices;
  return {
    ok: true,
    value: values.map((open) =>
      open.problem === 'missing'
        ? { ...open, candidates: nearestValues(open.value, choices.value, worldCode(of.model, open.value)) }
        : open,
    ),
  };
}

async function choicesOf(target: Target, { field, model }: OpenField): Promise<Answer<readonly Choice[]>> {
  const { source, schema } = field;
  if (source.kind === 'value') {
    const selection = schema.selection ?? [];
    return { ok: true, value: selection.map(([key, label]) => ({ answer: key, names: [label] })) };
  }
  if (source.kind === 'node' || source.by !== 'field' || source.match === null)
    return { ok: true, value: [] };
  const { match } = source;
  const newest = await target.newestId(model);
  if (!newest.ok) return newest;
  if (newest.value > MOST_RECORDS) return { ok: true, value: [] };
  const described = await target.snapshot([model]);
  if (!described.ok) return described;
  const fields = described.value.models[model]?.fields ?? {};
  const named = [match, 'name', 'code', 'iso_code'].filter((name) => Object.hasOwn(fields, name));
  const ids = Array.from({ length: newest.value }, (_, at) => at + 1);
  const found = await target.findByValues(model, [{ field: 'id', values: ids }], [...new Set(named)]);
  if (!found.ok) return found;
  return {
    ok: true,
    value: found.value.flatMap(({ record, label }): Choice[] => {
      const answer = record[match];
      if (typeof answer !== 'string') return [];
      const others = named.map((name) => record[name]).filter((text) => typeof text === 'string');
      return [{ answer, names: [label, ...others] }];
    }),
  };
}
