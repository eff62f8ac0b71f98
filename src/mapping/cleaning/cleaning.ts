import type { WithinCondition } from '../field-mapping.ts';
import type { Transform } from '../transform.ts';

/** What a step of cleaning is about. */
export const CLEANING_KINDS = [
  'null_tokens',
  'encoding',
  'html_entities',
  'spaces',
  'number',
  'percentage',
  'date',
  'boolean',
  'email',
  'phone',
  'country',
  'currency',
  'language',
  'state',
] as const;
export type CleaningKind = (typeof CLEANING_KINDS)[number];

/** A part of what is proposed for a column, with its reason. */
export interface CleaningStep {
  readonly kind: CleaningKind;
  /** A sentence: what was found, and what it becomes. */
  readonly reason: string;
  /** Of the filled cells; of null tokens: of all rows. */
  readonly share: number;
}

/**
 * What is proposed for one column, in the words of a field mapping: to be taken over into the graph, so that it replays on the next
 * file. Nobody applies it by himself.
 */
export interface ColumnCleaning {
  readonly sheet: string;
  readonly column: string;
  readonly nullTokens: readonly string[];
  readonly transforms: readonly Transform[];
  readonly valueMap: Readonly<Record<string, string>>;
  /** Where the values name records of Odoo. */
  readonly matches: MatchedRecords | null;
  readonly steps: readonly CleaningStep[];
  /** Cells that it is about, as they are. */
  readonly samples: readonly string[];
  /** Where a transform looks at another column: its cells in the rows of the samples. */
  readonly beside: Beside | null;
}

export interface Beside {
  readonly column: string;
  readonly cells: readonly (string | null)[];
}

/** The model, the field that a reference matches, and within what its values are told apart. */
export interface MatchedRecords {
  readonly model: string;
  readonly field: string;
  readonly within?: Readonly<Record<string, WithinCondition>>;
}

/** One cell, before and after all of the column's cleaning; `after` is null where the cell is emptied or refused. */
export interface CleaningExample {
  readonly before: string;
  readonly after: string | null;
  /** Code of the issue that refuses it. */
  readonly issue: string | null;
}

export interface CleaningProposal extends ColumnCleaning {
  readonly examples: readonly CleaningExample[];
}

/** A step with what it adds to the column's recipe. */
export interface StepDraft extends CleaningStep {
  readonly nullTokens?: readonly string[];
  readonly transforms?: readonly Transform[];
  readonly valueMap?: Readonly<Record<string, string>>;
  readonly matches?: ColumnCleaning['matches'];
  readonly beside?: Beside;
  readonly samples: readonly string[];
}
