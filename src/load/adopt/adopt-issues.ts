import type { Issue, IssueCode } from '../../issue.ts';
import { readableKey } from '../../mapping/external-id.ts';
import type { Candidate } from '../ports.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { RowResult } from '../run-store.ts';
import type { StepWork } from '../step-work.ts';
import type { Claim, TakenClaim } from './adoption-store.ts';
import type { Match } from './match-rules.ts';

const MOST_CANDIDATES = 10;

export function ambiguousRow(work: StepWork, { row, rule, candidates }: Match): RowResult {
  const { model } = work.prepared.step;
  const shown = candidates.slice(0, MOST_CANDIDATES).map(nameOf);
  const more = candidates.length > shown.length ? ` and ${candidates.length - shown.length} more` : '';
  const values = rule.fields.map(
    ({ field, position }) => `${field.name} "${(row.values[position] ?? '').slice(0, 60)}"`,
  );
  const text = `${candidates.length} records of ${model} have ${values.join(' and ')}: ${shown.join(', ')}${more}. Merge them in Odoo, or let the rule match more fields.`;
  const issue = issueOf(work, row, { severity: 'error', code: 'adopt_ambiguous', text });
  const field = rule.fields[0]?.field.name;
  return rejected(row.ord, { ...issue, candidates: shown, ...(field === undefined ? {} : { field }) });
}

export function takenRow(work: StepWork, claim: TakenClaim): RowResult {
  const { model, data } = work.prepared.step;
  const by = (data.adopt?.[claim.rule]?.match ?? []).join(' and ');
  const text = `its ${by} finds ${nameOf(claim)} of ${model}, and this record ${whose(claim)}`;
  return rejected(claim.ord, issueOf(work, claim, { severity: 'error', code: 'adopt_taken', text }));
}

function whose({ rival }: TakenClaim): string {
  const key = `"${readableKey(rival.key)}"`;
  return rival.srcRow === null
    ? `belongs to the key ${key} of node "${rival.node}", which this dataset has not. If that is the same row under its old key, rename the key (PATCH /key-map); else let the rule match more fields.`
    : `is also that of row ${rival.srcRow} of node "${rival.node}" (key ${key}). One record cannot be two rows: leave one of them out, or let the rule match more fields.`;
}

/** Odoo keeps an archived record out of sight: whoever looks for it must know. */
export function archivedIssue(work: StepWork, row: RowToSend, claim: Claim): Issue {
  const text = `it takes over ${nameOf(claim)} of ${work.prepared.step.model}, which is archived and stays so. Map "active" if it is to be used again.`;
  return issueOf(work, row, { severity: 'warning', code: 'adopt_archived', text });
}

function nameOf(of: Claim | Candidate): string {
  const id = 'record' in of ? of.record.id : of.recordId;
  return `${of.label} (${id}${of.isArchived ? ', archived' : ''})`;
}

function issueOf(
  work: StepWork,
  { srcRow }: { readonly srcRow: number },
  of: { readonly severity: Issue['severity']; readonly code: IssueCode; readonly text: string },
): Issue {
  const { node, sheet } = work.prepared.step;
  const message = `Row ${srcRow} of "${sheet}": ${of.text}`;
  return { severity: of.severity, code: of.code, message, node, sheet, row: srcRow };
}

function rejected(ord: number, issue: Issue): RowResult {
  return { ord, outcome: 'rejected', recordId: null, issues: [issue] };
}
