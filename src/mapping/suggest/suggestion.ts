import type { FieldMapping } from '../field-mapping.ts';
import type { FoundValues } from './found-values.ts';

/** What a dataset probably means in Odoo: proposals with a confidence from 0 to 1 and a reason, never decisions. */

export interface ModelCandidate {
  readonly model: string;
  readonly confidence: number;
  readonly reason: string;
}

/** A field of the main record of a row, or of another record (`role`) that the row holds as well. */
export interface FieldCandidate {
  /** `main`, or the role: `line`, `customer`, `contact`, … */
  readonly role: string;
  readonly model: string;
  readonly field: string;
  /** Of a person's name that stands in two columns. */
  readonly part?: 'first' | 'last';
  readonly confidence: number;
  readonly reason: string;
  /** What was made of the column before, on the same connection. */
  readonly accepted?: FieldMapping;
  /** For a reference: the records that Odoo has of these names. */
  readonly found?: FoundValues;
}

export interface ColumnSuggestion {
  readonly column: string;
  /** Null: the column is left out. */
  readonly field: FieldCandidate | null;
  /** Other fields it may be, best first. */
  readonly alternatives: readonly FieldCandidate[];
}

export interface SheetSuggestion {
  readonly sheet: string;
  /** Best first; empty where nothing of the catalogue fits. */
  readonly models: readonly ModelCandidate[];
  /** For the first of the models, in the order of the sheet. */
  readonly columns: readonly ColumnSuggestion[];
  /** The sheet only joins two others: each row says that one belongs to the other. */
  readonly junction: Junction | null;
}

export interface Junction {
  readonly from: { readonly sheet: string; readonly column: string };
  readonly to: { readonly sheet: string; readonly column: string };
  /** The many2many of the model of `from`. */
  readonly field: string;
}

export interface DatasetSuggestion {
  readonly sheets: readonly SheetSuggestion[];
}
