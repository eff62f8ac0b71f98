import type { z } from 'zod';
import type { ValuesReport } from '../../app/value-cases.ts';
import type { ValuesAnswer } from '../schemas/values.ts';

export function presentValues({
  connectionId,
  questions,
  answers,
}: ValuesReport): z.output<typeof ValuesAnswer> {
  return {
    connection_id: connectionId,
    questions: questions.map(({ place, model, fields, values, total }) => ({
      place,
      model,
      fields: fields.map(({ onMissing, columns, ...field }) => ({
        ...field,
        columns: [...columns],
        on_missing: onMissing,
      })),
      values: values.map(({ candidates, ...value }) => ({ ...value, candidates: [...candidates] })),
      total,
    })),
    answers: Object.fromEntries(Object.entries(answers).map(([place, given]) => [place, { ...given }])),
  };
}
