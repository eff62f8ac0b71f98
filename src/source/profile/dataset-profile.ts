/**
 * What the columns of a dataset look like, before anybody says what they mean: the input of the suggestions and of the profile page.
 * Plain values; every share is between 0 and 1 and of the filled cells, unless it says otherwise.
 */

/** The narrowest type that all but a few of the filled cells have; what these few are stands in `outliers`. */
export const COLUMN_TYPES = [
  'empty',
  'text',
  'integer',
  'decimal',
  'money',
  'percentage',
  'boolean',
  'date',
  'datetime',
  'email',
  'phone',
  'url',
  'code',
  'identifier',
] as const;

export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A way of writing values: `DD/MM/YYYY`, `1,234.56`, `yes/no`; `example` is the first cell that has it. */
export interface ValueFormat {
  readonly format: string;
  readonly share: number;
  readonly example: string;
}

/** Characters folded to classes: `A` capital, `a` small, `9` digit, anything else as it is, runs with `+`: `Aa+ 9+`. */
export interface ValuePattern {
  readonly pattern: string;
  readonly share: number;
  readonly example: string;
}

export interface ValueCount {
  readonly value: string;
  readonly rows: number;
}

/** A cell unlike the rest of its column; `row` is its number in the file, from 1, the header row included. */
export interface Outlier {
  readonly row: number;
  readonly value: string;
  readonly reason: string;
}

/** What is wrong with the writing of cells, whatever they mean; `null_token` is a text that stands for "no value". */
export const FLAWS = ['outer_spaces', 'inner_spaces', 'html_entities', 'mojibake', 'null_token'] as const;

export interface ColumnFlaw {
  readonly flaw: (typeof FLAWS)[number];
  /** Of all rows; those of a null token are among the `nulls`, all others are filled. */
  readonly rows: number;
  /** Cells as they are, 3 at most; of null tokens every spelling. */
  readonly samples: readonly string[];
}

/**
 * How dates with the year at the end are to be read, from those that can be read one way only. `mixed`: both ways occur; `unknown`:
 * none tells, and they are taken for day first.
 */
export type DateOrder = 'day_first' | 'month_first' | 'mixed' | 'unknown';

export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Share of the filled cells that have `type`. */
  readonly typeShare: number;
  readonly filled: number;
  readonly nulls: number;
  /** Different values among the filled cells. */
  readonly distinct: number;
  /** In the order of `type`: numbers and dates as such, else by text. Null for an empty column. */
  readonly min: string | null;
  readonly max: string | null;
  /** Characters of the shortest and the longest filled cell. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly formats: readonly ValueFormat[];
  readonly patterns: readonly ValuePattern[];
  /** Filled cells of the first rows, different from each other, 10 at most. */
  readonly samples: readonly string[];
  /** The most frequent values, 30 at most. */
  readonly values: readonly ValueCount[];
  readonly outliers: readonly Outlier[];
  readonly flaws: readonly ColumnFlaw[];
  /** Null where the column has no such dates. */
  readonly dateOrder: DateOrder | null;
}

/** Values of a column that are the same but for case, accents, punctuation, legal forms (`Ltd`, `GmbH`) or the order of words. */
export interface DuplicateGroup {
  readonly column: string;
  /** Every spelling with the number of its rows, the most frequent first, 10 at most. */
  readonly values: readonly ValueCount[];
  /** The first row of the group. */
  readonly row: number;
}

export const HEADER_PROBLEMS = [
  'none',
  'missing',
  'duplicate',
  'similar',
  'looks_like_data',
  'spaces',
  'rows_above',
] as const;

export interface HeaderProblem {
  /** Null where it is about the whole header. */
  readonly column: string | null;
  readonly problem: (typeof HEADER_PROBLEMS)[number];
  /** The row that was taken for the header where others stand above it: given as an option, the next file is read alike. */
  readonly headerRow: number | null;
  /** A sentence: what, where and what to do next. */
  readonly message: string;
}

/** Columns that together name a row. `uniqueShare` is below 1 where a few rows repeat. */
export interface KeyCandidate {
  readonly columns: readonly string[];
  readonly uniqueShare: number;
}

export interface SheetProfile {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** The first rows, 10 at most, their cells in the order of the columns. */
  readonly firstRows: readonly (readonly (string | null)[])[];
  /** Best first. */
  readonly keys: readonly KeyCandidate[];
  readonly hidden: boolean;
  /** Rows that are the same as an earlier one in all cells. */
  readonly duplicateRows: number;
  /** The largest groups, 20 at most per column. */
  readonly duplicates: readonly DuplicateGroup[];
  readonly headerProblems: readonly HeaderProblem[];
}

/** Values of one column that are found in a column of another sheet, or of the same (a tree). */
export interface ReferenceCandidate {
  readonly from: { readonly sheet: string; readonly column: string };
  readonly to: { readonly sheet: string; readonly column: string };
  /** Share of the different values at `from` that are found at `to`. */
  readonly containment: number;
}

export interface DatasetProfile {
  readonly sheets: readonly SheetProfile[];
  readonly references: readonly ReferenceCandidate[];
}
