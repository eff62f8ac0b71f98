import type { Issue, IssueCode } from '../issue.ts';
import type { PreparedStep } from './prepared-step.ts';
import { cellOf } from './row-cells.ts';
import type { RowToSend, SentRow } from './row-to-send.ts';
import type { RowResult } from './run-store.ts';
import type { StepWork } from './step-work.ts';

type Rejection = Extract<SentRow, { result: 'rejected' }>;

/** A row that Odoo refused, with its reason. */
export function rejectedRow(work: StepWork, sent: Rejection): RowResult {
  const { ord, recordId } = sent.row;
  return { ord, outcome: 'rejected', recordId, issues: [rejectedIssue(work.prepared, sent)] };
}

/** A row that cannot be sent, because the user may not do what it needs. */
export function refusedRow(work: StepWork, row: RowToSend, message: string): RowResult {
  const sent: Rejection = { row, result: 'rejected', reason: 'odoo_access_denied', message, field: null };
  return { ...rejectedRow(work, sent), recordId: null };
}

function rejectedIssue(prepared: PreparedStep, sent: Rejection): Issue {
  const { step } = prepared;
  const cell = cellOf(prepared, sent.row, sent.field);
  const where = cell.column === undefined ? '' : `, column "${cell.column}"`;
  return {
    severity: 'error',
    code: sent.reason,
    message: `Row ${sent.row.srcRow} of "${step.sheet}"${where}: Odoo refused it: ${sent.message} ${remedyOf(sent, step.model)}`,
    node: step.node,
    sheet: step.sheet,
    row: sent.row.srcRow,
    ...cell,
  };
}

function remedyOf(sent: Rejection, model: string): string {
  return sent.reason === 'odoo_access_denied'
    ? `Give the user of the connection the right to read and write ${model}, then run again.`
    : 'Fix the row or its mapping, then run again.';
}

/** Told of a record that was found by its database ID alone, because somebody deleted its external ID. */
export function lostIssues(work: StepWork, row: RowToSend): readonly Issue[] {
  if (row.byId?.reason !== 'lost') return [];
  const text = `the external ID ${row.externalId} is gone from Odoo; ${work.prepared.step.model} ${row.recordId} was taken by its database ID. Restore the external ID there if you want to refer to it.`;
  return [warningIssue(work, row, 'external_id_lost', text)];
}

export function warningIssue(work: StepWork, row: RowToSend, code: IssueCode, text: string): Issue {
  const { step } = work.prepared;
  return {
    severity: 'warning',
    code,
    message: `Row ${row.srcRow} of "${step.sheet}": ${text}`,
    node: step.node,
    sheet: step.sheet,
    row: row.srcRow,
  };
}
