import type { Issue, IssueCode } from '../../issue.ts';

/** A row of `run_issue`, with the node's name. */
export interface IssueRecord {
  readonly node: string;
  readonly node_index: number;
  readonly ord: number;
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly message: string;
  readonly edge: string | null;
  readonly field: string | null;
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly candidates: readonly string[] | null;
}

export const ISSUE_COLUMNS =
  'i.node_index, i.ord, i.severity, i.code, i.message, i.edge, i.field, i.sheet, i.row, i."column", i.value, i.candidates';

export function issueOf(record: IssueRecord): Issue {
  return {
    severity: record.severity,
    code: record.code,
    message: record.message,
    node: record.node,
    ...withValues({
      edge: record.edge,
      field: record.field,
      sheet: record.sheet,
      row: record.row,
      column: record.column,
      value: record.value,
      candidates: record.candidates,
    }),
  };
}

type WithValues<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

/** Leaves out what is null: an issue has no empty fields. */
function withValues<T extends object>(fields: T): WithValues<T> {
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(present) as WithValues<T>;
}
