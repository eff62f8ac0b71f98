import { z } from 'zod';
import type { RecordReference } from './field-mapping.ts';

/** What becomes of a value that names no record of a model, where its field does not say `on_missing`. */
export const VOCABULARY_POLICIES = ['lookup_only', 'create_if_missing', 'ask'] as const;
export const VocabularyPolicy = z.enum(VOCABULARY_POLICIES);
export type VocabularyPolicy = z.infer<typeof VocabularyPolicy>;

/** By technical model name. */
export const ModelPolicies = z.record(z.string().min(1).max(200), VocabularyPolicy);
export type ModelPolicies = z.infer<typeof ModelPolicies>;

/** By place (`referencePlace`, `selectionPlace`): value → the value to look up instead; '' leaves the field empty. */
export type ValueAnswers = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What was answered and decided on a connection; a run pins it when it is made. */
export interface Vocabulary {
  readonly answers: ValueAnswers;
  readonly policies: ModelPolicies;
}

export const NO_VOCABULARY: Vocabulary = { answers: {}, policies: {} };

/** Which values are the same question, whatever field asks it: `res.country.name`; `res.country/id` and `/.id` by ID. */
export function referencePlace(model: string, { by, match }: Pick<RecordReference, 'by' | 'match'>): string {
  return { external_id: `${model}/id`, database_id: `${model}/.id`, field: `${model}.${match}` }[by];
}

export function selectionPlace(model: string, field: string): string {
  return `${model}.${field}`;
}

export const ValuePlace = z
  .string()
  .max(300)
  .regex(
    /^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*(\.[a-z0-9_]+|\/\.?id)$/i,
    'a place as `values` lists it, e.g. res.country.name',
  );

export function answersAt({ answers }: Vocabulary, place: string): Readonly<Record<string, string>> {
  return (Object.hasOwn(answers, place) ? answers[place] : undefined) ?? {};
}
