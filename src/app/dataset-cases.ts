import type { Issue } from '../issue.ts';
import type { FieldRow } from '../load/prepare/preview-field.ts';
import type { FormulaRow } from '../load/prepare/preview-formula.ts';
import type { CleaningProposal } from '../mapping/cleaning/cleaning.ts';
import type { FieldMapping, RowFilter } from '../mapping/field-mapping.ts';
import type { ModuleGroup } from '../mapping/suggest/module-groups.ts';
import type { DatasetSuggestion } from '../mapping/suggest/suggestion.ts';
import type { Draft } from '../plan/draft/draft.ts';
import type { DatasetManifest, ReadOptions } from '../source/dataset.ts';
import type { EngineRow } from '../source/engine.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import type { Corrections } from '../source/version/corrections.ts';
import type { ModelsOf } from './connection-cases.ts';
import type { Page, PageQuery, Result } from './result.ts';

export interface DatasetView {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  /** The version that this one corrects; null for the first. */
  readonly parentId: string | null;
  /** The first version. */
  readonly lineId: string;
  /** From 1; a correction makes the next one. */
  readonly version: number;
  readonly createdAt: string;
  readonly manifest: DatasetManifest;
}

export interface CorrectedDataset {
  readonly dataset: DatasetView;
  /** False: nothing had to be changed. */
  readonly isNew: boolean;
}

export interface DatasetCases {
  /** Files lie on disk under names of ours; `name` is what the user called them. By file or worksheet name, `*` for all. */
  create(input: {
    readonly name: string;
    readonly files: readonly { readonly name: string; readonly path: string }[];
    readonly options?: Readonly<Record<string, ReadOptions>>;
  }): Promise<Result<DatasetView>>;
  list(page: PageQuery): Promise<Page<DatasetView>>;
  get(id: string): Promise<Result<DatasetView>>;
  remove(id: string): Promise<Result<null>>;
  /** All versions of its line, the first one first. */
  versions(id: string): Promise<Result<readonly DatasetView[]>>;
  /**
   * Corrects a dataset into a new version of its line. `id` is the version that the corrections were made from; they are applied to
   * the newest one. Where every cell says so already, that one is the answer.
   */
  correct(id: string, corrections: Corrections): Promise<Result<CorrectedDataset>>;
  /** Of all sheets with what refers to what, or of one sheet alone. The first time it takes seconds per million cells. */
  profile(id: string, sheet?: string): Promise<Result<DatasetProfile>>;
  /** What its profile lets us propose, tried on cells of it. */
  cleaning(id: string, query?: CleaningQuery): Promise<Result<readonly CleaningProposal[]>>;
  /**
   * Models, fields and a drafted graph. With a connection Odoo is asked what it has and which values it knows, and what runs loaded
   * into it before is proposed again; nothing is written.
   */
  suggest(id: string, by: SuggestQuery): Promise<Result<Suggested>>;
  /** What may stand in a formula over a sheet. */
  formulaHelp(id: string, sheet: string): Promise<Result<FormulaHelp>>;
  /** What a formula makes of the first rows of a sheet, or what is wrong with it. */
  formulaPreview(id: string, query: FormulaQuery): Promise<Result<FormulaPreview>>;
  /** What a field mapping makes of rows of a sheet, or what is wrong with it. */
  fieldPreview(id: string, query: FieldPreviewQuery): Promise<Result<FieldPreview>>;
  /** Rows of one sheet by header, with `_row`. */
  rows(id: string, sheet: string, query: SheetRowQuery): Promise<Result<SheetRowPage>>;
}

export interface CleaningQuery {
  readonly sheet?: string | undefined;
  /** Code of the country that telephone numbers are from where no column says so. */
  readonly country?: string | undefined;
  /** Else the country of the company of this connection's user. */
  readonly connectionId?: string | undefined;
}

export interface SheetRowQuery {
  readonly offset: number;
  readonly limit: number;
  /** As a node of a graph has it. */
  readonly filter?: RowFilter;
  /** Part of any cell, whatever its case. */
  readonly text?: string;
  /** A header; with `-` before it the other way round. */
  readonly sort?: string;
}

export interface SheetRowPage {
  readonly rows: readonly EngineRow[];
  /** Of the rows that the filter takes. */
  readonly total: number;
}

export interface FormulaQuery {
  readonly sheet: string;
  readonly formula: string;
  readonly limit: number;
}

export interface FormulaPreview {
  readonly isValid: boolean;
  /** Why it is not. */
  readonly issues: readonly Issue[];
  /** The engine's type of the values; null when invalid. */
  readonly type: string | null;
  /** What the formula reads. */
  readonly columns: readonly string[];
  readonly rows: readonly FormulaRow[];
}

export interface FieldPreviewQuery {
  readonly sheet: string;
  readonly mapping: FieldMapping;
  /** Whose type the value is converted to; without, a text of any length. */
  readonly target?: ModelsOf & { readonly model: string; readonly field: string };
  /** `distinct`: rows with the same cells are one, the most frequent first. */
  readonly by: 'rows' | 'distinct';
  readonly offset: number;
  readonly limit: number;
}

export interface FieldPreview {
  readonly isValid: boolean;
  /** Why it is not. */
  readonly issues: readonly Issue[];
  /** What the mapping reads. */
  readonly columns: readonly string[];
  readonly rows: readonly FieldRow[];
  /** Rows, or distinct cells, of the sheet. */
  readonly total: number;
}

export interface FormulaHelp {
  /** Each with how it is written in a formula. */
  readonly columns: readonly { readonly column: string; readonly written: string }[];
  readonly functions: readonly FormulaWord[];
  /** Operators and words of the language. */
  readonly constructs: readonly FormulaWord[];
}

export interface FormulaWord {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly example: { readonly formula: string; readonly gives: string };
}

export interface SuggestQuery {
  /** Default: an Odoo 19 with the usual modules, as shipped. */
  readonly connectionId?: string;
  /** Only models of these parts of Odoo; default: all. */
  readonly groups?: readonly ModuleGroup[];
}

export interface Suggested {
  /** What was suggested for: version and database. */
  readonly target: { readonly serverVersion: string; readonly database: string };
  readonly suggestion: DatasetSuggestion;
  readonly draft: Draft;
  /** What could not be asked, and would have made the suggestion better. */
  readonly warnings: readonly string[];
}
