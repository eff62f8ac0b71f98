import { z } from 'zod';
import { ValuePlace } from '../../mapping/vocabulary.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

const Text = z.string().max(1000);
const Answers = z
  .record(z.string(), z.record(z.string(), z.string()))
  .describe('By place: value → what is looked up instead; `""` leaves the field empty');

export const ValuesAnswer = component(
  'Values',
  z.object({
    connection_id: Id,
    questions: z.array(
      z.object({
        place: z.string().describe('Names the question in answers, e.g. `res.country.name`'),
        model: z.string(),
        fields: z.array(
          z.object({
            node: z.string(),
            field: z.string(),
            columns: z.array(z.string()),
            on_missing: z
              .enum(['reject', 'create', 'empty', 'ask'])
              .describe('What becomes of them in a run; `reject` for a choice'),
          }),
        ),
        values: z
          .array(
            z.object({
              value: z.string(),
              rows: z.int(),
              problem: z.enum(['missing', 'ambiguous']),
              answer: z.string().nullable().describe('What was answered, where that names nothing either'),
              candidates: z
                .array(z.string())
                .describe('Missing: the nearest answers, best first. Ambiguous: the records'),
            }),
          )
          .describe('Those of the most rows first; at most 1,000'),
        total: z.int(),
      }),
    ),
    answers: Answers,
  }),
);

export const ValueAnswersAnswer = component('ValueAnswers', z.object({ answers: Answers }));

export const ValueAnswersChange = component(
  'ValueAnswersChange',
  z
    .record(ValuePlace, z.record(Text.min(1), Text.nullable()))
    .describe('By place and value; null takes an answer back. What is not named stays as it is'),
);
