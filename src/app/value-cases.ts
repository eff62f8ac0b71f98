import type { ValueAnswers } from '../mapping/vocabulary.ts';
import type { GraphAgainst } from './graph-cases.ts';
import type { Result } from './result.ts';

/** The distinct values of one place that name nothing in Odoo. */
export interface ValueQuestions {
  /** Names the question in answers, e.g. `res.country.name`. */
  readonly place: string;
  /** Whose records or choices are meant. */
  readonly model: string;
  /** Where the values come from. */
  readonly fields: readonly AskingField[];
  /** Those of the most rows first; at most 1,000. */
  readonly values: readonly OpenValue[];
  readonly total: number;
}

export interface AskingField {
  readonly node: string;
  readonly field: string;
  readonly columns: readonly string[];
  /** What becomes of them in a run; `reject` for a choice. */
  readonly onMissing: 'reject' | 'create' | 'empty' | 'ask';
}

export interface OpenValue {
  readonly value: string;
  readonly rows: number;
  readonly problem: 'missing' | 'ambiguous';
  /** What was answered, where that names nothing either. */
  readonly answer: string | null;
  /** Missing: the nearest answers, best first. Ambiguous: the records. */
  readonly candidates: readonly string[];
}

export interface ValuesReport {
  readonly connectionId: string;
  /** By place. */
  readonly questions: readonly ValueQuestions[];
  /** Given before, of the places this graph asks at. */
  readonly answers: ValueAnswers;
}

export interface ValueCases {
  /** Asks Odoo which values of the mapped references and choices name nothing; writes nothing. */
  list(graphId: string, against: GraphAgainst): Promise<Result<ValuesReport>>;
  answers(connectionId: string): Promise<Result<ValueAnswers>>;
  /** For every later run and check on the connection; null takes an answer back. */
  answer(connectionId: string, changes: AnswerChanges): Promise<Result<ValueAnswers>>;
}

/** By place and value. */
export type AnswerChanges = Readonly<Record<string, Readonly<Record<string, string | null>>>>;
