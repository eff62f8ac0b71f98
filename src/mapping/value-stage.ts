import type { IssueCode } from '../issue.ts';

/**
 * One step of a value on its way from a cell to `load`, as SQL over the value before it. Stages are evaluated one level after
 * another (`compile-slots.ts`), each over a plain column: nested expressions would double in size wherever a step uses its
 * input twice. A stage never sees an empty text: '' becomes null behind every stage.
 */
export interface Stage {
  /** SQL of the new value. `v` is the name of a VARCHAR column; null gives null but for `default`. Must not throw. */
  readonly value: (v: string) => string;
  readonly failure?: StageFailure;
  /** Behind this stage every value is of this form: a stage that would bring it there has nothing to do. */
  readonly yields?: ValueForm;
}

export type ValueForm = 'number' | 'date' | 'boolean';

/** `stages` and then `next`, without those of `next` that only lead to the form the value has already. */
export function followedBy(stages: readonly Stage[], next: readonly Stage[]): readonly Stage[] {
  const form = stages.at(-1)?.yields;
  const last = form === undefined ? -1 : next.findLastIndex(({ yields }) => yields === form);
  return [...stages, ...next.slice(last + 1)];
}

export interface StageFailure {
  readonly code: IssueCode;
  /**
   * SQL condition over the value before the stage: true where it cannot be turned. Null counts as false. Left out: wherever the new
   * value is null and the one before was not, which spares a second evaluation.
   */
  readonly when?: (v: string) => string;
  /** What stands behind the quoted value in the message, e.g. `is not a number`. */
  readonly problem: string;
  /** A sentence: what to do next. */
  readonly remedy: string;
}

/** A text as it shows in a message: at most `length` characters. */
export function shorten(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;
}
