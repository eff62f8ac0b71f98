/**
 * A located problem in the user's data or mapping. Issues are values: every one is collected, none is thrown.
 * `message` says what, where and what to do next; the other fields let a program find the place.
 */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly message: string;
  readonly node?: string;
  readonly edge?: string;
  /** Technical name of the Odoo field. */
  readonly field?: string;
  readonly sheet?: string;
  /** Row number as the user's spreadsheet shows it: the header is row 1 where it stands in the first line. */
  readonly row?: number;
  /** Header text of the column. */
  readonly column?: string;
  /** The offending value as read, at most 200 characters. */
  readonly value?: string;
  /** For an ambiguous reference: the records it could mean, at most 10. */
  readonly candidates?: readonly string[];
}

/** Words, never numbers: they stand in the API, in reports and in the documentation (`docs/issues.md`). */
export const ISSUE_CODES = [
  // the dataset
  'file_unreadable',
  'file_too_large',
  'cell_error',
  'row_malformed',
  'header_missing',
  'header_duplicate',
  'rows_above_header',
  'cells_merged',
  // a corrected version of it
  'row_unknown',
  'row_duplicate',
  'column_missing',
  'key_mismatch',
  'cell_conflict',
  'value_not_found',
  // the graph
  'spec_invalid',
  'node_duplicate',
  'node_unknown',
  'edge_unknown_end',
  'edge_duplicate',
  'edge_kind_mismatch',
  'edge_without_reference',
  'sheet_missing',
  'sheet_ambiguous',
  'sheet_unknown',
  'column_unknown',
  'model_unknown',
  'model_forbidden',
  'module_missing',
  'right_missing',
  'field_unknown',
  'field_readonly',
  'field_unmapped',
  'field_unsupported',
  'field_not_reference',
  'reference_needed',
  'reference_invalid',
  'reference_model_mismatch',
  'reference_key_mismatch',
  'namespace_invalid',
  'transform_invalid',
  'formula_invalid',
  'filter_invalid',
  'adopt_invalid',
  'on_vanished_invalid',
  'graph_cycle',
  'graph_empty',
  'yaml_invalid',
  'unused_sheet',
  // the rows
  'header_repeated',
  'key_empty',
  'key_duplicate',
  'key_changed',
  'external_id_invalid',
  'required_missing',
  'number_invalid',
  'number_rounded',
  'integer_invalid',
  'boolean_invalid',
  'date_invalid',
  'datetime_invalid',
  'email_invalid',
  'phone_invalid',
  'pattern_no_match',
  'formula_failed',
  'selection_invalid',
  'value_too_long',
  'reference_not_found',
  'reference_ambiguous',
  'value_unanswered',
  'reference_cycle',
  'adopt_ambiguous',
  'adopt_taken',
  'adopt_archived',
  'key_renamed',
  // the server's answer
  'odoo_rejected',
  'odoo_access_denied',
  'odoo_create_refused',
  'odoo_warning',
  'external_id_lost',
  'record_overwritten',
  'conflict',
  'deferred_field_failed',
  'checked_in_part',
  'not_checkable',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** What became of one source row at one node; exactly one of these, and the counts add up to the rows read. */
export const OUTCOMES = [
  'created',
  'updated',
  'unchanged',
  'skipped',
  'rejected',
  'blocked',
  'unknown',
  'cancelled',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
