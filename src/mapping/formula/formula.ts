/** One thing that is wrong with a formula. */
export interface FormulaProblem {
  /** Position in the text, from 0; null: of the whole text. */
  readonly at: number | null;
  /** A sentence or two: what, and what to do next. */
  readonly message: string;
  /** The function that is not there, for "Did you mean". */
  readonly wanted?: string;
}

/** A formula that passed every check, as SQL that no text of the user went into unparsed. */
export interface CompiledFormula {
  readonly text: string;
  /** Headers, in the order of their first use. */
  readonly columns: readonly string[];
  /** The engine's type of the result, e.g. `DOUBLE`. */
  readonly type: string;
  /** SQL with each column as `<prefix><position in columns>`. The prefix occurs nowhere else in it. */
  readonly sql: string;
  readonly prefix: string;
}

export type FormulaAnswer =
  | { readonly ok: true; readonly formula: CompiledFormula }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] };

/** Formulas by their text. */
export type CompiledFormulas = ReadonlyMap<string, FormulaAnswer>;

export const MAX_FORMULA_LENGTH = 4000;
